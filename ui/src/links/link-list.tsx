// Links as rows: searched, paged by the desk, opened one at a time.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';

import type { LinkRow } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useNarrow } from '../desk/narrow';
import { usePlaces } from '../desk/places';
import { useAct } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { ProblemPanel } from '../problem/problem-panel';
import { fillText } from '../words/fill';
import { links as words } from '../words/links';
import { date } from '../words/time';
import { LinkState } from './link-state';

interface LinkListProps {
  title: string;
  description?: string;
  act: string;
  actNamed: string;
  search: string;
  focusSearch?: boolean;
}

const ROWS = 50;

export function LinkList({ title, description, act: actWord, actNamed, search: begun, focusSearch = false }: LinkListProps) {
  const { account, settings, linksRevision } = useDesk();
  const { go } = usePlaces();
  const act = useAct();
  const narrow = useNarrow();
  const [search, setSearch] = useState(begun);
  const [page, setPage] = useState(1);
  const identity = account === null ? '' : `${account.account} ${account.region} ${linksRevision}`;
  const asked = useQuestion(
    'list_account_associations',
    account === null ? null : { search, offset: (page - 1) * ROWS },
    identity,
  );
  const total = asked.page?.total ?? 0;
  const problem = act.problem ?? asked.problem ?? asked.page?.problem ?? null;
  const loading = asked.asking || asked.page?.loading === true;

  const open = async (row: LinkRow) => {
    if (await act.run('open_link', { accountAssociationId: row.accountAssociationId })) {
      go({ kind: 'wizard' });
    }
  };

  if (account === null) {
    return (
      <SpaceBetween size="l">
        <Header variant="h1">{title}</Header>
        <Alert type="info">{words.noAccount}</Alert>
      </SpaceBetween>
    );
  }
  return (
    <SpaceBetween size="m">
      <Header variant="h1" counter={asked.page === null ? '' : `(${total.toLocaleString('en')})`} description={description}>
        {title}
      </Header>
      {problem !== null && <ProblemPanel problem={problem} mild on={{ tryAgain: asked.askAgain }} />}
      <Table
        items={asked.page?.rows.slice(0, ROWS) ?? []}
        trackBy="accountAssociationId"
        wrapLines
        stickyColumns={{ last: 1 }}
        contentDensity="compact"
        loading={asked.page === null && asked.problem === null}
        loadingText={words.loading}
        ariaLabels={{ tableLabel: title }}
        filter={
          <div className="lw-search">
            <Input
              type="search"
              value={search}
              autoFocus={focusSearch}
              placeholder={words.search}
              ariaLabel={words.searchLabel}
              onChange={({ detail }) => {
                setSearch(detail.value);
                setPage(1);
              }}
              nativeInputAttributes={{ 'data-testid': 'link-search' }}
            />
          </div>
        }
        pagination={
          total > ROWS ? (
            <Pagination
              currentPageIndex={page}
              pagesCount={Math.ceil(total / ROWS)}
              ariaLabels={{ nextPageLabel: words.nextPage, previousPageLabel: words.previousPage, pageLabel: words.page }}
              onChange={({ detail }) => setPage(detail.currentPageIndex)}
            />
          ) : undefined
        }
        footer={
          loading && asked.page !== null && asked.page.loading ? (
            <StatusIndicator type="loading">{words.stillLoading}</StatusIndicator>
          ) : undefined
        }
        empty={asked.page === null ? words.notListed : <Empty search={search} loading={asked.page.loading} onClear={() => setSearch('')} />}
        columnDefinitions={columns(settings.technicalView, narrow, (row) => (
          <Button
            variant="inline-link"
            wrapText={false}
            data-testid={`open-link-${row.accountAssociationId}`}
            ariaLabel={fillText(actNamed, { name: row.name })}
            disabled={act.busy !== null}
            onClick={() => void open(row)}
          >
            {actWord}
          </Button>
        ))}
      />
    </SpaceBetween>
  );
}

function columns(
  technical: boolean,
  narrow: boolean,
  actCell: (row: LinkRow) => ReactNode,
): TableProps.ColumnDefinition<LinkRow>[] {
  const deviceCloud = {
    id: 'deviceCloud',
    header: words.columns.deviceCloud,
    cell: (row: LinkRow) => <bdi>{row.deviceCloud}</bdi>,
  };
  return [
    {
      id: 'name',
      minWidth: 130,
      header: words.columns.name,
      isRowHeader: true,
      cell: (row) => (
        <>
          <b>
            <bdi className="lw-name">{row.name}</bdi>
          </b>
          {narrow && <bdi className="lw-row-why">{row.deviceCloud}</bdi>}
          {technical && <code className="lw-id">{row.accountAssociationId}</code>}
        </>
      ),
    },
    ...(narrow ? [] : [deviceCloud]),
    {
      id: 'state',
      minWidth: 180,
      header: words.columns.state,
      cell: (row) => (
        <>
          <LinkState state={row.state} />
          {technical && <code className="lw-id">{row.stateName}</code>}
          {technical && row.errorMessage !== null && <bdi className="lw-row-why">{row.errorMessage}</bdi>}
        </>
      ),
    },
    { id: 'job', header: words.columns.jobAndMade, minWidth: 120, cell: (row) => <JobAndMade row={row} /> },
    { id: 'act', header: <span className="lw-hidden">{words.columns.act}</span>, cell: actCell },
  ];
}

function JobAndMade({ row }: { row: LinkRow }) {
  const made = row.madeOn !== null || row.author !== null;
  if (row.jobNumber === null && !made) return words.none;
  return (
    <>
      {row.jobNumber !== null && <bdi>{row.jobNumber}</bdi>}
      {made && (
        <span className="lw-row-why">
          {row.madeOn !== null && <span className="lw-nowrap">{date(row.madeOn)} </span>}
          {row.author !== null && <bdi className="lw-nowrap">{words.madeBy(row.author)}</bdi>}
        </span>
      )}
    </>
  );
}

function Empty({ search, loading, onClear }: { search: string; loading: boolean; onClear: () => void }) {
  if (loading) return <StatusIndicator type="loading">{words.loading}</StatusIndicator>;
  return (
    <Box textAlign="center" padding={{ vertical: 's' }}>
      <SpaceBetween size="xs">
        <b>{search === '' ? words.empty : words.noFit}</b>
        {search === '' ? <Box color="text-body-secondary">{words.emptyMeaning}</Box> : <Button onClick={onClear}>{words.clear}</Button>}
      </SpaceBetween>
    </Box>
  );
}
