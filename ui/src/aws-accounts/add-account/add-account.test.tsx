// Adding an AWS account in each of the four ways.

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../../test-window';
import type { DeskView } from '../../backend/contract';
import { awsAccounts, awsSignIn, expiredSignIn, live, lockedKeyring, MINUTE, offers } from '../../backend/samples';
import { Refusal, type Script } from '../../backend/scripted';

async function adding(script: Script = {}, view: DeskView = live()) {
  const shown = await showWindow(view, script);
  await shown.user.click(screen.getByText('AWS accounts'));
  await shown.press('add-aws-account');
  await screen.findByText('How does it sign in?');
  const pick = async (testId: string, option: string) => {
    await shown.press(testId);
    await shown.user.click(await screen.findByRole('option', { name: new RegExp(option) }));
  };
  return { ...shown, pick };
}

const open = awsSignIn({ kind: 'portalOpen', userCode: 'ABCD-EFGH', host: 'acme.awsapps.com', expiresAt: Date.now() + 9 * MINUTE });

test('a profile is added under its own name, with a colour nobody has yet', async () => {
  const { backend, pick, press } = await adding();
  expect(await button('add-and-use')).toBeDisabled();
  expect(screen.getByText('Choose a profile first.')).toBeVisible();
  await pick('choose-profile', 'acme-dev');
  expect(screen.getByTestId('account-name')).toHaveValue('acme-dev');
  await press('add-and-use');
  expect(backend.formsOf('add_aws_account')).toEqual([
    { name: 'acme-dev', colour: 'blue', source: { kind: 'profile', name: 'acme-dev' }, accessKeys: null, region: null, production: false, readOnly: false },
  ]);
  expect(await screen.findByText('Found on this computer')).toBeVisible();
});

test('a profile without a Region needs one', async () => {
  const { pick } = await adding();
  await pick('choose-profile', 'acme-test');
  expect(screen.getByText('Choose a Region first.')).toBeVisible();
  await pick('account-region', 'Canada');
  expect(await button('add-and-use')).toBeEnabled();
});

test('keys are typed with the role they take on, and forgotten as soon as they are sent', async () => {
  const { backend, pick, press, typeInto, user } = await adding({
    add_aws_account: () => {
      throw new Refusal(expiredSignIn);
    },
  });
  await user.click(screen.getByTestId('way-keys'));
  expect(await screen.findByText(/Kept in the keyring of this computer \(Secret Service\)/)).toBeVisible();
  expect(screen.getByText('Type the access key ID and the secret access key first.')).toBeVisible();
  expect(screen.getByTestId('session-token')).toHaveAttribute('type', 'password');
  await typeInto('access-key-id', 'ASIAEXAMPLE');
  await typeInto('secret-access-key', 'not-a-secret');
  await typeInto('session-token', 'not-a-token');
  await press('role-and-mfa');
  await typeInto('mfa-device', 'arn:aws:iam::222233334444:mfa/anna');
  await typeInto('account-name', 'Beta');
  await pick('account-region', 'Canada');
  await press('add-and-use');
  expect(backend.formsOf('add_aws_account')).toEqual([
    {
      name: 'Beta',
      colour: 'blue',
      source: { kind: 'keys', keysId: '', mfaSerial: 'arn:aws:iam::222233334444:mfa/anna', roleArn: null, externalId: null },
      accessKeys: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'not-a-secret', sessionToken: 'not-a-token' },
      region: 'ca-central-1',
      production: false,
      readOnly: false,
    },
  ]);
  // Refused; what is secret has to be typed again, the rest stays.
  expect(await screen.findByText('Your AWS sign-in is needed')).toBeVisible();
  for (const secret of ['access-key-id', 'secret-access-key', 'session-token']) expect(screen.getByTestId(secret)).toHaveValue('');
  expect(screen.getByTestId('mfa-device')).toHaveValue('arn:aws:iam::222233334444:mfa/anna');
});

