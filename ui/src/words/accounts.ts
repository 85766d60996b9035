// AWS accounts: the ways into AWS kept on this computer and found on it.
import type { ColourView, OfferKindView } from '../backend/contract';

export const accounts = {
  title: 'AWS accounts',
  meaning: 'The ways into AWS that this computer knows. Choosing one changes nothing in AWS.',
  active: 'You are working as',
  account: 'AWS account',
  who: 'Role or user',
  region: 'Region',
  signInUntil: (time: string) => `AWS sign-in good until ${time}`,
  signInOver: 'The AWS sign-in is over',
  ignoresKeys: 'The environment has access keys too; this AWS account goes before them.',
  test: 'Test access',
  edit: 'Edit',
  chooseRegion: 'Choose a Region',
  regionOf: 'Region for {name}',
  use: 'Use',
  namedUse: 'Use {name}',
  inUse: 'In use',
  saved: 'Your AWS accounts',
  savedMeaning: 'Kept on this computer, with no password in any file.',
  savedEmpty: 'None is kept yet. Use one that was found below, or add one.',
  found: 'Found on this computer',
  foundMeaning: 'Using one keeps it above.',
  add: 'Add AWS account',
  columns: { name: 'Name', kind: 'Sign-in', account: 'AWS account', region: 'Region', act: 'What you can do' },
  regionByProfile: 'as the profile says',
  regionByEnvironment: 'as the environment says',
  notSeen: 'not used yet',
  menu: { label: 'More for {name}', test: 'Test access', edit: 'Edit…', replaceKeys: 'Replace keys…', remove: 'Remove…' },
  marks: {
    production: 'Production',
    readOnly: 'Read-only',
    start: 'Starts with this',
    fromTeam: 'From the team file',
    gone: 'not in the AWS config files any more',
    environmentGone: 'the environment has no keys any more',
    inMemoryOnly: 'Keys in memory only',
  },
  keysEnding: (ending: string) => `keys …${ending}`,
  profileNamed: 'profile {name}',
  roleNamed: 'role {name}',
  practice: 'Practice',
  practiceKind: 'Nothing reaches AWS',
  environment: 'Environment variables',
  endpoint: 'Calls go to {host}, not to AWS',
  listing: 'Looking for AWS profiles…',
  addProfile: 'To add a profile use the AWS CLI, then look again.',
  addCommand: 'aws configure sso',
  lookAgain: 'Look again',
  connecting: 'Asking AWS who you are…',
  command: 'Run this in a terminal:',
  none: 'Practice is not an AWS account: it needs no sign-in.',
  production: 'This is production',
  productionMeaning: 'Removing a link is then confirmed by typing its name. It is kept on this computer, for this AWS account.',
  byTeamFile: 'Set by your team file.',
  whyRegion: 'Choose a Region first.',
};

/** The fields of an AWS account that a person gives it here. */
export const accountFields = {
  name: 'Name',
  nameMeaning: 'As the band on top and the buttons call it',
  whyName: 'Give it a name first.',
  colour: 'Colour',
  colourMeaning: 'The band on top has it, so that two AWS accounts are not mistaken',
  region: 'Region',
  regionMeaning: 'Only the Regions with managed integrations',
  byProfile: (region: string | null) => (region === null ? 'As the profile says' : `${region}, as the profile says`),
  byEnvironment: (region: string | null) => (region === null ? 'As the environment says' : `${region} (environment)`),
  production: 'This is production',
  productionMeaning: 'Removing a link is then confirmed by typing its name.',
  readOnly: 'Read-only here',
  readOnlyMeaning: 'Linkwright then changes nothing at AWS with it. AWS itself does not know of this.',
  start: 'Start with this AWS account',
  startMeaning: 'Instead of the one that was used last',
  byTeamFile: 'Name, colour and marks are set by your team file.',
};

export const editAccount = {
  title: 'Edit {name}',
  save: 'Save',
};

export const removeAccount = {
  title: 'Remove {name}?',
  meaning: 'Removes it from this computer, its keys from the keyring too. Nothing changes at AWS.',
  inUse: 'It is in use. Afterwards no AWS account is chosen.',
  fromTeam: 'It comes from the team file and is there again at the next start.',
  confirm: 'Remove it',
  keep: 'Keep it',
};

export const accessKeys = {
  id: 'Access key ID',
  idMeaning: 'Begins with AKIA, or with ASIA for keys that are valid for a while',
  secret: 'Secret access key',
  session: 'Session token',
  sessionMeaning: 'AWS_SESSION_TOKEN, only with keys that begin with ASIA',
  optional: 'optional',
  why: 'Type the access key ID and the secret access key first.',
  replaceTitle: 'Replace the keys of {name}',
  replace: 'Replace the keys',
  asking: 'Asking for the keyring of this computer…',
  kept: (keyring: string) => `Kept in the keyring of this computer (${keyring}), in no file.`,
  inMemory: 'The keys are kept in memory only: they are gone when Linkwright is closed.',
};

export function colour(of: ColourView): string {
  switch (of) {
    case 'blue':
      return 'Blue';
    case 'teal':
      return 'Teal';
    case 'green':
      return 'Green';
    case 'olive':
      return 'Olive';
    case 'orange':
      return 'Orange';
    case 'magenta':
      return 'Magenta';
    case 'purple':
      return 'Purple';
    case 'slate':
      return 'Slate';
    default:
      return of satisfies never;
  }
}

export const colours: ColourView[] = ['blue', 'teal', 'green', 'olive', 'orange', 'magenta', 'purple', 'slate'];

export function offerKind(kind: OfferKindView): string {
  switch (kind) {
    case 'identityCenter':
      return 'IAM Identity Center';
    case 'assumeRole':
      return 'Takes on a role';
    case 'assumeRoleWithMfa':
      return 'Takes on a role, with MFA';
    case 'credentialProcess':
      return 'A program on this computer';
    case 'webIdentity':
      return 'Web identity';
    case 'accessKeys':
      return 'Access keys';
    case 'other':
      return 'Another way';
    default:
      return kind satisfies never;
  }
}
