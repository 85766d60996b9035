// The devices a search found: to choose from, or with their results in place.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useState, type ReactNode, useRef } from 'react';

import type { DeviceRow, JourneyView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import type { Act } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { ProblemPanel } from '../problem/problem-panel';
import { devices as words } from '../words/devices';
import { fillText } from '../words/fill';
import { links } from '../words/links';
import { DeviceState } from './device-state';
import { ROWS_PER_PAGE, usePageOfRows } from './page-of-rows';

interface FoundDevicesProps {
  journey: JourneyView;
  revision: number;
  act: Act;
  header: ReactNode;
  /** Rows may be ticked and renamed. */
  choosing: boolean;
}

const LONGEST_NAME = 128;

export function FoundDevices({ journey, revision, act, header, choosing }: FoundDevicesProps) {
  const { settings } = useDesk();
  const { journeyId } = journey;
  const [search, setSearch] = useState('');
  const [total, setTotal] = useState(0);
  const paging = usePageOfRows(total);
  const asked = useQuestion('list_devices', { journeyId, search, offset: paging.offset }, revision);
  if (asked.page !== null && asked.page.total !== total) setTotal(asked.page.total);
  const rows = asked.page?.rows.slice(0, ROWS_PER_PAGE) ?? [];

  const choose = (chosen: readonly DeviceRow[]) => {
    const ticked = new Set(chosen.map((row) => row.connectorDeviceId));
    const changed = rows.filter((row) => row.choosable && row.chosen !== ticked.has(row.connectorDeviceId));
    const ids = (to: boolean) => changed.filter((row) => row.chosen !== to).map((row) => row.connectorDeviceId);
    void sendChoice(act, journeyId, ids(true), true).then(() => sendChoice(act, journeyId, ids(false), false));
  };

  return (
    <SpaceBetween size="s">
      {asked.problem !== null && <ProblemPanel problem={asked.problem} mild on={{ tryAgain: asked.askAgain }} />}
      <Table
        variant="embedded"
        items={rows}
        trackBy="connectorDeviceId"
        wrapLines
        contentDensity="compact"
        loading={asked.page === null && asked.asking}
        loadingText={words.loading}
        header={header}
        filter={
          <TextFilter
            filteringText={search}
            filteringPlaceholder={words.filter}
            filteringAriaLabel={words.filter}
            countText={search === '' ? '' : words.filterMatches(total)}
            onChange={({ detail }) => {
              setSearch(detail.filteringText);
              paging.setPage(1);
            }}
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
        empty={<None search={search} onClear={() => setSearch('')} />}
        ariaLabels={{
          tableLabel: words.tabs,
          selectionGroupLabel: words.selection,
          allItemsSelectionLabel: () => words.tickPage,
          itemSelectionLabel: (_, row) => fillText(words.tick, { name: row.name }),
          activateEditLabel: (_, row) => fillText(words.editName, { name: row.name }),
          cancelEditLabel: () => words.cancelEdit,
          submitEditLabel: () => words.submitEdit,
        }}
        {...(choosing
          ? {
              selectionType: 'multi' as const,
              selectedItems: rows.filter((row) => row.chosen),
              isItemDisabled: (row: DeviceRow) => !row.choosable,
              onSelectionChange: ({ detail }: { detail: TableProps.SelectionChangeDetail<DeviceRow> }) =>
                choose(detail.selectedItems),
              submitEdit: async (row: DeviceRow, _: unknown, name: unknown) => {
                if (typeof name !== 'string' || name === row.name) return;
                const { connectorDeviceId } = row;
                if (!(await act.run('rename_device', { journeyId, connectorDeviceId, name }))) throw new Error(words.notEditable);
              },
            }
          : {})}
        columnDefinitions={columns(choosing, settings.technicalView, (row, name) =>
          void act.run('rename_device', { journeyId, connectorDeviceId: row.connectorDeviceId, name }),
        )}
      />
    </SpaceBetween>
  );
}

async function sendChoice(act: Act, journeyId: string, connectorDeviceIds: string[], chosen: boolean) {
  // An empty list would mean every device.
  if (connectorDeviceIds.length > 0) await act.run('choose_devices', { journeyId, connectorDeviceIds, chosen });
}

function columns(
  choosing: boolean,
  technical: boolean,
  rename: (row: DeviceRow, name: string) => void,
): TableProps.ColumnDefinition<DeviceRow>[] {
  const name: TableProps.ColumnDefinition<DeviceRow> = {
    id: 'name',
    header: choosing ? words.columns.nameEditable : words.columns.name,
    isRowHeader: true,
    minWidth: 150,
    cell: (row) => (
      <>
        <bdi className="lw-name" data-testid={`device-row-${row.connectorDeviceId}`}>
          {row.name}
        </bdi>
        {technical && <code className="lw-id">{row.connectorDeviceId}</code>}
      </>
    ),
  };
  if (choosing) {
    name.editConfig = {
      ariaLabel: words.columns.name,
      editIconAriaLabel: words.columns.nameEditable,
      disabledReason: (row) => (row.choosable ? undefined : words.notEditable),
      validation: (_, value: unknown) => (typeof value === 'string' ? nameProblem(value) : undefined),
      editingCell: (row, { currentValue, setValue }) => (
        <NameField
          name={(currentValue as string | undefined) ?? row.name}
          onChange={setValue}
          onLeave={(left) => {
            if (left !== row.name && nameProblem(left) === undefined) rename(row, left);
          }}
        />
      ),
    };
  }
  return [
    name,
    { id: 'kind', header: words.columns.kind, minWidth: 150, cell: (row) => <bdi>{row.kind}</bdi> },
    { id: 'state', header: words.columns.state, minWidth: 150, cell: (row) => <DeviceState status={row.status} /> },
  ];
}

/** A click elsewhere takes the name over as it stands; Escape drops it. */
function NameField({ name, onChange, onLeave }: { name: string; onChange: (name: string) => void; onLeave: (name: string) => void }) {
  const dropped = useRef(false);
  return (
    <Input
      autoFocus
      value={name}
      onKeyDown={({ detail }) => {
        dropped.current = detail.key === 'Escape';
      }}
      onChange={({ detail }) => onChange(detail.value)}
      onBlur={() => {
        if (!dropped.current) onLeave(name);
      }}
    />
  );
}

function nameProblem(name: string): string | undefined {
  if (name.trim() === '') return words.nameMissing;
  return [...name].length > LONGEST_NAME ? words.nameTooLong : undefined;
}

function None({ search, onClear }: { search: string; onClear: () => void }) {
  return (
    <Box textAlign="center" padding={{ vertical: 's' }}>
      <SpaceBetween size="xs">
        <span>{search === '' ? words.noneHere : words.noFit}</span>
        {search !== '' && <Button onClick={onClear}>{words.clearFilter}</Button>}
      </SpaceBetween>
    </Box>
  );
}
