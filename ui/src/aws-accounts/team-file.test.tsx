// The team file: read at start, saved, taken after a look at what it would change.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { showWindow } from '../../test-window';
import { awsAccounts, damagedTeamFile, live } from '../backend/samples';
import { Refusal, type Script } from '../backend/scripted';

async function atTeamFile(script: Script = {}) {
  const shown = await showWindow(live(), script);
  await shown.user.click(screen.getByText('AWS accounts'));
  await screen.findByTestId('team-file');
  return {
    ...shown,
    choose: async (text: string) => {
      const file = new File([text], 'team.json', { type: 'application/json' });
      // What jsdom lacks.
      await shown.user.upload(screen.getByTestId('team-file-input'), Object.assign(file, { text: async () => text }));
    },
  };
}

test('the team file read at start is named, and a damaged one with its line', async () => {
  await atTeamFile({
    list_aws_accounts: () => awsAccounts({ teamFile: { path: '/etc/linkwright/team.json', accounts: 0, problem: damagedTeamFile } }),
  });
  expect(screen.getByText('/etc/linkwright/team.json')).toBeVisible();
  expect(screen.getByText(/Line 12/)).toBeVisible();
});

test('a saved team file is named by its path', async () => {
  const { press } = await atTeamFile();
  await press('save-team-file');
  expect(await screen.findByText('/home/ak/Documents/linkwright team 2026-11-21.json')).toBeVisible();
});

test('a file is taken after it was shown what it would change', async () => {
  const { backend, choose, press } = await atTeamFile();
  await choose('{"accounts":[]}');
  expect(await screen.findByText('ACME Staging')).toBeVisible();
  expect(screen.getByText('Name pattern: {job}-{customer}')).toBeVisible();
  expect(backend.formsOf('check_team_file')).toEqual([{ text: '{"accounts":[]}' }]);
  expect(backend.formsOf('import_team_file')).toEqual([]);
  await press('confirm-team-file');
  expect(backend.formsOf('import_team_file')).toEqual([{ text: '{"accounts":[]}' }]);
  await waitFor(() => expect(screen.queryByTestId('team-file-check')).toBeNull());
  expect(screen.getByText('Taken.')).toBeVisible();
});

test('what becomes of an account that is kept here is said line by line', async () => {
  const { choose } = await atTeamFile();
  await choose('{}');
  const check = await screen.findByTestId('team-file-check');
  for (const line of ['ACME Support', 'AWS account 123456789012 → 444455556666', 'Is no longer production', 'Another colour']) {
    expect(within(check).getByText(line)).toBeVisible();
  }
});

test('accounts of the team file read at start are named as left, and nothing is to be taken for them', async () => {
  const { choose } = await atTeamFile({
    check_team_file: () => ({ added: [], changed: [], left: ['ACME Prod'], unchanged: 0, settings: [] }),
  });
  await choose('{}');
  const check = await screen.findByTestId('team-file-check');
  expect(within(check).getByText('ACME Prod')).toBeVisible();
  expect(within(check).getByText('It would change nothing here.')).toBeVisible();
  expect(screen.queryByTestId('confirm-team-file')).toBeNull();
});

test('a damaged file is refused with its line and takes nothing', async () => {
  const { backend, choose } = await atTeamFile({
    check_team_file: () => {
      throw new Refusal(damagedTeamFile);
    },
  });
  await choose('{');
  expect(await screen.findByText(/Line 12/)).toBeVisible();
  expect(screen.queryByTestId('confirm-team-file')).toBeNull();
  expect(backend.formsOf('import_team_file')).toEqual([]);
});

test('a file that was looked at can be left', async () => {
  const { backend, choose, press } = await atTeamFile();
  await choose('{}');
  await press('leave-team-file');
  expect(screen.queryByTestId('team-file-check')).toBeNull();
  expect(backend.formsOf('import_team_file')).toEqual([]);
});
