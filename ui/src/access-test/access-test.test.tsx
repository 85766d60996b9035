// The test of the way to AWS, the permissions, and the policy.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import { connectionTest, expiredSignIn, interceptedSteps, live } from '../backend/samples';
import type { Script } from '../backend/scripted';

async function tested(script: Script = {}, connectionTestRevision = 1) {
  const shown = await showWindow(live({ connectionTestRevision }), script);
  await shown.user.click(screen.getByText('AWS accounts'));
  await shown.press('test-in-use');
  await screen.findByText('A policy for your cloud team');
  return shown;
}

test('a test of the AWS account in use is begun, and its steps stand by host', async () => {
  const { backend } = await tested();
  expect(backend.formsOf('test_connection')).toEqual([{ savedAccountId: 'sa-prod' }]);
  expect(await screen.findByRole('heading', { name: 'sts.eu-west-1.amazonaws.com' })).toBeVisible();
  expect(screen.getAllByText(/Signed by Amazon RSA 2048 M02/)).toHaveLength(2);
  expect(screen.getByTestId('step-region')).toHaveTextContent('Good · They answer in Europe (Ireland)');
});

test('a kept AWS account is tested from its row', async () => {
  const { backend, press, user } = await showWindow(live());
  await user.click(screen.getByText('AWS accounts'));
  await press('account-more-sa-keys');
  await press('test-account');
  expect(backend.formsOf('test_connection')).toEqual([{ savedAccountId: 'sa-keys' }]);
});

test('before the first test nothing is asked for; each revision is', async () => {
  const { backend, show } = await tested({}, 0);
  expect(backend.formsOf('connection_test')).toHaveLength(0);
  expect(screen.getByText('Nothing was tested yet.')).toBeVisible();
  await show({ connectionTestRevision: 1 });
  await screen.findByText('The way to AWS');
  await show({ connectionTestRevision: 2 });
  await waitFor(() => expect(backend.formsOf('connection_test')).toHaveLength(2));
});

test('a step that failed has its problem beside it, and the rest is not reached', async () => {
  await tested({ connection_test: () => connectionTest({ running: true, steps: interceptedSteps, permissions: [], secretNote: null }) });
  const [certificate] = await screen.findAllByTestId('step-certificate');
  expect(certificate).toHaveTextContent('Failed · Signed by ACME Inspection CA');
  expect(within(certificate as HTMLElement).getByText('The certificate is not trusted')).toBeVisible();
  expect(screen.getByTestId('step-identity')).toHaveTextContent('Not reached');
  expect(await button('test-again')).toBeDisabled();
  expect(screen.getByText('Asked for as soon as AWS has said who you are.')).toBeVisible();
});

test('the ways on of a step concern the AWS account that was tested', async () => {
  const failed = (kind: 'signIn' | 'testConnection', savedAccountId: string) => () =>
    connectionTest({ savedAccountId, name: 'Beta Homes', steps: [{ step: 'identity', host: null, outcome: 'failed', text: '', problem: { ...expiredSignIn, action: { kind } } }] });
  const { backend, press, show } = await tested({ connection_test: failed('signIn', 'sa-keys') });
  await press('problem-action');
  expect(backend.formsOf('use_saved_account')).toEqual([{ savedAccountId: 'sa-keys' }]);
  expect(backend.formsOf('sign_in_to_aws')).toEqual([]);
  backend.script.connection_test = failed('testConnection', 'sa-keys');
  await show({ connectionTestRevision: 2 });
  await press('problem-action');
  expect(backend.formsOf('test_connection').at(-1)).toEqual({ savedAccountId: 'sa-keys' });
  backend.script.connection_test = failed('signIn', 'sa-prod');
  await show({ connectionTestRevision: 3 });
  await press('problem-action');
  expect(backend.formsOf('sign_in_to_aws')).toHaveLength(1);
  expect(backend.formsOf('use_saved_account')).toHaveLength(1);
});

test('reads and changes stand apart; what is refused is copied by its name', async () => {
  const { backend, press } = await tested();
  const reads = within(await screen.findByRole('table', { name: 'Reads' }));
  const changes = within(screen.getByRole('table', { name: 'Changes' }));
  expect(reads.getByTestId('permission-secretsmanager:GetSecretValue')).toHaveTextContent('Refused');
  expect(changes.getByTestId('permission-iotmanagedintegrations:CreateAccountAssociation')).toHaveTextContent(/^Allowed, seen \d+ \w+$/);
  expect(changes.getByTestId('permission-iotmanagedintegrations:RegisterAccountAssociation')).toHaveTextContent('Not tried yet');
  expect(screen.getByTestId('secret-note')).toHaveTextContent('secretsmanager:GetSecretValue');
  await press('ask-for-secretsmanager:GetSecretValue');
  expect(backend.formsOf('copy_text')[0]?.text).toContain('Please allow secretsmanager:GetSecretValue');
  expect(backend.formsOf('copy_text')[0]?.text).toContain('123456789012');
});

test('of another AWS account than the one in use the request has the name', async () => {
  const { backend, press } = await tested({ connection_test: () => connectionTest({ savedAccountId: 'sa-keys', name: 'Beta Homes' }) });
  await press('ask-for-secretsmanager:GetSecretValue');
  expect(backend.formsOf('copy_text')[0]?.text).toContain('in AWS account Beta Homes.');
});

test('a policy of each size is shown and copied', async () => {
  const { backend, press, user } = await tested();
  expect(await screen.findByTestId('policy-text')).toHaveTextContent('RegisterAccountAssociation');
  await user.click(screen.getByTestId('policy-readOnlySupport'));
  await waitFor(() => expect(screen.getByTestId('policy-text')).not.toHaveTextContent('RegisterAccountAssociation'));
  expect(screen.getByText('The secrets can be narrowed to those of your device clouds.')).toBeVisible();
  await press('copy-policy');
  expect(backend.formsOf('copy_text')[0]?.text).toBe(screen.getByTestId('policy-text').textContent);
});
