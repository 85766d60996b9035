// Home, the first start, and the states of 'Waiting for you'.
import type { LineState } from '../backend/contract';
import { devices, profiles } from './count';

export const home = {
  title: 'Home',
  newLink: 'New link',
  existingLink: 'Existing link',
  search: 'Customer or job number, then Enter',
  searchLabel: 'Find a link',
  waiting: 'Waiting for you',
  waitingMeaning: 'Leave at any moment: AWS keeps every link.',
  restOfWaiting: (shown: number, all: number) => `The first ${shown} of ${all} are shown.`,
  empty: 'Nothing is waiting for you',
  emptyMeaning: 'Begin with New link when a customer is to be linked. AWS keeps every link; find it again under Existing link.',
  columns: { customer: 'Customer', deviceCloud: 'Device cloud', state: 'State', since: 'Since', act: 'What you can do' },
  job: (number: string) => `job ${number}`,
  otherAccount: 'In AWS account {account}, {region}. Choose it to go on.',
  otherAccountPractice: 'Begun in Practice. Choose Practice to go on.',
  switchAccount: 'AWS accounts',
  noAccount: 'Choose an AWS account or Practice first.',
};

export const firstStart = {
  title: 'Welcome to Linkwright',
  meaning: "Link a customer's device cloud to AWS and register the customer's devices, step by step.",
  practiseTitle: 'Try it first',
  practise: 'Practise (2 minutes)',
  practiseMeaning: 'The whole way with made-up customers and device clouds. Nothing reaches AWS, and no AWS account is needed.',
  workTitle: 'Link real customers',
  work: (n: number) => `Work in AWS (${profiles(n)} found)`,
  workUncounted: 'Work in AWS',
  workMeaning: 'Choose one of the AWS profiles of this computer. Nothing is changed by choosing.',
};

export function lineState(state: LineState): string {
  switch (state.kind) {
    case 'creating':
      return 'The link is being made';
    case 'createUnclear':
      return 'Unclear whether the link was made';
    case 'waitingForSignIn':
      return "Waiting for the customer's sign-in";
    case 'signInFailed':
      return 'The sign-in did not work';
    case 'needsNewSignIn':
      return 'Needs a new sign-in';
    case 'unknownState':
      return 'AWS reports an unknown state';
    case 'findingDevices':
      return 'Finding devices';
    case 'findingFailed':
      return 'The device search did not end well';
    case 'choosingDevices':
      return `Signed in, ${devices(state.found)} found`;
    case 'registering':
      return `${state.done} of ${devices(state.total)} registered`;
    case 'someFailed':
      return `${state.done} of ${devices(state.total)} registered, ${state.failed} failed`;
    case 'finishedInPart':
      return `Finished with ${state.done} of ${devices(state.total)}`;
    case 'finishedWithoutDevices':
      return 'Finished without devices';
    case 'removing':
      return 'Being removed';
    case 'removalUnclear':
      return 'Unclear whether the link was removed';
    case 'gone':
      return 'AWS does not know this link any more';
    default:
      return state satisfies never;
  }
}

export function lineAct(state: LineState): string {
  switch (state.kind) {
    case 'creating':
    case 'registering':
    case 'findingDevices':
    case 'removing':
      return 'Watch';
    case 'createUnclear':
    case 'removalUnclear':
      return 'Try again';
    case 'waitingForSignIn':
      return 'Show QR code';
    case 'signInFailed':
    case 'needsNewSignIn':
    case 'unknownState':
    case 'gone':
    case 'findingFailed':
      return 'See why';
    case 'choosingDevices':
      return 'Choose devices';
    case 'someFailed':
      return `See the ${state.failed} that failed`;
    case 'finishedInPart':
      return 'See what is left';
    case 'finishedWithoutDevices':
      return 'Add devices';
    default:
      return state satisfies never;
  }
}
