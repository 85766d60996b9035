// The page of one link: its state, facts and devices.
import type { AccessView, DeviceStandingView, LinkStateView, RenewalView } from '../backend/contract';
import { devices as counted } from './count';

export const link = {
  one: 'Link',
  loading: 'Looking at the link…',
  back: 'Links',
  backToLinks: 'Back to Links',
  unnamed: 'Link without a name',
  storedAs: 'in AWS as {name}',
  job: (number: string) => `job ${number}`,
  made: (date: string, author: string | null) => (author === null ? `made ${date}` : `made ${date} by ${author}`),
  madeBy: (author: string) => `made by ${author}`,
  edit: 'Edit',
  more: 'More',
  menu: {
    checkNow: 'Check now',
    findDevices: 'Find devices',
    diagnose: 'Find out what is wrong',
    bundle: 'Support bundle…',
    copyId: 'Copy the id',
    forget: 'Forget on this computer…',
    remove: 'Remove link…',
  },
  whyNot: { gone: 'It is not in AWS any more', beingRemoved: 'It is being removed already' },
  checking: 'Checking…',
  notChecked: 'not asked for yet',
  acts: {
    reconnect: 'Reconnect in {account}',
    seeWhy: 'See what is wrong',
    startAgain: 'Start again',
    goOn: 'Continue',
    findDevices: 'Find devices',
    checkNow: 'Check now',
  },
  details: 'Details',
  detailOf: 'What the device cloud or AWS said',
  facts: {
    stateName: 'State in AWS',
    since: 'Since (seen here)',
    sinceNotKnown: 'not known: AWS keeps no times',
    lastWorked: 'Last worked (seen here)',
    share: '{deviceCloud} links',
    shareCount: (failing: number, total: number) =>
      failing === 0
        ? `none of ${total.toLocaleString('en')} has a problem`
        : `${failing.toLocaleString('en')} of ${total.toLocaleString('en')} failed or need a new sign-in`,
    access: 'How access is given',
    lastPage: 'Last page for the customer',
    lastPageBlank: 'none: the last page may stay blank',
    cloudGone: 'AWS does not know this device cloud any more.',
  },
  gone: {
    title: 'It is not in AWS any more',
    meaning: 'What is shown is what this computer knew of it. Nothing can be done with it.',
  },
  tabs: { label: 'About this link', devices: (n: number | null) => (n === null ? 'Devices' : `Devices (${n})`), timeline: 'Timeline', notes: 'Notes and tags', diagnosis: 'Diagnosis' },
  forget: {
    title: 'Forget {name} on this computer?',
    meaning: 'Your own spelling, your note, the timeline and everything else this computer knows of it go, from the journal and its backups. The link and its devices stay in AWS.',
    confirm: 'Forget it here',
    keep: 'Do not forget',
  },
};

export interface StateWords {
  title: string;
  meaning: string;
}

/** The state box: what it is, and what it means. */
export function stateBox(state: LinkStateView): StateWords {
  switch (state) {
    case 'needsNewSignIn':
      return {
        title: '{name} needs a new sign-in',
        meaning: '{deviceCloud} no longer accepts the old permission: the password was changed, access was withdrawn, or it was too old. Its devices stay registered but may not answer until then.',
      };
    case 'signInFailed':
      return {
        title: 'The sign-in did not work',
        meaning: '{deviceCloud} or AWS reported that the sign-in was not completed. Why can often be found out.',
      };
    case 'waitingForSignIn':
      return {
        title: "Waiting for the customer's sign-in",
        meaning: 'The customer has not finished signing in at {deviceCloud}. Waiting costs nothing; only AWS says when it failed.',
      };
    case 'signedIn':
      return { title: 'Signed in', meaning: '{deviceCloud} accepts the permission of this customer.' };
    case 'beingRemoved':
      return { title: 'This link is being removed', meaning: 'AWS is removing it. Nothing can be done with it.' };
    case 'unknown':
      return {
        title: 'AWS reports an unknown state',
        meaning: 'This version of Linkwright does not know it. Nothing is lost: check again, or look in Technical view.',
      };
    default:
      return state satisfies never;
  }
}

export const signedInWithoutDevices: StateWords = {
  title: 'Signed in, devices missing',
  meaning: 'The customer has signed in at {deviceCloud}, and no device is registered on this link.',
};

