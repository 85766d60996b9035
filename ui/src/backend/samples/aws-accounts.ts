// Ways into AWS such as the desk keeps and finds them, and the operator's own sign-in.
import type {
  AwsAccountsPage,
  AwsSignInView,
  AwsSignInWayView,
  ConfirmAccountView,
  KeyringView,
  MessageTextsView,
  OfferView,
  RegionView,
  SavedAccountView,
  TeamFileCheck,
} from '../contract';
import type { Script } from '../scripted';
import { problem } from './problems';

export function savedAccount(part: Partial<SavedAccountView> = {}): SavedAccountView {
  return {
    savedAccountId: 'sa-prod',
    name: 'ACME Prod',
    colour: 'teal',
    source: { kind: 'profile', name: 'acme-prod' },
    kind: 'identityCenter',
    region: null,
    account: '123456789012',
    who: 'Installer/ak',
    production: false,
    readOnly: false,
    start: false,
    fromTeam: false,
    inUse: false,
    customEndpoint: null,
    accessKeys: null,
    gone: false,
    ...part,
  };
}

export const keysAccount = savedAccount({
  savedAccountId: 'sa-keys',
  name: 'Beta Homes',
  colour: 'magenta',
  source: { kind: 'keys', keysId: 'k-1', mfaSerial: 'arn:aws:iam::222233334444:mfa/anna', roleArn: 'arn:aws:iam::222233334444:role/Installer', externalId: null },
  kind: 'assumeRoleWithMfa',
  region: 'ca-central-1',
  account: '222233334444',
  who: 'Installer/anna',
  accessKeys: { ending: 'Q7XA', inMemoryOnly: false },
});

export const savedAccounts: SavedAccountView[] = [
  savedAccount({ start: true, inUse: true, region: 'eu-west-1' }),
  keysAccount,
  savedAccount({
    savedAccountId: 'sa-team',
    name: 'ACME Support',
    colour: 'purple',
    source: { kind: 'identityCenter', startUrl: 'https://acme.awsapps.com/start', portalRegion: 'eu-west-1', account: '123456789012', roleName: 'Support' },
    region: 'eu-west-1',
    account: null,
    who: null,
    readOnly: true,
    fromTeam: true,
  }),
];

/** One of every mark. */
export const markedAccounts: SavedAccountView[] = [
  ...savedAccounts.map((saved) => (saved.inUse ? { ...saved, production: true } : saved)),
  savedAccount({ savedAccountId: 'sa-gone', name: 'Old sandbox with a rather long name', colour: 'olive', source: { kind: 'profile', name: 'sandbox-2024' }, kind: 'assumeRole', account: '333344445555', who: 'Sandbox/ak', gone: true }),
  savedAccount({ savedAccountId: 'sa-memory', name: 'Gamma', colour: 'orange', source: { kind: 'keys', keysId: 'k-2', mfaSerial: null, roleArn: null, externalId: null }, kind: 'accessKeys', region: 'eu-west-1', accessKeys: { ending: 'M3PL', inMemoryOnly: true }, customEndpoint: 'http://10.0.0.5:4566' }),
];

export const offers: OfferView[] = [
  { source: { kind: 'practice' }, name: 'Practice', kind: 'other', region: null, customEndpoint: null },
  { source: { kind: 'environment' }, name: 'Environment', kind: 'accessKeys', region: 'eu-west-1', customEndpoint: null },
  { source: { kind: 'profile', name: 'acme-dev' }, name: 'acme-dev', kind: 'identityCenter', region: 'eu-west-1', customEndpoint: null },
  { source: { kind: 'profile', name: 'acme-test' }, name: 'acme-test', kind: 'assumeRole', region: null, customEndpoint: 'http://10.0.0.5:4566' },
];

export const regions: RegionView[] = [
  { region: 'eu-west-1', name: 'Europe (Ireland)' },
  { region: 'ca-central-1', name: 'Canada (Central)' },
];

export function awsAccounts(part: Partial<AwsAccountsPage> = {}): AwsAccountsPage {
  return {
    accounts: savedAccounts,
    offers,
    regions,
    portals: [{ startUrl: 'https://acme.awsapps.com/start', portalRegion: 'eu-west-1', session: 'acme' }],
    problem: null,
    teamFile: null,
    ...part,
  };
}

export const keyring: KeyringView = { name: 'Secret Service', problem: null };

export const lockedKeyring: KeyringView = {
  name: 'Secret Service',
  problem: problem({
    kind: 'notPossible',
    title: 'The keyring of this computer is locked',
    meaning: 'Nobody answered its question. Unlock it, or go on without it.',
    action: null,
    detail: null,
    requestId: null,
    operation: null,
  }),
};

export const teamFileCheck: TeamFileCheck = {
  added: ['ACME Staging'],
  changed: [
    { name: 'ACME Support', what: ['AWS account 123456789012 → 444455556666', 'Is no longer production', 'Another colour'] },
  ],
  left: ['ACME Prod'],
  unchanged: 1,
  settings: ['Company: ACME Installations', 'Name pattern: {job}-{customer}'],
};

export const damagedTeamFile = problem({
  kind: 'correctInput',
  title: 'The team file cannot be read',
  meaning: 'Line 12: "colour" has the value "pink", which is none of ours. Nothing of it was taken.',
  action: null,
  detail: null,
  requestId: null,
  operation: null,
});

export const messageTexts: MessageTextsView = {
  first: '',
  reconnect: '',
  ourFirst: `Dear customer,

{company} links your {device cloud} account (job {job}).
Please open this page, sign in and allow access:

[sign-in address]

The page belongs to {host}. We never see your password.
Please do not forward this message. Questions: {telephone}`,
  ourReconnect: `Dear customer,

{device cloud} asks you to sign in once more, so that your devices keep working:

[sign-in address]

The page belongs to {host}. Questions: {telephone}`,
};

export function awsSignIn(way: AwsSignInWayView, part: Partial<AwsSignInView> = {}): AwsSignInView {
  return { name: 'ACME Prod', ranOut: false, way, problem: null, ...part };
}

export const confirmAccount: ConfirmAccountView = {
  name: 'ACME Prod',
  beforeAccount: '123456789012',
  beforeRegion: 'eu-west-1',
  beforeWho: 'Installer/ak',
  beforeEndpoint: null,
  account: '222233334444',
  who: 'Installer/ak',
  region: 'ca-central-1',
  regionName: 'Canada (Central)',
  endpoint: null,
};

/** The files of the profile have another host in them than last time. */
export const confirmElsewhere: ConfirmAccountView = {
  ...confirmAccount,
  account: confirmAccount.beforeAccount,
  region: confirmAccount.beforeRegion,
  regionName: 'Europe (Ireland)',
  endpoint: 'mirror.example:8443',
};

export const accountAnswers: Script = {
  list_aws_accounts: () => awsAccounts(),
  keyring: () => keyring,
  list_portal_accounts: () => ({
    accounts: [
      { account: '123456789012', name: 'ACME Prod' },
      { account: '210987654321', name: 'ACME Staging' },
    ],
  }),
  list_portal_roles: ({ account }) => ({ roles: account === '123456789012' ? ['Installer', 'Support'] : ['Installer'] }),
  check_team_file: () => teamFileCheck,
  export_team_file: () => ({ path: '/home/ak/Documents/linkwright team 2026-11-21.json' }),
  message_texts: () => messageTexts,
};
