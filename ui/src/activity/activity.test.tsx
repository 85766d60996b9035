// What was done on this computer.

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { showWindow } from '../../test-window';
import type { ActivityEntry } from '../backend/contract';
import { activity, live, settings } from '../backend/samples';
import type { Script } from '../backend/scripted';

async function atActivity(script: Script = {}, view = live()) {
  const shown = await showWindow(view, script);
  await shown.user.click(screen.getByText('Help'));
  await shown.press('show-activity');
  await screen.findByRole('heading', { level: 1, name: /What was done/ });
  return shown;
}

const [first, ...others] = activity({ behind: null }).entries as [ActivityEntry, ...ActivityEntry[]];

test('every change is told with its link and where it was done', async () => {
  const { backend, user } = await atActivity();
  expect(await screen.findByText('The link was made')).toBeVisible();
  expect(screen.getAllByText('…9012, Europe (Ireland)')).toHaveLength(3);
  expect(document.body).not.toHaveTextContent('CreateAccountAssociation');
  await user.click(screen.getByText('Miller Flat 3'));
  await waitFor(() => expect(backend.formsOf('look_at_link')).toEqual([{ accountAssociationId: 'aa-1' }]));
});

test('Technical view adds operation and request id', async () => {
  await atActivity({}, live({ settings: { ...settings, technicalView: true } }));
  expect(await screen.findByText('CreateAccountAssociation · 5f0c2f8e-7a61-4d0c-9a50-0f3b7f3f2a11')).toBeVisible();
});

test('a link of another AWS account is named and not opened', async () => {
  const { user, backend } = await atActivity({
    list_activity: () => ({ entries: [{ ...first, identity: { ...first.identity, region: 'us-east-1' } }], next: null }),
  });
  await user.click(await screen.findByText('Miller Flat 3'));
  expect(backend.formsOf('look_at_link')).toEqual([]);
});

test('older ones are a press away, and so are the newest again', async () => {
  const { backend, press } = await atActivity({
    list_activity: ({ behind }) => (behind === null ? { entries: [first], next: '1234:5' } : { entries: others, next: null }),
  });
  await press('older-activity');
  expect(await screen.findByText('Flat 3 Porch was deleted')).toBeVisible();
  expect(backend.formsOf('list_activity').at(-1)).toEqual({ behind: '1234:5' });
  expect(screen.queryByTestId('older-activity')).toBeNull();
  await press('newest-activity');
  expect(await screen.findByText('The link was made')).toBeVisible();
});

test('exporting tells count and path', async () => {
  const { press } = await atActivity();
  await press('export-activity');
  expect(await screen.findByText(/812 entries saved as/)).toHaveTextContent('/home/ak/Documents/activity 2026-11-21.csv');
});
