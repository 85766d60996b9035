// The list of links, and 'Existing link'.
import { date } from './time';

export const links = {
  title: 'Links',
  titleChoose: 'Which link?',
  chooseMeaning: 'Choose a link to go on with: its sign-in, its devices, or what went wrong.',
  search: 'Customer, job number or id',
  searchLabel: 'Find a link',
  columns: { name: 'Name', deviceCloud: 'Device cloud', state: 'State', job: 'Job', made: 'Made', act: 'What you can do' },
  made: (on: string | null, by: string | null) =>
    [on === null ? null : date(on), by === null ? null : `by ${by}`].filter((part) => part !== null).join(' '),
  open: 'Open',
  openNamed: 'Open {name}',
  chooseIt: 'Choose',
  chooseNamed: 'Choose {name}',
  loading: 'Loading the links…',
  stillLoading: 'More links are being loaded.',
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
  noAccount: 'Choose an AWS account or Practice first.',
};
