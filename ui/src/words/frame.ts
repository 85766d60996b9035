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
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
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
  account: (digits: string) => `account …${digits.slice(-4)}`,
  scene: 'What happens',
  technicalView: 'Technical view',
  settings: 'Settings',
  /** The host stands in the place. */
  elsewhere: 'Calls go to {host}, not to AWS.',
};
