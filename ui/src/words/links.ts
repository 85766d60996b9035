// The list of links, and 'Existing link'.
import type { LinkOrderForm, LinkStateView, MadeForm } from '../backend/contract';
import { links as counted } from './count';

export const links = {
  title: 'Links',
  titleChoose: 'Which link?',
  chooseMeaning: 'Choose a link to go on with: its sign-in, its devices, or what went wrong.',
  chooseReadOnly: 'Devices are not searched for: AWS takes a search as a change. What is known of a link and its devices stands under Links.',
  toLinks: 'Links',
  search: 'Customer, job number, note, or any id or serial number',
  searchChoose: 'Customer, job number, note or id',
  searchLabel: 'Find a link',
  columns: { name: 'Name', deviceCloud: 'Device cloud', state: 'State', jobAndMade: 'Job, made', act: 'What you can do' },
  madeBy: (author: string) => `by ${author}`,
  since: (span: string) => `since ${span} (seen here)`,
  onThisComputer: 'on this computer',
  unnamed: 'no name in AWS',
  open: 'Open',
  openNamed: 'Open {name}',
  reconnect: 'Reconnect',
  reconnectNamed: 'Reconnect {name}',
  chooseIt: 'Choose',
  chooseNamed: 'Choose {name}',
  loading: 'Loading the links…',
  loaded: (n: number) => `loaded ${n.toLocaleString('en')} so far`,
  asOf: (moment: string) => `as of ${moment}`,
  empty: 'No links yet',
  emptyMeaning: 'Links made here or by your colleagues in this AWS account and Region appear here.',
  notListed: 'The links could not be listed.',
  noFit: 'No link fits',
  clear: 'Show all',
  none: '-',
  pages: 'Pages of links',
  nextPage: 'Next page',
  previousPage: 'Previous page',
  page: (n: number) => `Page ${n}`,
  remembered: 'No AWS account is in use: these are the links as this computer knew them. They can be opened again as soon as AWS answers.',
  noAccount: 'Choose an AWS account or Practice first.',
  filters: {
    label: 'Filters',
    state: 'State',
    every: 'All',
    several: 'Several',
    deviceCloud: 'Device cloud',
    made: 'Made',
    order: 'Order',
    needsPerson: 'Needs a person',
    clear: 'Clear filters',
  },
  counts: 'Links by state',
  all: 'All',
  warning: (affected: number, total: number, failed: number, needSignIn: number) => {
    const what =
      failed === 0
        ? 'need a new sign-in'
        : needSignIn === 0
          ? 'had a failed sign-in'
          : `do not work: ${needSignIn.toLocaleString('en')} need a new sign-in, ${failed.toLocaleString('en')} had a failed one`;
    return `${affected.toLocaleString('en')} of ${total.toLocaleString('en')} {deviceCloud} links ${what}.`;
  },
  warningMeaning: 'Perhaps not this customer alone.',
  warningLabel: 'Warning',
  showThem: 'Show them',
  byDevice: {
    act: 'Look for a device with this number',
    looking: 'Asking AWS for a device with this number…',
    title: 'Devices with this number',
    none: 'AWS knows no device with this number.',
    onNoLink: 'on no link',
    serialNumber: 'serial number {serialNumber}',
    open: 'Open {name}',
  },
  export: {
    act: 'Export',
    csv: 'As CSV',
    json: 'As JSON',
    under: 'What fits now',
    nothing: 'No link fits, so there is nothing to save.',
    saved: (n: number) => `${counted(n)} saved as {path}`,
  },
};

export const linkStates: LinkStateView[] = ['needsNewSignIn', 'signInFailed', 'waitingForSignIn', 'unknown', 'beingRemoved', 'signedIn'];

/** Beside a count, where all of them share one line. */
export function linkStateShort(state: LinkStateView): string {
  switch (state) {
    case 'needsNewSignIn':
      return 'New sign-in';
    case 'signInFailed':
      return 'Failed';
    case 'waitingForSignIn':
      return 'Waiting';
    case 'unknown':
      return 'Unknown';
    case 'beingRemoved':
      return 'Being removed';
    case 'signedIn':
      return 'Signed in';
    default:
      return state satisfies never;
  }
}

export const ages: { value: MadeForm; name: string }[] = [
  { value: 'any', name: 'Any time' },
  { value: 'last7Days', name: 'Last 7 days' },
  { value: 'last30Days', name: 'Last 30 days' },
  { value: 'older', name: 'Earlier' },
  { value: 'unknown', name: 'Not known when' },
];

export const orders: { value: LinkOrderForm; name: string }[] = [
  { value: 'name', name: 'By name' },
  { value: 'newestFirst', name: 'Newest first' },
  { value: 'needsPersonFirst', name: 'Needs a person first' },
];
