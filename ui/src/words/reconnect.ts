// Reconnecting: a new sign-in at a link that is there already, and the devices that
// tell whether it was the same account.
import { devices } from './count';

export const reconnect = {
  refreshing: 'Asking for a new sign-in page',
  refreshingMeaning: 'Asking AWS for a new sign-in page for {customer} at {deviceCloud}.',
  noPage: 'No new sign-in page',
  refused: 'AWS gives no new sign-in page for this link',
  refusedMeaning: 'As the link stands AWS refuses it. Removing it and making a new one for the same customer gives a fresh sign-in page.',
  unreachedHint: 'It goes on by itself when the network is back.',
  tryAgain: 'Try again',
  back: 'Back to the former page',
  removeAndMake: 'Remove this link and make a new one…',
  newPage: 'New sign-in page',
  expired: 'it says expired: new sign-in page',
  waiting: 'Waiting for the customer to sign in again',
  who: 'The person who owns the {deviceCloud} account signs in again. We never see the password.',
  signedIn: 'They have signed in',
  needsAWord: 'AWS shows no difference before and after the sign-in of a link that worked. Press this when the customer says that it is done: the devices then tell whether it was the same account.',
  replaced: (clock: string) => `The page given out before ${clock} does not work any more.`,
  compared: {
    all: (known: number) => `${known} of ${devicesKnown(known)} found: the same account.`,
    some: (found: number, known: number) => `${found} of ${devicesKnown(known)} found.`,
    notFound: 'Not found:',
    andMore: (n: number) => `and ${n} more`,
    none: (known: number) => `0 of ${devicesKnown(known)} found: very likely another account. Nothing was registered.`,
    noneMeaning: "It looks as if somebody signed in with another account at {deviceCloud}. Before the next sign-in it has to be signed out there: use a private window, or the customer's own phone. If all devices were replaced meanwhile, it looks the same: then look at what was found.",
    noneFound: (known: number) => `None of ${devicesKnown(known)} was found.`,
  },
  finish: 'Finish',
  finishMeaning: (found: number, known: number) => `Finish ends it with ${found} of ${devicesKnown(known)} confirmed.`,
  finishNone: 'Nothing was registered. Finish leaves it so.',
  toRegister: 'To register, tick at least one device.',
  done: 'Reconnected',
  doneNone: 'Signed in again, known devices not found',
  doneMeaning: (found: number, known: number) => `Reconnected. ${found} of ${devicesKnown(known)} confirmed.`,
  doneWithout: 'Reconnected. There was no device to compare with.',
  seeLink: 'See the link',
  replacing: 'Which device takes the place of {name}?',
  replacingMeaning: 'It gets the name and the owner of the old one, which is taken off the link when the new one is registered.',
  replaceWith: 'Replace {name} in {account}',
  whyNoReplacement: 'Choose one device.',
  replacement: 'The device that takes its place',
  bringing: (n: number) => `Registering ${devices(n)}`,
  bringingMeaning: (n: number) => `{deviceCloud} is asked for ${n === 1 ? 'it' : 'them'} first; what is found is registered by itself.`,
  bringingNotAll: (n: number) => (n === 1 ? 'This search did not find it.' : `This search did not find all ${n} of them. Register what was found, or find again.`),
};

function devicesKnown(n: number): string {
  return n === 1 ? '1 known device' : `${n.toLocaleString('en')} known devices`;
}
