// The list of links and 'Existing link'.

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { showWindow } from '../../test-window';
import { linkRows, live, problem, settings } from '../backend/samples';
import { Refusal, type Script } from '../backend/scripted';

async function atLinks(script: Script = {}, view = live()) {
  const shown = await showWindow(view, script);
  await shown.user.click(screen.getByText('Links'));
  await screen.findByTestId('link-search');
  return shown;
}

test('every link has its state in words and opens', async () => {
  const { backend, press } = await atLinks();
  expect(await screen.findByText('Needs a new sign-in')).toBeVisible();
  expect(document.body).not.toHaveTextContent('REFRESH_TOKEN_EXPIRED');
  await press('open-link-aa-1');
  expect(backend.formsOf('open_link')).toEqual([{ accountAssociationId: 'aa-1' }]);
});

test('Technical view adds ids and the names AWS uses', async () => {
  await atLinks({}, live({ settings: { ...settings, technicalView: true } }));
  expect(await screen.findByText('REFRESH_TOKEN_EXPIRED')).toBeVisible();
  expect(screen.getByText('aa-4')).toBeVisible();
  expect(screen.getByText('access_denied')).toBeVisible();
});

test('the search and the pages are asked of the desk', async () => {
  const { backend, typeInto, user } = await atLinks({
    list_account_associations: ({ offset }) => ({ revision: 1, total: 4000, offset, rows: linkRows, loading: false, problem: null }),
  });
  await user.click(await screen.findByLabelText('Page 2'));
  await waitFor(() => expect(backend.formsOf('list_account_associations').at(-1)?.offset).toBe(50));
  await typeInto('link-search', 'M');
  await waitFor(() => expect(backend.formsOf('list_account_associations').at(-1)).toEqual({ search: 'M', offset: 0 }));
});

test('the list is asked for again when the desk says it changed', async () => {
  const { backend, show } = await atLinks();
  await screen.findByText('Needs a new sign-in');
  const before = backend.formsOf('list_account_associations').length;
  await show({ linksRevision: 2 });
  await waitFor(() => expect(backend.formsOf('list_account_associations')).toHaveLength(before + 1));
});

test('a list still being loaded says so', async () => {
  await atLinks({
    list_account_associations: ({ offset }) => ({ revision: 1, total: 6, offset, rows: linkRows, loading: true, problem: null }),
  });
  expect(await screen.findByText('More links are being loaded.')).toBeVisible();
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

test('an existing link is chosen from the same list', async () => {
  const { backend, press } = await showWindow(live());
  await press('existing-link');
  expect(await screen.findByText('Which link?')).toBeVisible();
  expect(screen.getByTestId('enter-ids')).toBeVisible();
  await press('open-link-aa-3');
  expect(backend.formsOf('open_link')).toEqual([{ accountAssociationId: 'aa-3' }]);
});