export function accessGiven(access: AccessView): string {
  switch (access.kind) {
    case 'customerSignsIn':
      return 'The customer signs in';
    case 'companyCredential':
      return `Company credential ${access.authMaterialName}`;
    default:
      return access satisfies never;
  }
}

export function renewal(of: RenewalView): string {
  switch (of.kind) {
    case 'unknown':
      return 'renewal not known';
    case 'off':
      return 'not renewed before it ends';
    case 'on':
      return of.daysBefore === null ? 'renewed before it ends' : `renewed ${of.daysBefore} days before it ends`;
    default:
      return of satisfies never;
  }
}

export const linkDevices = {
  filter: 'Find a device',
  none: 'No device is registered on this link',
  loading: 'Loading the devices…',
  stillLoading: 'More devices are being loaded.',
  columns: { name: 'Name', state: 'State', lastState: 'Reported', answer: 'Does it answer?', act: 'What you can do' },
  owner: 'owner {owner}',
  serial: 'serial {serial}',
  reachable: 'reachable',
  notReachable: 'not reachable',
  reported: (ago: string) => `reported ${ago}`,
  otherLinks: (n: number) => (n === 1 ? 'on another link as well' : `on ${n} other links as well`),
  finish: (n: number) => `Finish ${counted(n)}`,
  bring: (n: number) => `Bring ${n} back`,
  ask: 'Ask',
  askNamed: 'Ask {name}',
  cannotBeAsked: 'It can be asked once it is registered',
  asking: 'asking…',
  notAsked: '-',
  answered: (ago: string) => `answered ${ago}: {state}`,
  accepted: 'accepted, no answer yet',
  acceptedMeaning: 'AWS took the question. That is no failure: devices may be slow.',
  nothingToAsk: 'AWS knows nothing it could be asked for',
  refused: 'AWS refused the question: {why}',
  menuNamed: 'More about {name}',
  menu: { edit: 'Edit name and owner…', replace: 'Replace…', takeOff: 'Take off the link…', delete: 'Delete…' },
  whyNot: { notOnLink: 'It is not on this link', beingDeleted: 'It is being deleted', gone: 'The link is not in AWS any more' },
  takeOff: {
    title: 'Take {name} off the link?',
    meaning: 'It stays in AWS and can be registered again. Until then it does not answer through this link.',
    confirm: 'Take it off',
    keep: 'Keep it',
  },
  delete: {
    title: 'Delete {name}?',
    meaning: 'It is taken off the link and deleted in AWS. What uses it in AWS stops working. It cannot be taken back; the device itself is not touched and can be found again.',
    confirm: 'Delete it',
    keep: 'Keep it',
  },
  replace: {
    title: 'Replace {name}?',
    meaning: '{deviceCloud} is asked for its devices, you choose the new one, and it gets the name and the owner of the old one. The old one is taken off the link when the new one is registered.',
    confirm: 'Find the new one',
    keep: 'Keep it',
  },
};

export function deviceStanding(standing: DeviceStandingView): string {
  switch (standing) {
    case 'registered':
      return 'Registered';
    case 'beingRegistered':
      return 'Being registered';
    case 'notReachable':
      return 'Registered, not reachable';
    case 'madeNotRegistered':
      return 'Made, not registered';
    case 'isolated':
      return 'Cut off: it has no link any more';
    case 'beingDeleted':
      return 'Being deleted';
    case 'deletionFailed':
      return 'Deleting it failed';
    case 'unknown':
      return 'Unknown state';
    default:
      return standing satisfies never;
  }
}

export const unlink = {
  title: 'Remove {name}?',
  counting: 'Counting what would go…',
  meaning: (n: number) =>
    n === 0
      ? 'No device is registered on it. The link is removed from AWS.'
      : `${counted(n)} ${n === 1 ? 'is' : 'are'} taken off the link first, one after the other; then the link is removed from AWS.`,
  stays: 'The devices stay in AWS without a link, until they are registered on another one or deleted.',
  names: 'Among them:',
  more: (n: number) => `and ${n} more`,
  type: 'Type {text} to confirm',
  typeMeaning: 'This AWS account is marked as production.',
  whyNot: 'Type the name exactly as it stands.',
  confirm: (n: number) => (n === 0 ? 'Remove the link' : `Take off ${counted(n)} and remove the link`),
  keep: 'Keep the link',
};
