// The list of links and 'Existing link'.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import { linkRow, linkRows, listed, live, liveAccount, problem, settings } from '../backend/samples';
import { Refusal, type Script } from '../backend/scripted';
import { everyLink, looksLikeNumber } from './link-query';

async function atLinks(script: Script = {}, view = live()) {
  const shown = await showWindow(view, script);
  await shown.user.click(screen.getByText('Links'));
  await screen.findByTestId('link-search');
  return shown;
}

const { page: _, ...everyForm } = everyLink;
const asEvery = { ...everyForm, offset: 0 };

test('every link has its state in words and since when it is known here', async () => {
  await atLinks();
  const row = (await screen.findByTestId('open-link-aa-4')).closest('tr') as HTMLElement;
  expect(within(row).getByText('Needs a new sign-in')).toBeVisible();
  expect(within(row).getByText('since 3 days (seen here)')).toBeVisible();
  expect(document.body).not.toHaveTextContent('REFRESH_TOKEN_EXPIRED');
});

test('what only this computer knows says so', async () => {
  await atLinks();
  const row = (await screen.findByTestId('open-link-aa-4')).closest('tr') as HTMLElement;
  expect(within(row).getByText('O’Brien Müller, Flat 3')).toBeVisible();
  expect(within(row).getByText('ring Mrs O’Brien after four')).toBeVisible();
  expect(within(row).getByText(/on this computer/)).toBeVisible();
});

test('pressing a row anywhere opens its page', async () => {
  const { backend, user } = await atLinks();
  await user.click(await screen.findByText('Miller Flat 3'));
  await waitFor(() => expect(backend.formsOf('get_link')).toEqual([{ accountAssociationId: 'aa-1' }]));
  expect(backend.formsOf('look_at_link')).toEqual([{ accountAssociationId: 'aa-1' }]);
  expect(backend.formsOf('open_link')).toEqual([]);
});

test('reconnecting from a row is that alone, and opens no page of the link', async () => {
  const { backend, press } = await atLinks();
  expect(screen.queryByTestId('reconnect-aa-1')).toBeNull();
  await press('reconnect-aa-4');
  expect(backend.formsOf('reconnect_link')).toEqual([{ accountAssociationId: 'aa-4' }]);
  expect(backend.formsOf('get_link')).toEqual([]);
});

test('a refused reconnect is told above the list', async () => {
  const { press } = await atLinks({
    reconnect_link: () => {
      throw new Refusal(problem({ title: 'Not just now' }));
    },
  });
  await press('reconnect-aa-4');
  expect(await screen.findByText('Not just now')).toBeVisible();
  expect(await button('open-link-aa-4')).toBeVisible();
});

test('Technical view adds ids and the names AWS uses', async () => {
  await atLinks({}, live({ settings: { ...settings, technicalView: true } }));
  expect(await screen.findAllByText('REFRESH_TOKEN_EXPIRED')).toHaveLength(2);
  expect(screen.getByText('aa-4')).toBeVisible();
  expect(screen.getByText('access_denied')).toBeVisible();
});

test('the search and the pages are asked of the desk', async () => {
  const { backend, typeInto, user } = await atLinks({ list_account_associations: ({ offset }) => listed({ total: 4021, offset }) });
  await user.click(await screen.findByLabelText('Page 2'));
  await waitFor(() => expect(backend.formsOf('list_account_associations').at(-1)?.offset).toBe(50));
  await typeInto('link-search', 'M');
  await waitFor(() => expect(backend.formsOf('list_account_associations').at(-1)).toEqual({ ...asEvery, search: 'M' }));
});

test('pressing a count filters by it, and pressing it again takes that back', async () => {
  const { backend, press } = await atLinks();
  const last = () => backend.formsOf('list_account_associations').at(-1);
  await press('count-needsNewSignIn');
  await waitFor(() => expect(last()).toEqual({ ...asEvery, states: ['needsNewSignIn'] }));
  expect(await screen.findByTestId('count-needsNewSignIn')).toHaveAttribute('aria-pressed', 'true');
  await press('count-needsNewSignIn');
  await waitFor(() => expect(last()).toEqual(asEvery));
});

