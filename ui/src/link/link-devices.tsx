// The devices of a link: how each stands, whether it answers, and what can be done.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useState } from 'react';

import type { LinkDeviceRow, LinkView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useNarrow } from '../desk/narrow';
import type { Act } from '../desk/use-act';
import { ProblemPanel } from '../problem/problem-panel';
import { devices as deviceWords } from '../words/devices';
import { linkDevices as words } from '../words/link';
import { links } from '../words/links';
import { BringDevices } from './bring-devices';
import { DeviceAnswer } from './device-answer';
import { DeviceDialog, type DeviceAsked } from './device-dialog';
import { DeviceMenu } from './device-menu';
import { DeviceName } from './device-name';
import { DeviceStanding } from './device-standing';
import { useDeviceAnswers } from './use-device-answers';
import type { LinkDevicesAsked } from './use-link-devices';

interface LinkDevicesProps {
  link: LinkView;
  devices: LinkDevicesAsked;
  act: Act;
}

export function LinkDevices({ link, devices, act }: LinkDevicesProps) {
  const { technicalView } = useDesk().settings;
  const narrow = useNarrow();
  const { answers, ask } = useDeviceAnswers(link.accountAssociationId);
  const [dialog, setDialog] = useState<DeviceAsked | null>(null);
  const { page, rows, search, setSearch, paging, asked } = devices;
  const problem = asked.problem ?? page?.problem ?? null;
  // Nothing to search in; once something was searched for, the field stays.
  const [searched, setSearched] = useState(false);
  const empty = page !== null && page.total === 0 && !page.loading && !searched;

  const lastState: TableProps.ColumnDefinition<LinkDeviceRow> = {
    id: 'lastState',
    header: words.columns.lastState,
    minWidth: 120,
    cell: (row) => <bdi>{row.lastState ?? links.none}</bdi>,
  };
  const columns: TableProps.ColumnDefinition<LinkDeviceRow>[] = [
    {
      id: 'name',
      header: words.columns.name,
      isRowHeader: true,
      minWidth: 170,
      cell: (row) => <DeviceName row={row} technical={technicalView} withLastState={narrow} />,
    },
    { id: 'state', header: words.columns.state, minWidth: 170, cell: (row) => <DeviceStanding row={row} /> },
    ...(narrow ? [] : [lastState]),
    {
      id: 'answer',
      header: words.columns.answer,
      minWidth: 190,
      cell: (row) => (
        <DeviceAnswer row={row} asked={answers[row.managedThingId]} off={link.gone} onAsk={() => void ask(row.managedThingId)} />
      ),
    },
    {
      id: 'act',
      header: <span className="lw-hidden">{words.columns.act}</span>,
      minWidth: 60,
      cell: (row) => <DeviceMenu row={row} gone={link.gone} onChoose={(kind) => setDialog({ kind, device: row })} />,
    },
  ];

  const problemPanel = problem !== null && <ProblemPanel problem={problem} mild on={{ tryAgain: asked.askAgain }} />;
  if (empty) return problemPanel || <span className="lw-quiet">{words.none}</span>;
  return (
    <SpaceBetween size="s">
      {problemPanel}
      <Table
        variant="embedded"
        items={rows}
        trackBy="managedThingId"
        wrapLines
        contentDensity="compact"
        loading={page === null && asked.asking}
        loadingText={words.loading}
        ariaLabels={{ tableLabel: words.columns.name }}
        stickyColumns={{ last: 1 }}
        filter={
          <div className="lw-table-tools">
            <div className="lw-search">
              <TextFilter
                filteringText={search}
                filteringPlaceholder={words.filter}
                filteringAriaLabel={words.filter}
                countText={search === '' || page === null ? '' : deviceWords.filterMatches(page.total)}
                onChange={({ detail }) => {
                  setSearched(true);
                  setSearch(detail.filteringText);
                }}
              />
            </div>
            <span className="lw-row-acts">{page !== null && <BringDevices link={link} counts={page} act={act} />}</span>
          </div>
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
        footer={page?.loading === true && <StatusIndicator type="loading">{words.stillLoading}</StatusIndicator>}
        empty={<Empty search={search} loading={page?.loading === true} onClear={() => setSearch('')} />}
        columnDefinitions={columns}
      />
      {dialog !== null && <DeviceDialog link={link} asked={dialog} onEnd={() => setDialog(null)} />}
    </SpaceBetween>
  );
}

function Empty({ search, loading, onClear }: { search: string; loading: boolean; onClear: () => void }) {
  if (loading) return <StatusIndicator type="loading">{words.loading}</StatusIndicator>;
  return (
    <Box textAlign="center" padding={{ vertical: 's' }}>
      <SpaceBetween size="xs">
        <span>{search === '' ? words.none : deviceWords.noFit}</span>
        {search !== '' && <Button onClick={onClear}>{deviceWords.clearFilter}</Button>}
      </SpaceBetween>
    </Box>
  );
}
