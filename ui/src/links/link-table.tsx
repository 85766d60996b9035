// Links as rows. What pressing a row does is the page's.
import Box from '@cloudscape-design/components/box';
import Pagination from '@cloudscape-design/components/pagination';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { memo, useMemo, type ReactNode } from 'react';

import type { LinkRow, LinksPage } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useNarrow } from '../desk/narrow';
import { link } from '../words/link';
import { links as words } from '../words/links';
import { date } from '../words/time';
import { LinkName } from './link-name';
import { ROWS } from './link-query';
import { LinkState } from './link-state';
import { SeenSince } from './seen-since';

interface LinkTableProps {
  title: string;
  page: LinksPage | null;
  /** Nothing came, and why is told elsewhere. */
  failed: boolean;
  pageIndex: number;
  onPage: (pageIndex: number) => void;
  actCell: (row: LinkRow) => ReactNode;
  onRow: (row: LinkRow) => unknown;
}

/** Drawn anew only when a prop changes: a table is slow beside a keystroke. */
export const LinkTable = memo(function LinkTable({ title, page, failed, pageIndex, onPage, actCell, onRow }: LinkTableProps) {
  const { settings } = useDesk();
  const narrow = useNarrow();
  const total = page?.total ?? 0;
  const { technicalView } = settings;
  const definitions = useMemo(() => columns(technicalView, narrow, actCell), [technicalView, narrow, actCell]);
  return (
    <div className="lw-open-rows">
      <Table
        items={page?.rows.slice(0, ROWS) ?? []}
        trackBy="accountAssociationId"
        wrapLines
        stickyColumns={{ last: 1 }}
        contentDensity="compact"
        loading={page === null && !failed}
        loadingText={words.loading}
        ariaLabels={{ tableLabel: title }}
        footer={
          total > ROWS ? (
            <Pagination
              currentPageIndex={pageIndex}
              pagesCount={Math.ceil(total / ROWS)}
              ariaLabels={{ nextPageLabel: words.nextPage, previousPageLabel: words.previousPage, pageLabel: words.page }}
              onChange={({ detail }) => onPage(detail.currentPageIndex)}
            />
          ) : undefined
        }
        empty={page === null ? words.notListed : <Empty loading={page.loading} />}
        columnDefinitions={definitions}
        onRowClick={({ detail }) => {
          // Marking text ends in a click, too.
          if (document.getSelection()?.isCollapsed !== false) onRow(detail.item);
        }}
      />
    </div>
  );
});

function columns(
  technical: boolean,
  narrow: boolean,
  actCell: (row: LinkRow) => ReactNode,
): TableProps.ColumnDefinition<LinkRow>[] {
  const deviceCloud = {
    id: 'deviceCloud',
    header: words.columns.deviceCloud,
    minWidth: 140,
    cell: (row: LinkRow) => <bdi>{row.deviceCloud}</bdi>,
  };
  const job = { id: 'job', header: words.columns.jobAndMade, minWidth: 120, cell: (row: LinkRow) => <JobAndMade row={row} /> };
  return [
    {
      id: 'name',
      minWidth: 180,
      header: words.columns.name,
      isRowHeader: true,
      cell: (row) => (
        <>
          <LinkName row={row} technical={technical} />
          {narrow && <Rest row={row} />}
        </>
      ),
    },
    ...(narrow ? [] : [deviceCloud]),
    {
      id: 'state',
      minWidth: 190,
      header: words.columns.state,
      cell: (row) => (
        <>
          <LinkState state={row.state} />
          {row.stateSince !== null && <SeenSince at={row.stateSince} />}
          {technical && <code className="lw-id">{row.stateName}</code>}
          {technical && row.errorMessage !== null && <bdi className="lw-row-why">{row.errorMessage}</bdi>}
        </>
      ),
    },
    ...(narrow ? [] : [job]),
    { id: 'act', header: <span className="lw-hidden">{words.columns.act}</span>, minWidth: 80, cell: actCell },
  ];
}

function JobAndMade({ row }: { row: LinkRow }) {
  if (row.jobNumber === null && !isMadeKnown(row)) return words.none;
  return (
    <>
      {row.jobNumber !== null && <bdi>{row.jobNumber}</bdi>}
      {isMadeKnown(row) && (
        <span className="lw-row-why">
          <Made row={row} />
        </span>
      )}
    </>
  );
}

/** What has columns of its own in a wider window. */
function Rest({ row }: { row: LinkRow }) {
  return (
    <span className="lw-row-why lw-dots">
      <bdi>{row.deviceCloud}</bdi>
      {row.jobNumber !== null && <bdi>{link.job(row.jobNumber)}</bdi>}
      {isMadeKnown(row) && (
        <span>
          <Made row={row} />
        </span>
      )}
    </span>
  );
}

function isMadeKnown({ madeOn, author }: LinkRow): boolean {
  return madeOn !== null || author !== null;
}

function Made({ row: { madeOn, author } }: { row: LinkRow }) {
  return (
    <>
      {madeOn !== null && <span className="lw-nowrap">{date(madeOn)} </span>}
      {author !== null && <bdi className="lw-nowrap">{words.madeBy(author)}</bdi>}
    </>
  );
}

function Empty({ loading }: { loading: boolean }) {
  if (loading) return <StatusIndicator type="loading">{words.loading}</StatusIndicator>;
  return (
    <Box textAlign="center" padding={{ vertical: 's' }}>
      <b>{words.empty}</b>
      <Box color="text-body-secondary">{words.emptyMeaning}</Box>
    </Box>
  );
}
