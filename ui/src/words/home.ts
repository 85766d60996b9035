// Home, the first start, and the states of 'Waiting for you'.
import type { LineState } from '../backend/contract';
import { devices, profiles } from './count';

export const home = {
  title: 'Home',
  newLink: 'New link',
  existingLink: 'Existing link',
  search: 'Customer, job number, serial number, or paste anything',
  searchLabel: 'Find a link',
  waiting: 'Waiting for you',
  waitingMeaning: 'Safe to close at any moment: Linkwright looks again when it starts.',
  restOfWaiting: (shown: number, all: number) => `The newest ${shown} of ${all} are shown.`,
  empty: 'Nothing is waiting for you',
  emptyMeaning: 'Begin with New link when a customer is to be linked. Every link in AWS is under Existing link.',
  columns: { customer: 'Customer', deviceCloud: 'Device cloud', state: 'State', age: 'Age', act: 'What you can do' },
  job: (number: string) => `job ${number}`,
  otherAccount: 'In AWS account {account}, {region}. Choose it to go on.',
  otherAccountPractice: 'Begun in Practice. Choose Practice to go on.',
  switchAccount: 'AWS accounts',
  noAccount: 'Choose an AWS account or Practice first.',
};

/** Links that wait for a sign-in and were made by somebody else, or before this computer knew. */
export const elsewhere = {
  title: 'Waiting at other desks',
  meaning: 'Links in this AWS account that wait for a sign-in and were not made on this computer.',
  columns: { name: 'Customer', deviceCloud: 'Device cloud', made: 'Made', act: 'What you can do' },
  by: (author: string) => `by ${author}`,
  unknown: 'not known when',
  goOn: 'Continue here',
  more: (n: number) => `and ${n.toLocaleString('en')} more under Links`,
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
  workMeaning: 'Choose one of the AWS profiles of this computer, or add an AWS account. Nothing is changed by choosing.',
};

export function lineState(state: LineState): string {
  switch (state.kind) {
    case 'creating':
      return 'The link is being made';
    case 'createUnclear':
      return 'Unclear whether the link was made';
    case 'createUnreached':
      return 'Not sent yet: goes on by itself when the network is back';
    case 'createRefused':
      return 'AWS said no: there is no link';
    case 'createNotFound':
      return 'AWS has no such link: make it again?';
    case 'askingForSignIn':
      return 'Asking AWS for a new sign-in page';
    case 'newSignInRefused':
      return 'AWS gave no new sign-in page';
    case 'waitingForSignIn':
      return "Waiting for the customer's sign-in";
    case 'confirming':
      return 'AWS lists it as settled, confirming';
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
    case 'paused':
      return `Paused, ${state.done} of ${devices(state.total)} registered`;
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

/** The one next act of a line; the window carries it out or opens the stop where it is done. */
export function lineAct(state: LineState): string {
  switch (state.kind) {
    case 'creating':
    case 'confirming':
    case 'registering':
    case 'findingDevices':
    case 'removing':
    case 'askingForSignIn':
      return 'Watch';
    case 'createUnclear':
      return 'Check';
    case 'removalUnclear':
      return 'Try again';
    case 'createUnreached':
      return 'Try now';
    case 'createRefused':
      return 'See why';
    case 'createNotFound':
      return 'Decide';
    case 'paused':
      return 'Continue';
    case 'waitingForSignIn':
      return 'Open sign-in';
    case 'newSignInRefused':
    case 'signInFailed':
    case 'needsNewSignIn':
    case 'unknownState':
    case 'gone':
    case 'findingFailed':
      return 'See why';
    case 'choosingDevices':
      return 'Choose devices';
    case 'someFailed':
      return `Retry ${state.failed}`;
    case 'finishedInPart':
      return 'See what is left';
    case 'finishedWithoutDevices':
      return 'Add devices';
    default:
      return state satisfies never;
  }
}