test('what needs a person is one press away, and filters are cleared together', async () => {
  const { backend, press } = await atLinks();
  const last = () => backend.formsOf('list_account_associations').at(-1);
  await press('filter-needs-person');
  await waitFor(() => expect(last()).toEqual({ ...asEvery, needsPerson: true }));
  await press('clear-filters');
  await waitFor(() => expect(last()).toEqual(asEvery));
});

test('device cloud, age and order are chosen by name', async () => {
  const { backend, user } = await atLinks();
  const last = () => backend.formsOf('list_account_associations').at(-1);
  const choose = async (testId: string, name: string) => {
    await user.click(within(await screen.findByTestId(testId)).getByRole('button'));
    await user.click(await screen.findByRole('option', { name: new RegExp(name) }));
  };
  await choose('filter-device-cloud', 'Northgate Locks');
  await waitFor(() => expect(last()).toMatchObject({ connectorDestinationId: 'cd-northgate' }));
  await choose('filter-made', 'Last 7 days');
  await waitFor(() => expect(last()).toMatchObject({ made: 'last7Days' }));
  await choose('filter-order', 'Newest first');
  await waitFor(() => expect(last()).toMatchObject({ order: 'newestFirst', connectorDestinationId: 'cd-northgate' }));
});

test('a device cloud that fails much more than the others says so, and shows its links in both states', async () => {
  const { backend, press } = await atLinks({
    list_account_associations: ({ offset }) =>
      listed({ offset, warnings: [{ connectorDestinationId: 'cd-northgate', deviceCloud: 'Northgate Locks', affected: 12, failed: 0, needSignIn: 12, total: 40 }] }),
  });
  expect(await screen.findByTestId('device-cloud-warning')).toHaveTextContent('12 of 40 Northgate Locks links need a new sign-in.');
  await press('show-affected-cd-northgate');
  await waitFor(() =>
    expect(backend.formsOf('list_account_associations').at(-1)).toEqual({ ...asEvery, connectorDestinationId: 'cd-northgate', states: ['needsNewSignIn', 'signInFailed'] }),
  );
  expect(screen.getByTestId('filter-state')).toHaveTextContent('Several');
  for (const state of ['needsNewSignIn', 'signInFailed']) expect(screen.getByTestId(`count-${state}`)).toHaveAttribute('aria-pressed', 'true');
  await press('count-signInFailed');
  await waitFor(() => expect(backend.formsOf('list_account_associations').at(-1)).toMatchObject({ states: ['needsNewSignIn'] }));
});

test('what a device cloud fails with is told apart', async () => {
  await atLinks({
    list_account_associations: ({ offset }) =>
      listed({ offset, warnings: [{ connectorDestinationId: 'cd-aria', deviceCloud: 'Aria Climate', affected: 34, failed: 4, needSignIn: 30, total: 43 }] }),
  });
  expect(await screen.findByTestId('device-cloud-warning')).toHaveTextContent('34 of 43 Aria Climate links do not work: 30 need a new sign-in, 4 had a failed one.');
});

test('where no link fits nothing can be exported, and no count of none stands in the heading', async () => {
  const { typeInto } = await atLinks();
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Links (8)');
  expect(await button('export')).toBeEnabled();
  await typeInto('link-search', 'BW-20417');
  await screen.findByText('No link fits');
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(/^Links$/);
  expect(await button('export')).toHaveAttribute('aria-disabled', 'true');
});

test('the list is dated, and says how far a new one has come', async () => {
  await atLinks({ list_account_associations: ({ offset }) => listed({ offset, asOf: Date.parse('2026-11-21T14:03:00'), loading: true, loaded: 3000 }) });
  await waitFor(() => expect(screen.getByTestId('dated')).toHaveTextContent('as of 21 Nov, 14:03 · loaded 3,000 so far'));
});

test('the list is asked for again when the desk says it changed', async () => {
  const { backend, show } = await atLinks();
  await screen.findByText('Anders');
  const before = backend.formsOf('list_account_associations').length;
  await show({ linksRevision: 2 });
  await waitFor(() => expect(backend.formsOf('list_account_associations')).toHaveLength(before + 1));
});

test('a list that did not come is a problem and no empty list', async () => {
  await atLinks({
    list_account_associations: () => {
      throw new Refusal(problem({ title: 'AWS could not list the links just now' }));
    },
  });
  expect(await screen.findByText('AWS could not list the links just now')).toBeVisible();
  expect(screen.queryByText('No links yet')).toBeNull();
});

