// 'Existing link': which one to go on with, or one device by its ids.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useCallback, useRef, useState } from 'react';

import type { LinkRow } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import { useAct } from '../desk/use-act';
import { useReadOnly } from '../desk/where';
import { EnterIds } from '../devices/enter-ids';
import { everyLink, type LinkQuery } from '../links/link-query';
import { LinkTable } from '../links/link-table';
import { NoFit } from '../links/no-fit';
import { useLinks } from '../links/use-links';
import { ProblemPanel } from '../problem/problem-panel';
import { fillText } from '../words/fill';
import { links as words } from '../words/links';

export function ExistingLink() {
  const { account } = useDesk();
  const readOnly = useReadOnly();
  const { go } = usePlaces();
  const act = useAct();
  const [query, setQuery] = useState<LinkQuery>(everyLink);
  const asked = useLinks(query);
  const { page } = asked;
  const problem = act.problem ?? asked.problem ?? page?.problem ?? null;
  const choosing = useRef(false);
  const { run, busy } = act;
  const choose = useCallback(
    async ({ accountAssociationId }: LinkRow) => {
      // A press on the button is one on its row as well.
      if (choosing.current) return;
      choosing.current = true;
      const chosen = await run('open_link', { accountAssociationId });
      choosing.current = false;
      if (chosen) go({ kind: 'wizard' });
    },
    [go, run],
  );
  const actCell = useCallback(
    (row: LinkRow) => (
      <Button
        variant="inline-link"
        wrapText={false}
        data-testid={`open-link-${row.accountAssociationId}`}
        ariaLabel={fillText(words.chooseNamed, { name: row.name })}
        disabled={busy !== null}
        onClick={() => void choose(row)}
      >
        {words.chooseIt}
      </Button>
    ),
    [busy, choose],
  );
  const onPage = useCallback((next: number) => setQuery((before) => ({ ...before, page: next })), []);

  if (account === null) {
    return (
      <SpaceBetween size="l">
        <Header variant="h1">{words.titleChoose}</Header>
        <Alert type="info">{words.noAccount}</Alert>
      </SpaceBetween>
    );
  }
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={words.chooseMeaning}>
        {words.titleChoose}
      </Header>
      {readOnly !== null && (
        <Alert
          type="info"
          header={readOnly}
          action={
            <Button data-testid="look-under-links" onClick={() => go({ kind: 'links' })}>
              {words.toLinks}
            </Button>
          }
        >
          {words.chooseReadOnly}
        </Alert>
      )}
      {problem !== null && <ProblemPanel problem={problem} mild on={{ tryAgain: asked.askAgain }} />}
      <SpaceBetween size="xs">
        <div className="lw-search">
          <Input
            type="search"
            value={query.search}
            autoFocus
            placeholder={words.searchChoose}
            ariaLabel={words.searchLabel}
            onChange={({ detail }) => setQuery({ ...everyLink, search: detail.value })}
            nativeInputAttributes={{ 'data-testid': 'link-search' }}
          />
        </div>
        {page?.loading === true && <StatusIndicator type="loading">{words.loaded(page.loaded)}</StatusIndicator>}
      </SpaceBetween>
      {page !== null && page.total === 0 && query.search !== '' && !page.loading ? (
        <NoFit search={query.search} found={null} onClear={() => setQuery(everyLink)} />
      ) : (
        <LinkTable
          title={words.titleChoose}
          page={page}
          failed={asked.problem !== null}
          pageIndex={query.page}
          onPage={onPage}
          onRow={choose}
          actCell={actCell}
        />
      )}
      <EnterIds />
    </SpaceBetween>
  );
}
