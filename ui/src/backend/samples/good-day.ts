// Answers such as the desk gives to every question on a good day.
import type { TimelineEntry } from '../contract';
import type { Script } from '../scripted';
import { accountAnswers } from './aws-accounts';
import { connectionTest, policyOf } from './connection-test';
import { activity, bundle, diagnosis, finalPage } from './diagnosis';
import { linksPage } from './links';
import { linkDevices, linkView, planSteps, unlink } from './one-link';
import { foundRows, thingRows } from './rows';
import { HOUR, MINUTE, SECOND } from './times';

export const timeline: TimelineEntry[] = [
  { at: Date.now() - 26 * HOUR, text: 'The link was asked for', detail: null, fact: null, operation: 'CreateAccountAssociation', requestId: '5f0c2f8e-7a61-4d0c-9a50-0f3b7f3f2a11' },
  { at: Date.now() - 26 * HOUR + 2 * SECOND, text: 'AWS made the link', detail: null, fact: 'aa1f0c2f8e7a614d0c9a500f3b7f3f2a', operation: 'CreateAccountAssociation', requestId: '5f0c2f8e-7a61-4d0c-9a50-0f3b7f3f2a11' },
  { at: Date.now() - 25 * HOUR, text: 'The QR code was shown', detail: null, fact: null, operation: null, requestId: null },
  { at: Date.now() - 8 * MINUTE, text: 'The customer signed in', detail: null, fact: null, operation: 'GetAccountAssociation', requestId: '0b7d2f10-1c2d-4b19-9a3c-5a3f0e9f7c22' },
  { at: Date.now() - 7 * MINUTE, text: '7 devices were found', detail: null, fact: null, operation: 'ListDiscoveredDevices', requestId: '7c1f8d55-5f3e-4f57-8a51-2f0a77f0cc31' },
  { at: Date.now() - 2 * MINUTE, text: 'Flat 3 Hall lamp could not be registered', detail: 'Rate exceeded', fact: null, operation: 'RegisterAccountAssociation', requestId: 'e1a0a0ce-2c29-4bb8-8d5e-0a3f6c3d4e42' },
];

export const qrRows: string[] = Array.from({ length: 45 }, (_, y) =>
  Array.from({ length: 45 }, (__, x) => module(x, y)).join(''),
);

/** Looks like a QR code: three finders and a scatter. */
function module(x: number, y: number): string {
  for (const [left, top] of [[0, 0], [38, 0], [0, 38]] as const) {
    const column = x - left;
    const row = y - top;
    if (column < -1 || column > 7 || row < -1 || row > 7) continue;
    const ring = Math.max(Math.abs(column - 3), Math.abs(row - 3));
    return ring === 3 || ring <= 1 ? '1' : '0';
  }
  return (x * 7 + y * 13 + x * y * 5) % 11 < 5 ? '1' : '0';
}

export const message = `Dear customer,

ACME Installations links your Brightwell Lighting account (job 4711).
Please open this page, sign in and allow access:

[sign-in address]

The page belongs to login.brightwell.example. We never see your password.
Please do not forward this message. Questions: +353 1 555 0100`;

export const note = `Completion note

Customer: Miller Flat 3 (job 4711)
Linked to: Brightwell Lighting
Devices: 8 of 8 registered and confirmed
Finished: 21 November 2026 at 10:42, by ak, ACME Installations

To withdraw access, sign in at Brightwell Lighting and remove the permission there,
or call +353 1 555 0100.`;

