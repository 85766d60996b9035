// The team file: AWS accounts and texts that a team shares, without any secret.
import { awsAccounts } from './count';

export const teamFile = {
  title: 'Team file',
  meaning: 'AWS accounts, their colours and marks, the name pattern, company and telephone, and the message texts. No key and no password.',
  none: 'None was found when Linkwright started.',
  read: (n: number) => `Read when Linkwright started: ${awsAccounts(n)}`,
  from: 'From {path}',
  save: 'Save a team file',
  saved: 'Saved as {path}',
  take: 'Take from a file…',
  unreadable: 'This file could not be read on this computer. Nothing was changed.',
  tooLarge: 'This file is too large for a team file. Nothing was changed.',
  checking: 'Reading the file…',
  wouldTitle: 'What {file} would change here',
  added: 'Added',
  changed: 'Changed',
  left: 'Set by your team file and left as they are',
  settings: 'Set',
  unchanged: (n: number) => `${awsAccounts(n)} ${n === 1 ? 'stays' : 'stay'} as ${n === 1 ? 'it is' : 'they are'}.`,
  nothing: 'It would change nothing here.',
  takeIt: 'Take it',
  leaveIt: 'Leave it',
  taken: 'Taken.',
};
