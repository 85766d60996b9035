// AWS accounts: who one is, what is kept and found, used, edited and removed, and what
// is wrong.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { DeskView } from '../backend/contract';
import { awsAccounts, desk, expiredSignIn, HOUR, live, liveAccount, lockedKeyring, markedAccounts, MINUTE } from '../backend/samples';
import { Refusal, type Script } from '../backend/scripted';

async function atAccounts(view: DeskView = live(), script: Script = {}) {
  const shown = await showWindow(view, script);
  await shown.user.click(screen.getByText('AWS accounts'));
  await screen.findByText('Environment variables');
  return shown;
}

const rowOf = (name: string) => screen.getByRole('row', { name: new RegExp(name) });

test('every profile is offered by name with how it signs in', async () => {
  await atAccounts();
  expect(within(rowOf('acme-dev')).getByText('IAM Identity Center')).toBeVisible();
  expect(within(rowOf('acme-test')).getByText('Takes on a role')).toBeVisible();
});

test('who AWS says the person is stands on top, with the end of the sign-in', async () => {
  const inADay = Date.now() + 24 * HOUR;
  const { show } = await atAccounts(live({ account: { ...liveAccount, signedInUntil: Date.now() + 1 * MINUTE } }));
  const box = within(screen.getByTestId('who-i-am'));
  expect(box.getByText('123456789012')).toBeVisible();
  expect(box.getByText('Installer/ak')).toBeVisible();
  expect(box.getByTestId('signed-in-until')).toHaveTextContent(/^AWS sign-in good until \d\d:\d\d$/);
  await show({ account: { ...liveAccount, signedInUntil: inADay } });
  expect(box.getByTestId('signed-in-until')).toHaveTextContent(/good until \d+ \w+, \d\d:\d\d$/);
  await show({ account: { ...liveAccount, signedInUntil: Date.now() - MINUTE } });
  expect(box.getByTestId('signed-in-until')).toHaveTextContent('The AWS sign-in is over');
});

test('keys of the environment that a profile goes before are told', async () => {
  const { show } = await atAccounts();
  expect(screen.queryByText(/The environment has access keys too/)).toBeNull();
  await show({ account: { ...liveAccount, ignoresEnvironmentKeys: true } });
  expect(screen.getByText(/The environment has access keys too/)).toBeVisible();
});

test('a profile without a Region is used after one was chosen', async () => {
  const { backend, press, user } = await atAccounts();
  expect(await button('use-acme-test')).toBeDisabled();
  expect(screen.getByText('Choose a Region first.')).toBeVisible();
  await user.click(screen.getByLabelText(/Region for acme-test/));
  await user.click(await screen.findByText('ca-central-1'));
  await press('use-acme-test');
  expect(backend.formsOf('use_aws_account')).toEqual([
    { source: { kind: 'profile', name: 'acme-test' }, region: 'ca-central-1' },
  ]);
});

test('an expired sign-in shows the command, copyable, and Check again', async () => {
  const { backend, press, user } = await atAccounts(desk({ account: null, practice: null, accountProblem: expiredSignIn }));
  expect(screen.getByText('aws sso login --profile acme-prod')).toBeVisible();
  await user.click(screen.getAllByText('Copy')[0] as HTMLElement);
  expect(backend.formsOf('copy_text')).toEqual([{ text: 'aws sso login --profile acme-prod' }]);
  await press('problem-action');
  expect(backend.formsOf('check_aws_account')).toHaveLength(1);
});

test('a sign-in that was refused goes away once it works', async () => {
  const { press, show } = await atAccounts(live(), {
    use_aws_account: () => {
      throw new Refusal(expiredSignIn);
    },
  });
  await press('use-environment');
  await show({ accountProblem: expiredSignIn });
  expect(screen.getAllByText('Your AWS sign-in is needed')).toHaveLength(1);
  await show({ accountProblem: null });
  await press('problem-action');
  expect(screen.queryByText('Your AWS sign-in is needed')).toBeNull();
});

test('a problem whose way on is the sign-in begins it', async () => {
  const { backend, press } = await atAccounts(live({ accountProblem: { ...expiredSignIn, action: { kind: 'signIn' } } }));
  expect(await button('problem-action')).toHaveTextContent('Sign in to AWS');
  await press('problem-action');
  expect(backend.formsOf('sign_in_to_aws')).toHaveLength(1);
});

test('a problem whose way on is the test begins it and shows it', async () => {
  const { backend, press } = await atAccounts(live({ connectionTestRevision: 1, accountProblem: { ...expiredSignIn, action: { kind: 'testConnection' } } }));
  await press('problem-action');
  expect(backend.formsOf('test_connection')).toEqual([{ savedAccountId: null }]);
  expect(await screen.findByText('The way to AWS')).toBeVisible();
});

test('practice is offered as what it is', async () => {
  const { backend, press } = await atAccounts();
  await press('use-practice');
  expect(backend.formsOf('use_aws_account')).toEqual([{ source: { kind: 'practice' }, region: null }]);
});