/** Answers to every question, as on a good day. */
export const goodDay: Script = {
  list_log_files: () => ({
    folder: '/home/anna/.local/share/org.linkwright.desktop/logs',
    files: [{ name: 'linkwright.log', bytes: 1_204_000 }, { name: 'linkwright.1.log', bytes: 4_998_800 }],
    totalBytes: 6_202_800,
    kept: 5,
    problem: null,
  }),
  list_connector_destinations: () => ({
    destinations: [
      { connectorDestinationId: 'cd-brightwell', name: 'Brightwell Lighting', description: null, accesses: [{ kind: 'customerSignsIn' }] },
      { connectorDestinationId: 'cd-northgate', name: 'Northgate Locks', description: null, accesses: [{ kind: 'customerSignsIn' }, { kind: 'companyCredential', authMaterialName: 'northgate-fleet' }] },
      { connectorDestinationId: 'cd-aria', name: 'Aria Climate', description: null, accesses: [{ kind: 'companyCredential', authMaterialName: 'aria-company' }] },
    ],
    lastUsed: 'cd-brightwell',
    elsewhere: [],
  }),
  check_customer: ({ customer }) => {
    const storedName = customer
      .replace('ü', 'ue')
      .replaceAll(/[^\w\- ]/g, '')
      .trim();
    return {
      storedName: storedName === '' ? null : storedName,
      converted: storedName !== customer.trim(),
      problems: [],
      existing: null,
    };
  },
  list_account_associations: linksPage,
  list_devices: ({ search, offset }) => {
    const rows = foundRows.filter((row) => row.name.toLowerCase().includes(search.toLowerCase()));
    return { revision: 1, total: rows.length, offset, rows, };
  },
  list_managed_things: ({ offset }) => ({ total: thingRows.length, offset, rows: thingRows }),
  look_up_ids: () => ({
    linkName: 'Miller Flat 3',
    deviceCloud: 'Brightwell Lighting',
    linkState: 'signedIn',
    thingName: 'Hall thermostat',
    thingKind: 'Thermostat · Aria T2',
    thingStatus: 'onNoLink',
    searchFound: 7,
    problem: null,
  }),
  ...accountAnswers,
  connection_test: () => connectionTest(),
  permission_policy: policyOf,
  show_qr_code: () => ({ rows: qrRows }),
  show_aws_sign_in_qr_code: () => ({ rows: qrRows }),
  show_sign_in_address: () => ({
    address: 'https://login.brightwell.example/authorize?client_id=acme&state=0123456789abcdef0123456789abcdef&scope=devices',
  }),
  customer_message: () => ({ text: message }),
  completion_note: () => ({ text: note }),
  save_completion_note: () => ({ path: '/home/ak/Documents/Miller Flat 3 2026-11-21.txt' }),
  list_timeline: () => ({ entries: timeline, leftOut: 0 }),
  export_links: ({ format }) => ({ path: `/home/ak/Documents/links 2026-11-21.${format}`, count: 4021 }),
  find_by_device: () => ({ rows: [], problem: null }),
  get_link: ({ accountAssociationId }) => linkView({ accountAssociationId }),
  list_link_devices: linkDevices,
  list_link_timeline: () => ({ entries: timeline, leftOut: 0 }),
  ask_device: () => ({ kind: 'answered', at: Date.now() - 2 * SECOND, state: 'on', facts: [{ key: 'level', value: '40' }] }),
  check_link_edit: ({ name, note: typed }) => ({
    storedName: name.replace('ü', 'ue').replaceAll(/[^\w\- ]/g, '').trim() || null,
    converted: /[^\w\- ]/.test(name),
    description: `${typed === '' ? '' : `${typed} `}job 4711 made 2026-05-03 by ak lw-3f9c0a71b2d4`,
    nameProblem: name.trim() === '' ? 'A link needs a name.' : null,
    noteProblem: null,
  }),
  check_device_edit: ({ name }) => ({ nameProblem: name.trim() === '' ? 'AWS cannot take a name away.' : null, ownerProblem: null }),
  plan_unlink: ({ accountAssociationId }) => unlink({ accountAssociationId }),
  list_plan_steps: planSteps,
  diagnose_link: () => diagnosis,
  read_final_page: () => finalPage,
  preview_support_bundle: () => bundle,
  save_support_bundle: () => ({ path: '/home/ak/Documents/support bundle 2026-11-21.txt' }),
  list_activity: activity,
  export_activity: () => ({ path: '/home/ak/Documents/activity 2026-11-21.csv', count: 812 }),
};
