// The third stop: finding, choosing and registering devices.
import type { DeviceStatus, DiscoveryEndView, ManagedThingStatus } from '../backend/contract';
import { devices as counted } from './count';

export const devices = {
  title: { finding: 'Finding devices', choosing: 'Devices', registering: 'Registering devices', ended: 'No devices to choose from' },
  asking: "Asking {deviceCloud} for the customer's devices…",
  foundSoFar: (n: number) => (n === 0 ? 'None found so far.' : `${counted(n)} found so far.`),
  youCanLeave: 'You can leave this page. The search goes on.',
  findAgain: 'Find again',
  finishWithout: 'Finish without devices, add them later',
  finishWithoutMeaning: 'The link stays, and it stays under Waiting for you.',
  tabs: 'Where the devices are',
  found: 'Found',
  alreadyInAws: 'Already in AWS',
  foundAt: 'Found at {deviceCloud}',
  question: "Are these the customer's devices? Nothing is made until you register.",
  nothingToChoose: 'All of them are registered or cannot be chosen. Finish, or look under Already in AWS.',
  filter: 'Find a device',
  filterMatches: (n: number) => (n === 1 ? '1 fits' : `${n} fit`),
  noFit: 'No device fits',
  noneHere: 'No devices',
  clearFilter: 'Show all',
  loading: 'Loading devices',
  columns: { name: 'Name', nameEditable: 'Name (you can edit it)', kind: 'Kind', state: 'State', owner: 'Owner', act: 'What you can do' },
  tickAll: (n: number) => `Tick all ${n}`,
  untickAll: 'Untick all',
  tick: 'Tick {name}',
  tickPage: 'Tick all on this page',
  selection: 'Devices to register',
  editName: 'Edit the name of {name}',
  cancelEdit: 'Leave the name as it was',
  submitEdit: 'Take the name',
  nameMissing: 'A device needs a name.',
  nameTooLong: 'AWS takes at most 128 characters.',
  notEditable: 'This name cannot be changed here.',
  register: (n: number) => `Register ${counted(n)} for {customer} in {account}`,
  whyNot: 'Tick at least one device.',
  finishNone: 'Finish without devices',
  notTheirs: "These are not {customer}'s devices",
  notTheirsTitle: "Not {customer}'s devices?",
  notTheirsMeaning: 'It looks as if somebody signed in with another account at {deviceCloud}. The link is removed, no device is made, and it starts again for {customer} with a fresh sign-in page.',
  notTheirsHint: "Before the next sign-in the other account has to be signed out at {deviceCloud}: use a private window, or the customer's own phone.",
  notTheirsConfirm: 'Remove and start again',
  registered: (done: number, total: number) => `${done} of ${counted(total)} registered and confirmed`,
  failedOf: (failed: number) => `${counted(failed)} failed`,
  safe: (done: number, failed: number) => `${done} registered, ${failed} failed. The ${done === 1 ? 'one that is' : `${done} that are`} registered ${done === 1 ? 'is' : 'are'} safe.`,
  allFailed: (failed: number) => `${counted(failed)} failed. Retrying is safe.`,
  retry: (failed: number) => `Retry ${failed}`,
  finishWith: (done: number) => (done === 0 ? 'Finish without devices' : `Finish with ${done}`),
  finishRest: 'What failed stays under Waiting for you.',
  youCanCloseRegistering: 'You can close Linkwright: it goes on at the next start.',
  stillRegistering: 'AWS is being asked.',
  pause: 'Pause',
  goOn: 'Continue',
  paused: 'Paused. What was sent already still ends.',
  registerThing: 'Register for {customer}',
  notFound: 'This search did not find it.',
  notFoundHint: "Registering asks {deviceCloud} for it first, and is refused if it is not in the customer's account.",
  alreadyInAwsMeaning: 'Devices that were made in AWS before and can be put on this link.',
  noThings: 'No devices in AWS yet',
  status: 'State',
  why: 'Why',
};

export function deviceStatus(status: DeviceStatus): string {
  switch (status.kind) {
    case 'new':
      return 'New';
    case 'changed':
      return 'Changed since the last search';
    case 'inAwsAlready':
      return 'In AWS, on no link';
    case 'alreadyRegistered':
      return 'Registered already';
    case 'onAnotherLink':
      return 'On another link';
    case 'cannotBeMade':
      return 'Cannot be made in AWS';
    case 'queued':
      return 'In the queue';
    case 'making':
      return 'Being made';
    case 'registering':
      return 'Registering';
    case 'confirming':
      return 'Registered, waiting for AWS to confirm';
    case 'confirmed':
      return 'Registered and confirmed';
    case 'failed':
      return status.problem.title;
    case 'leftOut':
      return 'Left out';
    default:
      return status satisfies never;
  }
}

export function thingStatus(status: ManagedThingStatus): string {
  switch (status) {
    case 'onNoLink':
      return 'On no link';
    case 'prepared':
      return 'Prepared for a link';
    case 'cutOff':
      return 'Cut off: its links were removed';
    case 'registered':
      return 'Registered';
    case 'beingDeleted':
      return 'Being deleted';
    case 'unknown':
      return 'Unknown state';
    default:
      return status satisfies never;
  }
}

export function searchEnd(end: DiscoveryEndView): { title: string; meaning: string; perhaps: string; causes: string[] } {
  switch (end) {
    case 'noDevices':
      return {
        title: 'The sign-in worked, but no devices were reported',
        meaning: '{deviceCloud} answered with an empty list.',
        perhaps: 'Perhaps',
        causes: [
          'the devices are in another account or another home at {deviceCloud}',
          'access to the devices was not ticked while allowing',
          'the devices are so new that {deviceCloud} does not list them yet',
        ],
      };
    case 'failed':
      return {
        title: 'The device search failed',
        meaning: 'AWS gives no reason. Nothing was made, and the link is kept.',
        perhaps: 'Perhaps',
        causes: ['{deviceCloud} is out of order for the moment', 'the permission was withdrawn meanwhile'],
      };
    case 'timedOut':
      return {
        title: 'The device search ran out of time',
        meaning: '{deviceCloud} did not answer AWS in time. Nothing was made, and the link is kept.',
        perhaps: 'Perhaps',
        causes: ['{deviceCloud} is slow or out of order for the moment', 'the account holds very many devices'],
      };
    default:
      return end satisfies never;
  }
}

/** 'Enter ids'. Its labels name what AWS calls them, since that is where the ids are found. */
export const ids = {
  title: 'Enter ids',
  meaning: 'For ids from another tool. They are looked up and shown in words before anything is sent.',
  thing: 'Device id',
  link: 'Link id',
  search: 'Device search id',
  lookUp: 'Look up',
  whyNot: 'Paste all three ids.',
  register: 'Register this device',
  shown: 'Is this right?',
  device: 'Device',
  linkName: 'Link',
  deviceSearch: 'Device search',
  searchFound: (n: number) => `${counted(n)} found`,
  sent: 'AWS took the registration.',
};

export const owner = {
  is: 'Owner of new devices: {owner}',
  none: 'New devices get no owner',
  label: 'Owner of new devices',
  change: 'Change the owner',
  rule: 'Your customer number. AWS takes letters, digits and _ . , @ - without spaces; no personal data.',
  save: 'Save',
};
