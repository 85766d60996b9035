// The list of links such as the desk gives it.
import type { LinkCounts, LinkRow, LinksPage, LinkStateView, ListLinksForm } from '../contract';
import { DAY, HOUR, MINUTE } from './times';

const clouds = { 'cd-brightwell': 'Brightwell Lighting', 'cd-northgate': 'Northgate Locks', 'cd-aria': 'Aria Climate' } as const;

export function linkRow(accountAssociationId: string, name: string, state: LinkStateView, part: Partial<LinkRow> = {}): LinkRow {
  return {
    accountAssociationId,
    name,
    unnamed: false,
    spelling: null,
    memo: null,
    connectorDestinationId: 'cd-brightwell',
    deviceCloud: clouds['cd-brightwell'],
    state,
    stateName: stateNames[state],
    stateSince: null,
    needsPerson: state !== 'signedIn' && state !== 'beingRemoved',
    jobNumber: null,
    madeOn: null,
    author: null,
    errorMessage: null,
    journeyId: null,
    ...part,
  };
}

const stateNames: Record<LinkStateView, string> = {
  waitingForSignIn: 'ASSOCIATION_IN_PROGRESS',
  signInFailed: 'ASSOCIATION_FAILED',
  signedIn: 'ASSOCIATION_SUCCEEDED',
  needsNewSignIn: 'REFRESH_TOKEN_EXPIRED',
  beingRemoved: 'ASSOCIATION_DELETING',
  unknown: 'ASSOCIATION_PAUSED',
};

const northgate = { connectorDestinationId: 'cd-northgate', deviceCloud: clouds['cd-northgate'] };
const aria = { connectorDestinationId: 'cd-aria', deviceCloud: clouds['cd-aria'] };

export const linkRows: LinkRow[] = [
  linkRow('aa-1', 'Miller Flat 3', 'signedIn', { jobNumber: '4711', madeOn: '2026-11-21', author: 'ak', stateSince: Date.now() - 20 * MINUTE }),
  linkRow('aa-2', 'Ode to Joy Cafe', 'waitingForSignIn', { ...northgate, spelling: 'Ode to Joy Café', jobNumber: '4712', madeOn: '2026-11-20', author: 'ak', stateSince: Date.now() - 26 * HOUR }),
  linkRow('aa-3', 'Anders', 'signInFailed', { ...aria, errorMessage: 'access_denied', stateSince: Date.now() - 50 * MINUTE }),
  linkRow('aa-4', 'OBrien Mueller Flat 3', 'needsNewSignIn', { spelling: 'O’Brien Müller, Flat 3', memo: 'ring Mrs O’Brien after four', jobNumber: '4390', madeOn: '2026-05-03', author: 'js', stateSince: Date.now() - 3 * DAY }),
  linkRow('aa-5', 'Sunrise Senior Living Building C Apartment 1204 North Wing', 'beingRemoved', { ...northgate, madeOn: '2026-01-30' }),
  linkRow('aa-6', 'Nakamura', 'unknown', aria),
  linkRow('aa-7', 'Link 3f9c0a71', 'needsNewSignIn', { ...northgate, unnamed: true }),
  linkRow('aa-8', '\u{5d3}\u{5d9}\u{5e8}\u{5d4} 3 \u{5db}\u{5d4}\u{5df}', 'signedIn', { ...aria, jobNumber: '4801', madeOn: '2026-10-02', author: 'mo' }),
];

export const linkCounts: LinkCounts = {
  total: 4021,
  needsPerson: 61,
  byState: [
    { state: 'signedIn', count: 3947 },
    { state: 'needsNewSignIn', count: 38 },
    { state: 'waitingForSignIn', count: 19 },
    { state: 'signInFailed', count: 14 },
    { state: 'beingRemoved', count: 2 },
    { state: 'unknown', count: 1 },
  ],
  byDeviceCloud: [
    { connectorDestinationId: 'cd-brightwell', deviceCloud: clouds['cd-brightwell'], count: 3890, failing: 38 },
    { connectorDestinationId: 'cd-aria', deviceCloud: clouds['cd-aria'], count: 91, failing: 2 },
    { connectorDestinationId: 'cd-northgate', deviceCloud: clouds['cd-northgate'], count: 40, failing: 12 },
  ],
};

/** Searched and filtered as the desk does it, as far as samples need it. */
export function linksPage(form: ListLinksForm): LinksPage {
  const text = form.search.toLowerCase();
  const rows = linkRows.filter(
    (row) =>
      [row.name, row.spelling ?? '', row.jobNumber ?? '', row.memo ?? '', row.accountAssociationId].some((each) => each.toLowerCase().includes(text)) &&
      (form.states.length === 0 || form.states.includes(row.state)) &&
      (form.connectorDestinationId === null || row.connectorDestinationId === form.connectorDestinationId) &&
      (!form.needsPerson || row.needsPerson),
  );
  return listed({ total: rows.length, offset: form.offset, rows });
}

export function listed(part: Partial<LinksPage> = {}): LinksPage {
  return {
    revision: 1,
    total: linkRows.length,
    offset: 0,
    rows: linkRows,
    loading: false,
    loaded: 0,
    asOf: Date.now() - 4 * MINUTE,
    problem: null,
    counts: linkCounts,
    warnings: [],
    ...part,
  };
}
