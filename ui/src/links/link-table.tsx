// Links as rows. What pressing a row does is the page's.
import Box from '@cloudscape-design/components/box';
import Pagination from '@cloudscape-design/components/pagination';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { memo, useMemo, type ReactNode } from 'react';

import type { LinkRow, LinksPage } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useNarrow } from '../desk/narrow';
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
  return [
    {
      id: 'name',
      minWidth: 160,
      header: words.columns.name,
      isRowHeader: true,
      cell: (row) => <LinkName row={row} withDeviceCloud={narrow} technical={technical} />,
    },
    ...(narrow ? [] : [deviceCloud]),
    {
      id: 'state',
      minWidth: narrow ? 160 : 190,
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
    { id: 'job', header: words.columns.jobAndMade, minWidth: 110, cell: (row) => <JobAndMade row={row} /> },
    { id: 'act', header: <span className="lw-hidden">{words.columns.act}</span>, minWidth: 80, cell: actCell },
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

function Empty({ loading }: { loading: boolean }) {
  if (loading) return <StatusIndicator type="loading">{words.loading}</StatusIndicator>;
  return (
    <Box textAlign="center" padding={{ vertical: 's' }}>
      <b>{words.empty}</b>
      <Box color="text-body-secondary">{words.emptyMeaning}</Box>
    </Box>
  );
}
