// Rows such as the desk gives them: devices found and devices in AWS.
import type { DeviceRow, DeviceStatus, ManagedThingRow } from '../contract';
import { problem } from './problems';

const names = [
  'Flat 3 Kitchen lamp',
  'Flat 3 Küche Fenster',
  'Flat 3 Hall lamp',
  'Flat 3 Bath lamp',
  'Flat 3 Bedroom lamp, left side of the bed, behind the curtain',
  'Flat 3 Porch',
  'Flat 3 Cellar.door',
];
const found: DeviceStatus[] = [
  { kind: 'new' },
  { kind: 'new' },
  { kind: 'changed' },
  { kind: 'new' },
  { kind: 'inAwsAlready' },
  { kind: 'onAnotherLink' },
  { kind: 'cannotBeMade' },
];

export function deviceRow(index: number, status: DeviceStatus, choosable: boolean): DeviceRow {
  return {
    connectorDeviceId: `dev-${index + 1}`,
    managedThingId: null,
    name: names[index] ?? `Lamp ${index + 1}`,
    kind: index % 3 === 2 ? 'Light' : 'Light · Brightwell B-100',
    chosen: choosable,
    choosable,
    status,
  };
}

export const foundRows: DeviceRow[] = found.map((status, index) => deviceRow(index, status, index < 5));

const failed: DeviceStatus = {
  kind: 'failed',
  problem: problem({
    title: 'AWS could not register the device just now',
    meaning: 'AWS is busy or had a fault on its side. Nothing was changed.',
    operation: 'RegisterAccountAssociation',
  }),
};

export const registeringRows: DeviceRow[] = (
  [{ kind: 'confirmed' }, { kind: 'confirming' }, { kind: 'registering' }, { kind: 'making' }, { kind: 'queued' }] as DeviceStatus[]
).map((status, index) => deviceRow(index, status, false));

export const settledRows: DeviceRow[] = Array.from({ length: 20 }, (_, index) =>
  deviceRow(index, index % 7 === 3 ? failed : { kind: 'confirmed' }, false),
);

export const thingRows: ManagedThingRow[] = [
  { managedThingId: 'mt-1', name: 'Hall thermostat', kind: 'Thermostat · Aria T2', owner: 'C-20417', status: 'onNoLink', found: true, progress: null },
  { managedThingId: 'mt-2', name: 'Flat 3 Hall lamp', kind: 'Light · Brightwell B-200', owner: 'C-20417', status: 'cutOff', found: true, progress: null },
  { managedThingId: 'mt-3', name: 'Garage', kind: 'Light', owner: null, status: 'prepared', found: false, progress: null },
  { managedThingId: 'mt-4', name: 'Flat 3 Porch', kind: 'Light · Brightwell B-200', owner: 'C-20417', status: 'registered', found: true, progress: null },
  { managedThingId: 'mt-5', name: 'Old lamp', kind: 'Light', owner: null, status: 'beingDeleted', found: false, progress: null },
  { managedThingId: 'mt-6', name: 'Stairs', kind: 'Light', owner: 'C-20417', status: 'onNoLink', found: true, progress: { kind: 'registering' } },
];