test('an AWS account is marked as production', async () => {
  const { backend, show, user } = await atAccounts();
  const production = screen.getByTestId('production');
  expect(production).not.toBeChecked();
  await user.click(production);
  expect(backend.formsOf('set_production')).toEqual([{ production: true }]);
  await show({ account: { ...liveAccount, production: true } });
  expect(screen.getByTestId('production')).toBeChecked();
});

test('every mark of a kept AWS account is a word', async () => {
  await atAccounts(live(), { list_aws_accounts: () => awsAccounts({ accounts: markedAccounts }) });
  expect(within(rowOf('^ACME Prod')).getByText('Production')).toBeVisible();
  expect(within(rowOf('^ACME Prod')).getByText('Starts with this')).toBeVisible();
  expect(within(rowOf('^ACME Support')).getByText('Read-only')).toBeVisible();
  expect(within(rowOf('^ACME Support')).getByText('From the team file')).toBeVisible();
  expect(within(rowOf('^Old sandbox')).getByText('not in the AWS config files any more')).toBeVisible();
  expect(within(rowOf('^Gamma')).getByText('Keys in memory only')).toBeVisible();
  expect(within(rowOf('^Gamma')).getByText('keys …M3PL')).toBeVisible();
});

test('a kept AWS account is used by its row, keys and roles by their own id', async () => {
  const { backend, press } = await atAccounts();
  expect(screen.queryByTestId('use-acme-prod')).toBeNull();
  await press('use-sa-keys');
  expect(backend.formsOf('use_saved_account')).toEqual([{ savedAccountId: 'sa-keys' }]);
});

test('the list is asked for again when it has changed', async () => {
  const { backend, show } = await atAccounts();
  const before = backend.formsOf('list_aws_accounts').length;
  await show({ awsAccountsRevision: 2 });
  await waitFor(() => expect(backend.formsOf('list_aws_accounts')).toHaveLength(before + 1));
});

test('an AWS account is edited: name, colour, marks, start', async () => {
  const { backend, press, user } = await atAccounts();
  await press('account-more-sa-keys');
  await press('edit-account');
  const name = await screen.findByTestId('account-name');
  await user.clear(name);
  await user.type(name, 'Beta');
  await user.click(screen.getByTestId('colour-orange'));
  await user.click(screen.getByTestId('account-read-only'));
  await user.click(screen.getByTestId('account-start'));
  await press('save-account');
  expect(backend.formsOf('edit_aws_account')).toEqual([
    { savedAccountId: 'sa-keys', name: 'Beta', colour: 'orange', region: 'ca-central-1', production: false, readOnly: true, start: true },
  ]);
  await waitFor(() => expect(screen.queryByTestId('save-account')).toBeNull());
});

test('an AWS account without a name is not saved, and why', async () => {
  const { press, user } = await atAccounts();
  await press('edit-in-use');
  await user.clear(await screen.findByTestId('account-name'));
  expect(await button('save-account')).toBeDisabled();
  expect(screen.getByText('Give it a name first.')).toBeVisible();
});

test('what the team file sets cannot be edited, and why; the Region can', async () => {
  const { press } = await atAccounts();
  await press('account-more-sa-team');
  await press('edit-account');
  expect(await screen.findByTestId('account-name')).toBeDisabled();
  expect(screen.getByTestId('account-production')).toBeDisabled();
  expect(screen.getByText('Name, colour and marks are set by your team file.')).toBeVisible();
  expect(await button('account-region')).toBeEnabled();
});

test('an AWS account is removed after a question that says what stays', async () => {
  const { backend, press } = await atAccounts();
  await press('account-more-sa-keys');
  await press('remove-account');
  expect(screen.getByText(/Nothing changes at AWS\./, { selector: 'p' })).toBeVisible();
  await press('confirm-remove-account');
  expect(backend.formsOf('remove_aws_account')).toEqual([{ savedAccountId: 'sa-keys' }]);
});

test('new keys are typed hidden, sent once, and not kept in the window', async () => {
  const { backend, press, typeInto } = await atAccounts(live(), {
    keyring: () => lockedKeyring,
    replace_access_keys: () => {
      throw new Refusal(expiredSignIn);
    },
  });
  await press('account-more-sa-keys');
  await press('replace-keys');
  expect(await screen.findByText('The keyring of this computer is locked')).toBeVisible();
  expect(screen.getByText(/kept in memory only/)).toBeVisible();
  expect(await button('confirm-replace-keys')).toBeDisabled();
  const secret = await screen.findByTestId('secret-access-key');
  expect(secret).toHaveAttribute('type', 'password');
  expect(secret).toHaveAttribute('autocomplete', 'off');
  await typeInto('access-key-id', 'AKIAEXAMPLE');
  await typeInto('secret-access-key', ' not-a-secret ');
  await press('confirm-replace-keys');
  expect(backend.formsOf('replace_access_keys')).toEqual([
    { savedAccountId: 'sa-keys', accessKeys: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not-a-secret', sessionToken: null } },
  ]);
  expect(screen.getByTestId('access-key-id')).toHaveValue('');
  expect(screen.getByTestId('secret-access-key')).toHaveValue('');
  expect(await screen.findByText('Your AWS sign-in is needed')).toBeVisible();
});