test('when nothing fits, a device with this number is looked for, and its link opened', async () => {
  const { backend, press, typeInto } = await atLinks({
    find_by_device: () => ({
      rows: [
        { managedThingId: 'mt-1', device: 'Hall lamp', serialNumber: 'BW-20417', links: linkRows.slice(3, 4) },
        { managedThingId: 'mt-2', device: 'Spare lamp', serialNumber: null, links: [] },
      ],
      problem: null,
    }),
  });
  await typeInto('link-search', 'BW-20417');
  await press('find-by-device');
  expect(backend.formsOf('find_by_device')).toEqual([{ text: 'BW-20417' }]);
  expect(await screen.findByText('Hall lamp')).toBeVisible();
  expect(screen.getByText('on no link')).toBeVisible();
  await press('open-found-aa-4');
  await waitFor(() => expect(backend.formsOf('get_link')).toEqual([{ accountAssociationId: 'aa-4' }]));
});

test('a number no device has is told, and goes away with the search', async () => {
  const { press, typeInto } = await atLinks();
  await typeInto('link-search', 'BW-9');
  await press('find-by-device');
  expect(await screen.findByText('AWS knows no device with this number.')).toBeVisible();
  await typeInto('link-search', '0');
  await waitFor(() => expect(screen.queryByText('AWS knows no device with this number.')).toBeNull());
});

test('looking for a device is offered beneath links only for what looks like a number', () => {
  expect(['BW-20417', 'a55c1a7ed0', '471100'].map(looksLikeNumber)).toEqual([true, true, true]);
  expect(['Miller', 'Miller Flat 3', '4711', ''].map(looksLikeNumber)).toEqual([false, false, false, false]);
});

test('what fits is exported, and the count and the path are told', async () => {
  const { backend, press } = await atLinks();
  await press('count-needsNewSignIn');
  await press('export');
  await press('csv');
  expect(await screen.findByText(/4,021 links saved as/)).toHaveTextContent('/home/ak/Documents/links 2026-11-21.csv');
  expect(backend.formsOf('export_links')).toEqual([{ which: { ...asEvery, states: ['needsNewSignIn'] }, format: 'csv' }]);
});

test('a name of bidi and control characters stands in its own direction', async () => {
  await atLinks({ list_account_associations: ({ offset }) => listed({ offset, rows: [linkRow('aa-9', '\u{202e}detrevni', 'signedIn', { unnamed: true })] }) });
  const name = await screen.findByText('\u{202e}detrevni');
  expect(name.tagName).toBe('BDI');
  expect(screen.getByText('no name in AWS')).toBeVisible();
});

test('the search on Home leads to the links with its text', async () => {
  const { backend, typeInto } = await showWindow(live());
  await typeInto('home-search', 'Müller{enter}');
  expect(await screen.findByTestId('link-search')).toHaveValue('Müller');
  await waitFor(() => expect(backend.formsOf('list_account_associations')).toEqual([{ ...asEvery, search: 'Müller' }]));
});

test('back from a link the list stands as it was left', async () => {
  const { backend, press, typeInto } = await atLinks();
  await typeInto('link-search', 'OBrien');
  await press('count-needsNewSignIn');
  await press('open-link-aa-4');
  await press('link-back');
  expect(await screen.findByTestId('link-search')).toHaveValue('OBrien');
  expect(backend.formsOf('list_account_associations').at(-1)).toEqual({ ...asEvery, search: 'OBrien', states: ['needsNewSignIn'] });
  expect(backend.formsOf('leave_link')).toHaveLength(1);
});

test('an existing link is chosen from the same list', async () => {
  const { backend, press } = await showWindow(live());
  await press('existing-link');
  expect(await screen.findByText('Which link?')).toBeVisible();
  expect(screen.getByTestId('enter-ids')).toBeVisible();
  await press('open-link-aa-3');
  expect(backend.formsOf('open_link')).toEqual([{ accountAssociationId: 'aa-3' }]);
});

test('where nothing may be changed it is said beforehand that devices are not searched for', async () => {
  const { press } = await showWindow(live({ account: { ...liveAccount, readOnly: true } }));
  await press('existing-link');
  expect(await screen.findByText(/^Devices are not searched for/)).toBeVisible();
  await press('look-under-links');
  expect(await screen.findByRole('heading', { name: /^Links/ })).toBeVisible();
});
