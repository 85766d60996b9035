// One link, its devices and work of several steps on it, such as the desk gives them.
import type {
  DeviceStandingView,
  LinkDeviceRow,
  LinkDevicesPage,
  LinkView,
  ListLinkDevicesForm,
  ListPlanStepsForm,
  PlanStepRow,
  PlanStepsPage,
  PlanView,
  UnlinkView,
} from '../contract';
import { problem } from './problems';
import { DAY, HOUR, MINUTE, SECOND } from './times';

export function linkView(part: Partial<LinkView> = {}): LinkView {
  return {
    accountAssociationId: 'aa-4',
    name: 'OBrien Mueller Flat 3',
    spelling: 'O’Brien Müller, Flat 3',
    memo: 'ring Mrs O’Brien after four',
    connectorDestinationId: 'cd-brightwell',
    deviceCloud: 'Brightwell Lighting',
    state: 'needsNewSignIn',
    stateName: 'REFRESH_TOKEN_EXPIRED',
    stateSince: Date.now() - 3 * DAY,
    lastWorked: Date.now() - 3 * DAY - HOUR,
    checkedAt: Date.now() - 4 * SECOND,
    checking: false,
    gone: false,
    jobNumber: '4390',
    madeOn: '2026-05-03',
    author: 'js',
    note: 'ground floor, left',
    errorMessage: null,
    tags: [{ key: 'team', value: 'north' }],
    access: { kind: 'customerSignsIn' },
    cloud: {
      accesses: [{ kind: 'customerSignsIn' }],
      renewal: { kind: 'off' },
      completionPage: 'https://brightwell.example/done',
      gone: false,
    },
    share: { total: 40, failing: 2 },
    journeyId: null,
    plan: null,
    problem: null,
    technical: null,
    devicesRevision: 1,
    ...part,
  };
}

export function linkDevice(managedThingId: string, name: string, standing: DeviceStandingView, part: Partial<LinkDeviceRow> = {}): LinkDeviceRow {
  return {
    managedThingId,
    name,
    unnamed: false,
    kind: 'Light · Brightwell B-100',
    owner: 'C-20417',
    serialNumber: `BW-${managedThingId}`,
    connectorDeviceId: `bw-${managedThingId}`,
    standing,
    associationStatus: null,
    provisioningStatus: null,
    connected: null,
    lastState: null,
    otherLinks: 0,
    ...part,
  };
}

export const linkDeviceRows: LinkDeviceRow[] = [
  linkDevice('mt-1', 'Flat 3 Kitchen lamp', 'registered', { associationStatus: 'ASSOCIATED', provisioningStatus: 'ACTIVATED', connected: { connected: true, at: Date.now() - 3 * MINUTE }, lastState: 'on, level 40' }),
  linkDevice('mt-2', 'Flat 3 Hall lamp', 'notReachable', { connected: { connected: false, at: Date.now() - 2 * DAY }, lastState: 'off' }),
  linkDevice('mt-3', 'Flat 3 Porch', 'madeNotRegistered', { kind: null, serialNumber: null }),
  linkDevice('mt-4', 'Flat 3 Bedroom lamp, left side of the bed, behind the curtain', 'isolated'),
  linkDevice('mt-5', 'Flat 3 Bath lamp', 'beingRegistered', { otherLinks: 1 }),
  linkDevice('mt-6', 'Flat 3 old lamp', 'deletionFailed', { owner: null }),
];

export function linkDevices({ search, offset }: ListLinkDevicesForm): LinkDevicesPage {
  const rows = linkDeviceRows.filter((row) => row.name.toLowerCase().includes(search.toLowerCase()));
  return {
    revision: 1,
    total: rows.length,
    registered: 3,
    unfinished: 1,
    isolated: 1,
    offset,
    rows,
    loading: false,
    problem: null,
  };
}

export function unlink(part: Partial<UnlinkView> = {}): UnlinkView {
  return {
    accountAssociationId: 'aa-4',
    name: 'OBrien Mueller Flat 3',
    devices: 12,
    deviceNames: ['Flat 3 Kitchen lamp', 'Flat 3 Hall lamp', 'Flat 3 Porch', 'Flat 3 Bath lamp', 'Flat 3 Cellar'],
    typeToConfirm: null,
    ...part,
  };
}

export function plan(part: Partial<PlanView> = {}): PlanView {
  return {
    planId: 'p-1',
    accountAssociationId: 'aa-4',
    linkName: 'OBrien Mueller Flat 3',
    kind: 'unlink',
    total: 13,
    done: 7,
    failed: 0,
    state: 'working',
    foundMore: 0,
    begunAt: Date.now() - 20 * SECOND,
    endedAt: null,
    problem: null,
    otherIdentity: null,
    ...part,
  };
}

const steps: PlanStepRow[] = [
  { text: 'Take Flat 3 Kitchen lamp off the link', state: 'done', problem: null, operation: 'DeregisterAccountAssociation', requestId: '5f0c2f8e-7a61-4d0c-9a50-0f3b7f3f2a11' },
  { text: 'Take Flat 3 Hall lamp off the link', state: 'wasDone', problem: null, operation: 'DeregisterAccountAssociation', requestId: null },
  { text: 'Take Flat 3 Porch off the link', state: 'failed', problem: problem({ title: 'AWS could not take the device off just now' }), operation: 'DeregisterAccountAssociation', requestId: null },
  { text: 'Take Flat 3 Bath lamp off the link', state: 'working', problem: null, operation: 'DeregisterAccountAssociation', requestId: null },
  { text: 'Remove the link', state: 'waiting', problem: null, operation: 'DeleteAccountAssociation', requestId: null },
];

export function planSteps({ offset }: ListPlanStepsForm): PlanStepsPage {
  return { total: steps.length, offset, rows: steps };
}
