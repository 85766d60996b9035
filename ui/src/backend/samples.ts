// Views and answers such as the desk gives them, for component tests and pictures.
import type {
  AccountView,
  DeskView,
  DeviceRow,
  DeviceStatus,
  JourneyLine,
  JourneyView,
  LinkRow,
  ManagedThingRow,
  ProblemView,
  SettingsView,
  StopView,
} from './contract';
import type { Script } from './scripted';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const settings: SettingsView = {
  technicalView: false,
  theme: 'light',
  textSize: 'normal',
  company: 'ACME Installations',
  telephone: '+353 1 555 0100',
  initials: 'ak',
  privateWindowFirst: true,
  jobNumberOnly: false,
};

export const practiceAccount: AccountView = {
  name: 'Practice',
  source: { kind: 'practice' },
  practice: true,
  account: '000000000000',
  who: 'practice',
  region: 'eu-west-1',
  regionName: 'Europe (Ireland)',
  customEndpoint: null,
};

export const liveAccount: AccountView = {
  name: 'ACME Prod',
  source: { kind: 'profile', name: 'acme-prod' },
  practice: false,
  account: '123456789012',
  who: 'Installer/ak',
  region: 'eu-west-1',
  regionName: 'Europe (Ireland)',
  customEndpoint: null,
};

export function problem(part: Partial<ProblemView> = {}): ProblemView {
  return {
    kind: 'tryAgain',
    title: 'AWS could not look at the link just now',
    meaning: 'AWS is busy or had a fault on its side. Nothing was changed.',
    action: { kind: 'tryAgain' },
    forCustomer: null,
    forCloudTeam: null,
    detail: 'Rate exceeded',
    requestId: '5f0c2f8e-7a61-4d0c-9a50-0f3b7f3f2a11',
    operation: 'GetAccountAssociation',
    ...part,
  };
}

export const refusedCreate = problem({
  kind: 'askForPermission',
  title: 'This AWS sign-in may not create the link',
  meaning:
    "The permission secretsmanager:GetSecretValue is missing. AWS asks for it because the device cloud's secret is used; listing links works without it. Nothing was changed. Your cloud team can allow it.",
  action: { kind: 'copyForCloudTeam' },
  forCloudTeam: 'Please allow secretsmanager:GetSecretValue for the role that Linkwright uses.',
  detail: 'User is not authorized to perform: secretsmanager:GetSecretValue',
  operation: 'CreateAccountAssociation',
});

export const expiredSignIn = problem({
  kind: 'signInToAws',
  title: 'Your AWS sign-in is needed',
  meaning: 'It is over or was never begun. Nothing was changed. Run the command below in a terminal, then check again.',
  action: { kind: 'checkAgain', command: 'aws sso login --profile acme-prod' },
  detail: null,
  operation: 'GetCallerIdentity',
  requestId: null,
});

export const unsafeAddress = problem({
  kind: 'removeLink',
  title: 'The sign-in page is not safe to open',
  meaning:
    'The sign-in page is not protected (no https). The link was made, but nobody should sign in there. Remove the link and tell your cloud team.',
  action: { kind: 'removeLink' },
  forCloudTeam: 'Linkwright did not open the OAuth authorization URL of a new account association.',
  detail: null,
  operation: null,
  requestId: null,
});

export function journey(stop: StopView, part: Partial<JourneyView> = {}): JourneyView {
  return {
    journeyId: 'j-1',
    customer: 'Miller Flat 3',
    storedName: 'Miller Flat 3',
    jobNumber: '4711',
    owner: 'C-20417',
    connectorDestinationId: 'cd-brightwell',
    deviceCloud: 'Brightwell Lighting',
    access: { kind: 'customerSignsIn' },
    startedAt: Date.now() - 3 * MINUTE,
    accountAssociationId: 'aa-0123456789abcdef0123456789abcdef',
    fromExistingLink: false,
    otherIdentity: null,
    stop,
    technical: null,
    ...part,
  };
}

export type SignInStop = Extract<StopView, { kind: 'signIn' }>;

