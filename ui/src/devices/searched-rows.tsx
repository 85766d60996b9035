// Rows asked of the desk by search and page, and the table they are shown in.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useState, type ReactNode } from 'react';

import type { DeviceRow, ManagedThingRow } from '../backend/contract';
import { useQuestion, type Asked } from '../desk/use-question';
import { ProblemPanel } from '../problem/problem-panel';
import { devices as words } from '../words/devices';
import { links } from '../words/links';
import { ROWS_PER_PAGE, usePageOfRows } from './page-of-rows';

interface Rows {
  list_devices: DeviceRow;
  list_managed_things: ManagedThingRow;
}

export interface SearchedRows<R> {
  rows: R[];
  /** How many fit the search, on every page. */
  total: number;
  search: string;
  setSearch: (search: string) => void;
  paging: ReturnType<typeof usePageOfRows>;
  asked: Asked<keyof Rows>;
}

/** Without a `journeyId` nothing is asked. */
export function useSearchedRows<C extends keyof Rows>(command: C, journeyId: string | null, revision: number): SearchedRows<Rows[C]> {
  const [search, setSearch] = useState('');
  const [total, setTotal] = useState(0);
  const paging = usePageOfRows(total);
  const asked = useQuestion<keyof Rows>(command, journeyId === null ? null : { journeyId, search, offset: paging.offset }, revision);
  if (asked.page !== null && asked.page.total !== total) setTotal(asked.page.total);
  return {
    rows: (asked.page?.rows.slice(0, ROWS_PER_PAGE) ?? []) as Rows[C][],
    total,
    search,
    setSearch: (next) => {
      setSearch(next);
      paging.setPage(1);
    },
    paging,
    asked,
  };
}

interface SearchedTableProps<R> extends Omit<TableProps<R>, 'items' | 'empty'> {
  searched: SearchedRows<R>;
  /** Stands where there is nothing at all. */
  none: ReactNode;
}

export function SearchedTable<R>({ searched, none, ...table }: SearchedTableProps<R>) {
  const { rows, total, search, setSearch, paging, asked } = searched;
  return (
    <SpaceBetween size="s">
      {asked.problem !== null && <ProblemPanel problem={asked.problem} mild on={{ tryAgain: asked.askAgain }} />}
      <Table
        {...table}
        variant="embedded"
        items={rows}
        wrapLines
        contentDensity="compact"
        loading={asked.page === null && asked.asking}
        loadingText={words.loading}
        filter={
          <TextFilter
            filteringText={search}
            filteringPlaceholder={words.filter}
            filteringAriaLabel={words.filter}
            countText={search === '' ? '' : words.filterMatches(total)}
            onChange={({ detail }) => setSearch(detail.filteringText)}
          />
        }
        pagination={
          paging.pages > 1 ? (
            <Pagination
              currentPageIndex={paging.page}
              pagesCount={paging.pages}
              ariaLabels={{ nextPageLabel: links.nextPage, previousPageLabel: links.previousPage, pageLabel: links.page }}
              onChange={({ detail }) => paging.setPage(detail.currentPageIndex)}
            />
          ) : undefined
        }
        empty={
          <Box textAlign="center" padding={{ vertical: 's' }}>
            <SpaceBetween size="xs">
              <span>{search === '' ? none : words.noFit}</span>
              {search !== '' && <Button onClick={() => setSearch('')}>{words.clearFilter}</Button>}
            </SpaceBetween>
          </Box>
        }
      />
    </SpaceBetween>
  );
}
