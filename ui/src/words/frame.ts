// The window's frame: its places, the band on top, and what stands everywhere.
export const frame = {
  product: 'Linkwright',
  places: {
    home: 'Home',
    links: 'Links',
    awsAccounts: 'AWS accounts',
    practice: 'Practice',
    help: 'Help',
  },
  waitingBadge: (n: number) => `${n} waiting for you`,
  navigation: 'Places',
  openNavigation: 'Open the places',
  closeNavigation: 'Close the places',
  loading: 'Loading',
  skip: 'Skip to the page',
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  practice: 'Practice',
  inAccount: 'This is done in {account}.',
  readOnlyHere: 'Read-only here',
  readOnlyMeaning: '{name} is set to read-only on this computer, so nothing is changed at AWS. Take the mark away under AWS accounts, or use another AWS account.',
  broken: {
    title: 'This window could not be drawn',
    meaning: 'Nothing was changed in AWS. Draw it again; if it comes back, copy the details for the cloud team.',
    again: 'Draw it again',
  },
};

export const band = {
  practice: 'PRACTICE',
  practiceMeaning: 'nothing here reaches AWS',
  noAccount: 'No AWS account chosen',
  connecting: 'Asking AWS who you are…',
  /** Beside where one is in the meantime. */
  asking: 'asking AWS…',
  account: (digits: string) => `account …${digits.slice(-4)}`,
  /** A role of IAM Identity Center by the name a person gave it. */
  who: (who: string) => who.replace(/^AWSReservedSSO_(.+)_[0-9a-f]{16}(?=\/)/, '$1'),
  scene: 'What happens',
  technicalView: 'Technical view',
  settings: 'Settings',
  readOnly: 'READ-ONLY',
  production: 'PRODUCTION',
  switchAccount: 'Choose another AWS account',
  accounts: 'AWS accounts',
  inUse: 'in use',
  toAccounts: 'AWS accounts…',
  listing: 'Looking…',
  noneKept: 'None is kept yet',
  /** How long the operator's own sign-in still lasts. */
  signInEnds: (left: string) => `AWS sign-in ends in ${left}`,
  signInEnded: 'AWS sign-in has ended',
  renew: 'Renew',
  signInNeeded: 'AWS sign-in needed',
  /** The host stands in the place. */
  elsewhere: 'Calls go to {host}, not to AWS.',
};
