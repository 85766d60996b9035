// The Links page: every link of the AWS account, searched, filtered and counted by
// the desk.
import Alert from '@cloudscape-design/components/alert';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useCallback, useEffect, useRef, useState } from 'react';

import type { LinkRow, LinksPage } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import { useAct } from '../desk/use-act';
import { useAnswer } from '../desk/use-answer';
import { ProblemPanel } from '../problem/problem-panel';
import { fill } from '../words/fill';
import { links as words } from '../words/links';
import { shortly } from '../words/time';
import { DeviceCloudWarnings } from './device-cloud-warnings';
import { ExportLinks } from './export-links';
import { FindByDevice, FoundByDevice } from './find-by-device';
import { LinkFilters } from './link-filters';
import { everyLink, isFiltered, looksLikeNumber, type LinkQuery } from './link-query';
import { LinkTable } from './link-table';
import { NoFit } from './no-fit';
import { RowActs } from './row-acts';
import { StateCounts } from './state-counts';
import { useLinks } from './use-links';

export function Links({ begun }: { begun?: Partial<LinkQuery> | undefined }) {
  const { account, accountProblem, connecting, remembered } = useDesk();
  const { go } = usePlaces();
  const act = useAct();
  const found = useAnswer('find_by_device');
  const saved = useAnswer('export_links');
  const offline = account === null;
  const [query, setQuery] = useState<LinkQuery>({ ...everyLink, ...begun });
  const asked = useLinks(query);
  const { page } = asked;
  const problem = act.problem ?? asked.problem ?? page?.problem ?? saved.problem;

  const change = (part: Partial<LinkQuery>) => {
    setQuery((before) => ({ ...before, page: 1, ...part }));
    if (part.search !== undefined) found.clear();
  };
  // The rows are drawn anew only when others come, not at every key.
  const latest = useRef(query);
  useEffect(() => {
    latest.current = query;
  }, [query]);
  const open = useCallback(
    ({ accountAssociationId }: LinkRow) => {
      if (!offline) go({ kind: 'link', accountAssociationId, from: latest.current });
    },
    [go, offline],
  );
  // Pressing a button in a row is no press on the row.
  const pressed = useRef(false);
  const onRow = useCallback(
    (row: LinkRow) => {
      if (!pressed.current) open(row);
      pressed.current = false;
    },
    [open],
  );
  const { run, busy } = act;
  const actCell = useCallback(
    (row: LinkRow) => (
      <RowActs
        row={row}
        busy={busy !== null || offline}
        onPress={() => {
          pressed.current = true;
        }}
        onOpen={() => open(row)}
        onReconnect={async () => {
          if (await run('reconnect_link', { accountAssociationId: row.accountAssociationId })) go({ kind: 'wizard' });
        }}
      />
    ),
    [busy, go, offline, open, run],
  );
  const onPage = useCallback((next: number) => setQuery((before) => ({ ...before, page: next })), []);

  if (offline && remembered === null) {
    return (
      <SpaceBetween size="l">
        <Header variant="h1">{words.title}</Header>
        <Alert type="info">{words.noAccount}</Alert>
      </SpaceBetween>
    );
  }
  const noneFits = page !== null && page.total === 0 && (query.search !== '' || isFiltered(query)) && !page.loading;
  return (
    <SpaceBetween size="m">
      <div>
        <Header
          variant="h1"
          counter={page === null || noneFits ? '' : `(${page.total.toLocaleString('en')})`}
          info={page === null ? undefined : <Dated page={page} />}
          actions={<ExportLinks query={query} saved={saved} nothing={page === null || page.total === 0} />}
        >
          {words.title}
        </Header>
        <div aria-live="polite" className="lw-said">
          {saved.answer !== null && (
            <StatusIndicator type="success">
              {fill(words.export.saved(saved.answer.count), { path: <code><bdi>{saved.answer.path}</bdi></code> })}
            </StatusIndicator>
          )}
        </div>
      </div>
      {offline && !connecting && (
        <>
          <Alert type="warning" data-testid="remembered">
            {words.remembered}
          </Alert>
          {accountProblem !== null && (
            <ProblemPanel problem={accountProblem} mild on={{ tryAgain: () => void run('check_aws_account', {}) }} />
          )}
        </>
      )}
      {problem !== null && <ProblemPanel problem={problem} mild on={{ tryAgain: asked.askAgain }} />}
      {page !== null && <DeviceCloudWarnings warnings={page.warnings} onShow={(part) => setQuery({ ...everyLink, ...part })} />}
      <SpaceBetween size="xs">
        <div className="lw-search">
          <Input
            type="search"
            value={query.search}
            autoFocus={begun?.search !== undefined}
            placeholder={words.search}
            ariaLabel={words.searchLabel}
            onChange={({ detail }) => change({ search: detail.value })}
            nativeInputAttributes={{ 'data-testid': 'link-search' }}
          />
        </div>
        <LinkFilters query={query} counts={page?.counts ?? null} onChange={change} />
        {page !== null && page.counts.total > 0 && <StateCounts counts={page.counts} query={query} onChange={change} />}
      </SpaceBetween>
      {noneFits ? (
        <NoFit search={query.search} found={found} onClear={() => change({ ...everyLink })} />
      ) : (
        <LinkTable
          title={words.title}
          page={page}
          failed={asked.problem !== null}
          pageIndex={query.page}
          onPage={onPage}
          onRow={onRow}
          actCell={actCell}
        />
      )}
      {looksLikeNumber(query.search) && page !== null && page.total > 0 && <FindByDevice search={query.search} found={found} />}
      <FoundByDevice found={found} onOpen={open} />
    </SpaceBetween>
  );
}

/** How old the list is, and how far a new one has come. */
function Dated({ page }: { page: LinksPage }) {
  return (
    <span className="lw-quiet" data-testid="dated">
      {page.asOf !== null && words.asOf(shortly(page.asOf))}
      {page.asOf !== null && page.loading && ' · '}
      {page.loading && <StatusIndicator type="loading">{words.loaded(page.loaded)}</StatusIndicator>}
    </span>
  );
}