export function signIn(part: Partial<SignInStop> = {}): SignInStop {
  return {
    kind: 'signIn',
    state: 'waiting',
    since: Date.now() - 3 * MINUTE + 20 * SECOND,
    host: 'login.brightwell.example',
    channel: null,
    handedOverAt: null,
    checkedAt: Date.now() - 4 * SECOND,
    checking: false,
    blankEnding: false,
    errorMessage: null,
    problem: null,
    ...part,
  };
}

export function choosing(part: Partial<Extract<StopView, { kind: 'choosingDevices' }>> = {}): StopView {
  return { kind: 'choosingDevices', found: 7, choosable: 5, chosen: 5, rowsRevision: 1, problem: null, ...part };
}

export function registering(part: Partial<Extract<StopView, { kind: 'registering' }>> = {}): StopView {
  return { kind: 'registering', total: 5, done: 2, failed: 0, settled: false, rowsRevision: 1, problem: null, ...part };
}

export function done(part: Partial<Extract<StopView, { kind: 'done' }>> = {}): StopView {
  return { kind: 'done', registered: 8, failed: 0, leftOut: 0, finishedAt: Date.now() - 20 * SECOND, rowsRevision: 1, ...part };
}

export const technical = {
  facts: [
    { name: 'AccountAssociationId', value: 'aa-0123456789abcdef0123456789abcdef' },
    { name: 'AssociationState', value: 'ASSOCIATION_IN_PROGRESS' },
    { name: 'ConnectorDestinationId', value: 'cd-brightwell' },
    { name: 'Request id', value: '5f0c2f8e-7a61-4d0c-9a50-0f3b7f3f2a11' },
  ],
  cli: [
    'aws iot-managed-integrations get-account-association --account-association-id aa-0123456789abcdef0123456789abcdef --region eu-west-1',
    'aws iot-managed-integrations start-device-discovery --discovery-type CLOUD --account-association-id aa-0123456789abcdef0123456789abcdef --region eu-west-1',
  ],
};

export function line(journeyId: string, customer: string, state: JourneyLine['state'], part: Partial<JourneyLine> = {}): JourneyLine {
  return {
    journeyId,
    customer,
    deviceCloud: 'Brightwell Lighting',
    state,
    startedAt: Date.now() - 3 * MINUTE,
    checkedAt: Date.now() - 4 * SECOND,
    jobNumber: null,
    otherIdentity: null,
    ...part,
  };
}

export const waiting: JourneyLine[] = [
  line('j-1', 'Miller Flat 3', { kind: 'waitingForSignIn' }, { jobNumber: '4711' }),
  line('j-2', 'Ode to Joy Café', { kind: 'someFailed', done: 17, total: 20, failed: 3 }, { deviceCloud: 'Northgate Locks', startedAt: Date.now() - 26 * HOUR }),
  line('j-3', 'Anders', { kind: 'signInFailed' }, { deviceCloud: 'Aria Climate', startedAt: Date.now() - 50 * MINUTE }),
  line('j-4', 'O’Brien Müller, Flat 3', { kind: 'choosingDevices', found: 7 }, { startedAt: Date.now() - 8 * MINUTE }),
];

/** One of every state a line can be in. */
export const everyLine: JourneyLine[] = [
  ...waiting,
  line('j-5', 'Häuser am Park', { kind: 'creating' }),
  line('j-6', '4712', { kind: 'createUnclear' }),
  line('j-7', 'Sunrise Senior Living, Building C, Apartment 1204, North Wing', { kind: 'needsNewSignIn' }),
  line('j-8', 'Nakamura', { kind: 'unknownState' }),
  line('j-9', 'דירה 3 כהן', { kind: 'findingDevices' }),
  line('j-10', 'Petrov', { kind: 'findingFailed' }),
  line('j-11', 'Baker Street 221b', { kind: 'registering', done: 3, total: 8 }),
  line('j-12', 'Larsen', { kind: 'finishedInPart', done: 17, total: 20 }),
  line('j-13', 'Costa', { kind: 'finishedWithoutDevices' }),
  line('j-14', 'Novak', { kind: 'removing' }),
  line('j-15', 'Elsewhere', { kind: 'waitingForSignIn' }, {
    otherIdentity: { account: '210987654321', region: 'us-east-1', regionName: 'US East (N. Virginia)', practice: false },
  }),
];

