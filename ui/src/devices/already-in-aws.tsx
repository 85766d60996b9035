// Devices that were made in AWS before, to be put on this link.
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';

import type { JourneyView, ManagedThingRow, ManagedThingStatus } from '../backend/contract';
import { useDesk } from '../desk/desk';
import type { Act } from '../desk/use-act';
import { devices as words, thingStatus } from '../words/devices';
import { fill } from '../words/fill';
import { links } from '../words/links';
import { DeviceState } from './device-state';
import { EnterIds } from './enter-ids';
import { SearchedTable, useSearchedRows } from './searched-rows';

interface AlreadyInAwsProps {
  journey: JourneyView;
  revision: number;
  act: Act;
  off: boolean;
}

export function AlreadyInAws({ journey, revision, act, off }: AlreadyInAwsProps) {
  const { settings } = useDesk();
  const { journeyId, customer, deviceCloud } = journey;
  const searched = useSearchedRows('list_managed_things', off ? null : journeyId, revision);

  const columns: TableProps.ColumnDefinition<ManagedThingRow>[] = [
    { id: 'name', header: words.columns.name, isRowHeader: true, minWidth: 165, cell: (row) => <ThingName row={row} technical={settings.technicalView} /> },
    { id: 'owner', header: words.columns.owner, minWidth: 100, cell: (row) => <bdi>{row.owner ?? links.none}</bdi> },
    { id: 'state', header: words.columns.state, minWidth: 150, cell: (row) => <ThingState row={row} deviceCloud={deviceCloud} /> },
    {
      id: 'act',
      header: <span className="lw-hidden">{words.columns.act}</span>,
      minWidth: 150,
      cell: (row) =>
        registrable(row) && (
          <Button
            variant="inline-link"
            data-testid={`register-thing-${row.managedThingId}`}
            disabled={off}
            loading={act.busy === 'register_managed_thing'}
            onClick={() => {
              void act
                .run('register_managed_thing', { journeyId, managedThingId: row.managedThingId })
                .then(searched.asked.askAgain);
            }}
          >
            {fill(words.registerThing, { customer })}
          </Button>
        ),
    },
  ];

  return (
    <SpaceBetween size="s">
      <SearchedTable
        searched={searched}
        none={words.noThings}
        trackBy="managedThingId"
        header={
          <Header variant="h2" counter={`(${searched.total})`} description={words.alreadyInAwsMeaning}>
            {words.alreadyInAws}
          </Header>
        }
        ariaLabels={{ tableLabel: words.alreadyInAws }}
        columnDefinitions={columns}
      />
      <EnterIds />
    </SpaceBetween>
  );
}

function ThingName({ row, technical }: { row: ManagedThingRow; technical: boolean }) {
  return (
    <>
      <bdi className="lw-name">{row.name}</bdi>
      <bdi className="lw-row-why">{row.kind}</bdi>
      {technical && <code className="lw-id">{row.managedThingId}</code>}
    </>
  );
}

function ThingState({ row, deviceCloud }: { row: ManagedThingRow; deviceCloud: string }) {
  if (row.progress !== null) return <DeviceState status={row.progress} />;
  return (
    <>
      <StatusIndicator type={icon(row.status)}>{thingStatus(row.status)}</StatusIndicator>
      {!row.found && mayBeRegistered(row.status) && (
        <span className="lw-row-why">
          {words.notFound} {fill(words.notFoundHint, { deviceCloud })}
        </span>
      )}
    </>
  );
}

function registrable(row: ManagedThingRow): boolean {
  const failed = row.progress?.kind === 'failed';
  return mayBeRegistered(row.status) && (row.progress === null || failed);
}

function mayBeRegistered(status: ManagedThingStatus): boolean {
  return status === 'onNoLink' || status === 'prepared' || status === 'cutOff';
}

function icon(status: ManagedThingStatus): StatusIndicatorProps.Type {
  switch (status) {
    case 'onNoLink':
    case 'prepared':
      return 'info';
    case 'cutOff':
    case 'unknown':
      return 'warning';
    case 'registered':
      return 'success';
    case 'beingDeleted':
      return 'in-progress';
    default:
      return status satisfies never;
  }
}