test('keys that were typed do not outlive their way', async () => {
  const { typeInto, user } = await adding();
  await user.click(screen.getByTestId('way-keys'));
  await typeInto('secret-access-key', 'not-a-secret');
  await user.click(screen.getByTestId('way-profile'));
  await user.click(screen.getByTestId('way-keys'));
  expect(await screen.findByTestId('secret-access-key')).toHaveValue('');
});

test('without a keyring the page says that keys stay in memory, and why', async () => {
  const { user } = await adding({ keyring: () => lockedKeyring });
  await user.click(screen.getByTestId('way-keys'));
  expect(await screen.findByText('The keyring of this computer is locked')).toBeVisible();
  expect(screen.getByText(/kept in memory only/)).toBeVisible();
});

test('a role is chosen from what the portal lists after the sign-in there', async () => {
  const { backend, pick, press, show, user } = await adding();
  await user.click(screen.getByTestId('way-identity-center'));
  expect(screen.getByText('Sign in at the portal first.')).toBeVisible();
  await press('sign-in-to-portal');
  const portal = { startUrl: 'https://acme.awsapps.com/start', portalRegion: 'eu-west-1' };
  expect(backend.formsOf('sign_in_to_portal')).toEqual([portal]);
  await show({ awsSignIn: open });
  expect(screen.getByText(/see the top of this page/)).toBeVisible();
  expect(screen.getByTestId('user-code')).toHaveTextContent('ABCD-EFGH');
  await show({ awsSignIn: null });
  await pick('choose-portal-account', 'ACME Staging');
  // The only role is taken by itself.
  await waitFor(async () => expect(await button('choose-role')).toHaveTextContent('Installer'));
  expect(screen.getByTestId('account-name')).toHaveValue('ACME Staging');
  await pick('account-region', 'Ireland');
  await press('add-and-use');
  expect(backend.formsOf('add_aws_account').map(({ source }) => source)).toEqual([
    { kind: 'identityCenter', ...portal, account: '210987654321', roleName: 'Installer' },
  ]);
});

test('another portal is typed', async () => {
  const { backend, press, typeInto, user } = await adding({ list_aws_accounts: () => awsAccounts({ portals: [] }) });
  await user.click(screen.getByTestId('way-identity-center'));
  expect(await button('sign-in-to-portal')).toBeDisabled();
  await typeInto('start-url', ' https://beta.awsapps.com/start');
  await typeInto('portal-region', 'us-east-1');
  await press('sign-in-to-portal');
  expect(backend.formsOf('sign_in_to_portal')).toEqual([{ startUrl: 'https://beta.awsapps.com/start', portalRegion: 'us-east-1' }]);
});

test('a sign-in at the portal that is over is begun again from here', async () => {
  const { backend, press, user } = await adding({
    list_portal_accounts: () => {
      throw new Refusal({ ...expiredSignIn, action: { kind: 'signIn' } });
    },
  });
  await user.click(screen.getByTestId('way-identity-center'));
  await press('sign-in-to-portal');
  await press('problem-action');
  expect(backend.formsOf('sign_in_to_portal')).toHaveLength(2);
  expect(backend.formsOf('sign_in_to_aws')).toHaveLength(0);
});

test('without keys in the environment they cannot be added, and why', async () => {
  const { user } = await adding({ list_aws_accounts: () => awsAccounts({ offers: offers.filter(({ source }) => source.kind !== 'environment') }) });
  await user.click(screen.getByTestId('way-environment'));
  expect(await button('add-and-use')).toBeDisabled();
  expect(screen.getByText('The environment has no keys to add.')).toBeVisible();
});

test('the keys of the environment are added', async () => {
  const { backend, press, user } = await adding();
  await user.click(screen.getByTestId('way-environment'));
  await press('add-and-use');
  expect(backend.formsOf('add_aws_account').map(({ source, name, accessKeys }) => ({ source, name, accessKeys }))).toEqual([
    { source: { kind: 'environment' }, name: 'Environment variables', accessKeys: null },
  ]);
});