export function desk(part: Partial<DeskView> = {}): DeskView {
  return {
    account: practiceAccount,
    connecting: false,
    accountProblem: null,
    practice: { scene: 'allGoesWell' },
    waiting: [],
    waitingCount: 0,
    open: null,
    settings,
    privateBrowser: 'Firefox',
    linksRevision: 1,
    ...part,
  };
}

export function live(part: Partial<DeskView> = {}): DeskView {
  return desk({ account: liveAccount, practice: null, ...part });
}

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

export const linkRows: LinkRow[] = [
  { accountAssociationId: 'aa-1', name: 'Miller Flat 3', deviceCloud: 'Brightwell Lighting', state: 'signedIn', stateName: 'ASSOCIATION_SUCCEEDED', jobNumber: '4711', madeOn: '2026-11-21', author: 'ak', errorMessage: null },
  { accountAssociationId: 'aa-2', name: 'Ode to Joy Cafe', deviceCloud: 'Northgate Locks', state: 'waitingForSignIn', stateName: 'ASSOCIATION_IN_PROGRESS', jobNumber: '4712', madeOn: '2026-11-20', author: 'ak', errorMessage: null },
  { accountAssociationId: 'aa-3', name: 'Anders', deviceCloud: 'Aria Climate', state: 'signInFailed', stateName: 'ASSOCIATION_FAILED', jobNumber: null, madeOn: null, author: null, errorMessage: 'access_denied' },
  { accountAssociationId: 'aa-4', name: 'OBrien Mueller Flat 3', deviceCloud: 'Brightwell Lighting', state: 'needsNewSignIn', stateName: 'REFRESH_TOKEN_EXPIRED', jobNumber: '4390', madeOn: '2026-05-03', author: 'js', errorMessage: null },
  { accountAssociationId: 'aa-5', name: 'Sunrise Senior Living Building C Apartment 1204 North Wing', deviceCloud: 'Northgate Locks', state: 'beingRemoved', stateName: 'ASSOCIATION_DELETING', jobNumber: null, madeOn: '2026-01-30', author: null, errorMessage: null },
  { accountAssociationId: 'aa-6', name: 'Nakamura', deviceCloud: 'Aria Climate', state: 'unknown', stateName: 'ASSOCIATION_PAUSED', jobNumber: null, madeOn: null, author: null, errorMessage: null },
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
  list_account_associations: ({ search, offset }) => {
    const rows = linkRows.filter((row) => row.name.toLowerCase().includes(search.toLowerCase()));
    return { revision: 1, total: rows.length, offset, rows, loading: false, problem: null };
  },
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
  list_offers: () => ({
    offers: [
      { source: { kind: 'practice' }, name: 'Practice', kind: 'other', region: null, customEndpoint: null },
      { source: { kind: 'environment' }, name: 'Environment', kind: 'accessKeys', region: 'eu-west-1', customEndpoint: null },
      { source: { kind: 'profile', name: 'acme-prod' }, name: 'acme-prod', kind: 'identityCenter', region: 'eu-west-1', customEndpoint: null },
      { source: { kind: 'profile', name: 'acme-test' }, name: 'acme-test', kind: 'assumeRole', region: null, customEndpoint: 'http://10.0.0.5:4566' },
    ],
    regions: [
      { region: 'eu-west-1', name: 'Europe (Ireland)' },
      { region: 'ca-central-1', name: 'Canada (Central)' },
    ],
  }),
  show_qr_code: () => ({ rows: qrRows }),
  show_sign_in_address: () => ({
    address: 'https://login.brightwell.example/authorize?client_id=acme&state=0123456789abcdef0123456789abcdef&scope=devices',
  }),
  customer_message: () => ({ text: message }),
  completion_note: () => ({ text: note }),
  save_completion_note: () => ({ path: '/home/ak/Documents/Miller Flat 3 2026-11-21.txt' }),
};
