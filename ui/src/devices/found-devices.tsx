// The devices a search found: to choose from, or with their results in place.
import Input from '@cloudscape-design/components/input';
import type { TableProps } from '@cloudscape-design/components/table';
import { useRef, type ReactNode } from 'react';

import type { DeviceRow, JourneyView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useNarrow } from '../desk/narrow';
import type { Act } from '../desk/use-act';
import { devices as words } from '../words/devices';
import { fillText } from '../words/fill';
import { reconnect } from '../words/reconnect';
import { DeviceState } from './device-state';
import { SearchedTable, useSearchedRows } from './searched-rows';

interface FoundDevicesProps {
  journey: JourneyView;
  revision: number;
  act: Act;
  header: ReactNode;
  /** Whether rows may be ticked and renamed, and how many. */
  choosing: 'no' | 'one' | 'any';
}

const LONGEST_NAME = 128;

export function FoundDevices({ journey, revision, act, header, choosing }: FoundDevicesProps) {
  const { settings } = useDesk();
  const narrow = useNarrow();
  const { journeyId } = journey;
  const searched = useSearchedRows('list_devices', journeyId, revision);
  const { rows } = searched;

  const choose = (chosen: readonly DeviceRow[]) => {
    const ticked = new Set(chosen.map((row) => row.connectorDeviceId));
    const changed = rows.filter((row) => row.choosable && row.chosen !== ticked.has(row.connectorDeviceId));
    const ids = (to: boolean) => changed.filter((row) => row.chosen !== to).map((row) => row.connectorDeviceId);
    // Where one takes the place of another, choosing it leaves the others.
    if (choosing === 'one') void sendChoice(act, journeyId, ids(true), true);
    else void sendChoice(act, journeyId, ids(true), true).then(() => sendChoice(act, journeyId, ids(false), false));
  };

  return (
    <SearchedTable
      searched={searched}
      none={words.noneHere}
      trackBy="connectorDeviceId"
      header={header}
      ariaLabels={{
        tableLabel: words.tabs,
        selectionGroupLabel: choosing === 'one' ? reconnect.replacement : words.selection,
        allItemsSelectionLabel: () => words.tickPage,
        itemSelectionLabel: (_, row) => fillText(words.tick, { name: row.name }),
        activateEditLabel: (_, row) => fillText(words.editName, { name: row.name }),
        cancelEditLabel: () => words.cancelEdit,
        submitEditLabel: () => words.submitEdit,
      }}
      {...(choosing !== 'no'
        ? {
            selectionType: choosing === 'one' ? ('single' as const) : ('multi' as const),
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
      columnDefinitions={columns(choosing !== 'no', settings.technicalView, narrow, (row, name) =>
        void act.run('rename_device', { journeyId, connectorDeviceId: row.connectorDeviceId, name }),
      )}
    />
  );
}

async function sendChoice(act: Act, journeyId: string, connectorDeviceIds: string[], chosen: boolean) {
  // An empty list would mean every device.
  if (connectorDeviceIds.length > 0) await act.run('choose_devices', { journeyId, connectorDeviceIds, chosen });
}

function columns(
  choosing: boolean,
  technical: boolean,
  narrow: boolean,
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
        {narrow && <bdi className="lw-row-why">{row.kind}</bdi>}
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
    ...(narrow ? [] : [{ id: 'kind', header: words.columns.kind, minWidth: 205, cell: (row: DeviceRow) => <bdi className="lw-name">{row.kind}</bdi> }]),
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
