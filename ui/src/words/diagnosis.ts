// What is wrong with a link, as far as can be seen; the findings' own sentences come
// from the desk.
import type { CertaintyView, CheckOutcomeView, FindingActView } from '../backend/contract';

export const diagnosis = {
  act: 'Find out what is wrong',
  again: 'Look again',
  meaning: 'Asks AWS about the link, its device cloud and its devices. Nothing is changed.',
  looking: 'Looking at the link, its device cloud and its devices… this may take half a minute.',
  at: (ago: string) => `looked at ${ago}`,
  seen: 'Seen',
  means: 'Means',
  forCustomer: 'Copy for the customer',
  forCloudTeam: 'Copy for the cloud team',
  checks: (n: number) => `What was looked at (${n})`,
  nothing: 'Nothing was found to be wrong.',
  finalPage: {
    title: 'Where did the customer end?',
    label: 'Address of the page the customer ended on',
    meaning: 'Paste it as it stands, also out of a message. It is read here, as text alone: only its error is kept, and nothing is sent anywhere.',
    read: 'Read it',
    whyNot: 'Paste the address first.',
    offer: 'Paste the address of the page the customer ended on',
    error: 'error',
    description: 'description',
  },
};

export function certainty(of: CertaintyView): string {
  switch (of) {
    case 'fact':
      return 'Certain';
    case 'likely':
      return 'Likely';
    case 'possible':
      return 'Possible';
    default:
      return of satisfies never;
  }
}

export function checkOutcome(of: CheckOutcomeView): string {
  switch (of) {
    case 'well':
      return 'Well';
    case 'found':
      return 'Led to a finding';
    case 'notSeen':
      return 'Could not be looked at';
    case 'skipped':
      return 'Says nothing here';
    default:
      return of satisfies never;
  }
}

/** The label of a finding's one act. */
export function findingAct(kind: FindingActView['kind']): string {
  switch (kind) {
    case 'reconnect':
      return 'Reconnect';
    case 'openSignIn':
      return 'Open the sign-in';
    case 'pasteFinalPage':
      return 'Paste the final page';
    case 'findDevices':
      return 'Find devices';
    case 'bringDevices':
      return 'Register them';
    case 'showLink':
      return 'Show that link';
    case 'copyText':
      return 'Copy';
    case 'copyForCloudTeam':
      return diagnosis.forCloudTeam;
    case 'removeLink':
      return 'Remove link…';
    case 'checkAgain':
      return 'Check again';
    case 'showOtherLinks':
      return 'Show its links';
    default:
      return kind satisfies never;
  }
}
