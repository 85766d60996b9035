// Views such as the desk gives them, for component tests and pictures.
import type { AccountView, DeskView, ElsewhereLine, JourneyLine, JourneyView, SettingsView, StopView } from './contract';
import { HOUR, MINUTE, SECOND } from './samples/times';

export * from './samples/aws-accounts';
export * from './samples/connection-test';
export * from './samples/diagnosis';
export * from './samples/good-day';
export * from './samples/links';
export * from './samples/one-link';
export * from './samples/problems';
export * from './samples/rows';
export * from './samples/times';

export const settings: SettingsView = {
  technicalView: false,
  theme: 'light',
  textSize: 'normal',
  company: 'ACME Installations',
  telephone: '+353 1 555 0100',
  initials: 'ak',
  privateWindowFirst: true,
  jobNumberOnly: false,
  namePattern: '',
  logLevel: 'usual',
};

export const practiceAccount: AccountView = {
  name: 'Practice',
  source: { kind: 'practice' },
  practice: true,
  account: '000000000000',
  who: 'practice',
  region: 'eu-west-1',
  regionName: 'Europe (Ireland)',
  savedAccountId: null,
  colour: 'slate',
  production: false,
  readOnly: false,
  signedInUntil: null,
  ignoresEnvironmentKeys: false,
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
  savedAccountId: 'sa-prod',
  colour: 'teal',
  production: false,
  readOnly: false,
  signedInUntil: null,
  ignoresEnvironmentKeys: false,
  customEndpoint: null,
};

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
    reconnecting: false,
    comparison: null,
    replacing: null,
    bringing: 0,
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
    hostBefore: null,
    channel: null,
    handedOverAt: null,
    checkedAt: Date.now() - 4 * SECOND,
    checking: false,
    confirming: false,
    needsAWord: false,
    replacedAt: null,
    blankEnding: false,
    errorMessage: null,
    problem: null,
    ...part,
  };
}

export type CreatingStop = Extract<StopView, { kind: 'creating' }>;

export function creating(phase: CreatingStop['phase'], problem: CreatingStop['problem'] = null): CreatingStop {
  return { kind: 'creating', phase, problem };
}

export type RefreshingStop = Extract<StopView, { kind: 'refreshing' }>;

export function refreshing(part: Partial<RefreshingStop> = {}): RefreshingStop {
  return { kind: 'refreshing', since: Date.now() - 2 * SECOND, problem: null, refused: false, canGoBack: false, ...part };
}

export function choosing(part: Partial<Extract<StopView, { kind: 'choosingDevices' }>> = {}): StopView {
  return { kind: 'choosingDevices', found: 7, choosable: 5, chosen: 5, rowsRevision: 1, problem: null, ...part };
}

export function registering(part: Partial<Extract<StopView, { kind: 'registering' }>> = {}): StopView {
  return { kind: 'registering', total: 5, done: 2, failed: 0, settled: false, paused: false, rowsRevision: 1, problem: null, ...part };
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
  line('j-16', 'Johansson', { kind: 'createUnreached' }),
  line('j-17', 'Quay House', { kind: 'createNotFound' }, { startedAt: Date.now() - 50 * HOUR }),
  line('j-18', 'Rossi', { kind: 'confirming' }),
  line('j-20', 'Weaver Row 4', { kind: 'askingForSignIn' }),
  line('j-21', 'Fischer', { kind: 'newSignInRefused' }),
  line('j-19', 'Harbour Row 12', { kind: 'paused', done: 312, total: 500 }),
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
    unusable: null,
    notice: null,
    waiting: [],
    waitingCount: 0,
    elsewhere: [],
    elsewhereCount: 0,
    closing: null,
    open: null,
    settings,
    privateBrowser: 'Firefox',
    linksRevision: 1,
    remembered: null,
    linkRevision: 1,
    plans: [],
    plansCount: 0,
    awsSignIn: null,
    confirm: null,
    awsAccountsRevision: 1,
    connectionTestRevision: 0,
    ...part,
  };
}

export function live(part: Partial<DeskView> = {}): DeskView {
  return desk({ account: liveAccount, practice: null, ...part });
}

export const elsewhere: ElsewhereLine[] = [
  { accountAssociationId: 'aa-21', name: 'Weaver Row 4', deviceCloud: 'Northgate Locks', jobNumber: '4698', madeOn: '2026-11-20', author: 'js' },
  { accountAssociationId: 'aa-22', name: 'Sunrise Senior Living Building C Apartment 1204', deviceCloud: 'Brightwell Lighting', jobNumber: null, madeOn: '2026-11-19', author: 'mo' },
  { accountAssociationId: 'aa-23', name: 'Haeuser am Park', deviceCloud: 'Aria Climate', jobNumber: '4702', madeOn: null, author: null },
];
