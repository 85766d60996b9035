// The operator's own sign-in at AWS, in each of its ways, and another AWS account than
// last time.

import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { AwsSignInView, AwsSignInWayView } from '../backend/contract';
import { awsSignIn, confirmAccount, confirmElsewhere, live, lockedKeyring, MINUTE, waiting } from '../backend/samples';
import type { Script } from '../backend/scripted';

async function asked(way: AwsSignInWayView, part: Partial<AwsSignInView> = {}, script: Script = {}) {
  const shown = await showWindow(live({ awsSignIn: awsSignIn(way, part), waiting, waitingCount: waiting.length }), script);
  await screen.findByTestId('aws-sign-in');
  return shown;
}

const open: AwsSignInWayView = { kind: 'portalOpen', userCode: 'ABCD-EFGH', host: 'acme.awsapps.com', expiresAt: Date.now() + 9 * MINUTE };
const mfa = (part: Partial<Extract<AwsSignInWayView, { kind: 'mfaCode' }>> = {}): AwsSignInWayView => ({
  kind: 'mfaCode',
  device: 'arn:aws:iam::222233334444:mfa/anna',
  refused: false,
  checking: false,
  ...part,
});

/** What the table of before and after marks. */
const changed = () => [...screen.getByTestId('before-after').querySelectorAll('.lw-changed bdi')].map((each) => each.textContent);

test('a sign-in that ran out says that nothing is lost, and the work stays in sight', async () => {
  await asked({ kind: 'portal', command: 'aws sso login --profile acme-prod' }, { ranOut: true });
  expect(screen.getByRole('heading', { name: 'Your AWS sign-in has run out. Everything waits, nothing is lost.' })).toBeVisible();
  expect(screen.getByText('Miller Flat 3')).toBeVisible();
  expect(screen.getByText('aws sso login --profile acme-prod')).toBeVisible();
  expect(screen.getByTestId('band-sign-in-needed')).toBeVisible();
});

test('that a sign-in is needed is said aloud', async () => {
  const { show } = await showWindow(live());
  await show({ awsSignIn: awsSignIn({ kind: 'keyring' }) });
  expect(await screen.findByText('Sign in to AWS as ACME Prod', { ignore: 'h2, script, style' })).toBeInTheDocument();
});

test('the band leads to the panel', async () => {
  const { press } = await asked({ kind: 'portalOpening' });
  await press('band-sign-in-needed');
  expect(screen.getByTestId('aws-sign-in')).toHaveFocus();
});

test('the page of a portal is asked for, opened, and its address copied', async () => {
  const { backend, press, show } = await asked({ kind: 'portal', command: null });
  expect(screen.getByText('ACME Prod', { selector: 'h2 bdi' })).toBeVisible();
  await press('aws-sign-in-begin');
  expect(backend.formsOf('sign_in_to_aws')).toHaveLength(1);
  await show({ awsSignIn: awsSignIn({ kind: 'portalOpening' }) });
  expect(screen.getByText('Asking AWS for the sign-in page…')).toBeVisible();
  await show({ awsSignIn: awsSignIn(open) });
  expect(screen.getByTestId('user-code')).toHaveTextContent('ABCD-EFGH');
  expect(screen.getByTestId('host')).toHaveTextContent('acme.awsapps.com');
  expect(screen.getByText(/about 9 min left/)).toBeVisible();
  await press('open-aws-sign-in-page');
  await press('copy-aws-sign-in-address');
  await press('copy-user-code');
  expect(backend.formsOf('open_aws_sign_in_page')).toHaveLength(1);
  expect(backend.formsOf('copy_aws_sign_in_address')).toHaveLength(1);
  expect(backend.formsOf('copy_text')).toEqual([{ text: 'ABCD-EFGH' }]);
});

test('the QR code is asked for only when it is wanted', async () => {
  const { backend, press } = await asked(open);
  expect(backend.formsOf('show_aws_sign_in_qr_code')).toHaveLength(0);
  await press('aws-sign-in-qr');
  expect(await screen.findByTestId('qr-code')).toBeVisible();
  await press('aws-sign-in-qr');
  expect(screen.queryByTestId('qr-code')).toBeNull();
});

test('six typed digits go by themselves once and are forgotten; after a refusal Enter sends them', async () => {
  const { backend, show, typeInto, user } = await asked(mfa());
  const field = await screen.findByTestId('mfa-code');
  expect(field).toHaveFocus();
  expect(field).toHaveAttribute('inputmode', 'numeric');
  expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  await typeInto('mfa-code', '12 34x56');
  expect(backend.formsOf('give_mfa_code')).toEqual([{ code: '123456' }]);
  expect(field).toHaveValue('');
  await show({ awsSignIn: awsSignIn(mfa({ checking: true })) });
  expect(screen.getByTestId('mfa-code')).toBeDisabled();
  await show({ awsSignIn: awsSignIn(mfa({ refused: true })) });
  expect(screen.getByText(/Wait for the next one/)).toBeVisible();
  await typeInto('mfa-code', '654321');
  expect(backend.formsOf('give_mfa_code')).toHaveLength(1);
  await user.keyboard('{Enter}');
  expect(backend.formsOf('give_mfa_code')).toEqual([{ code: '123456' }, { code: '654321' }]);
  expect(screen.getByTestId('mfa-code')).toHaveValue('');
});

test('a code asked for in the middle of other work takes no focus', async () => {
  await asked(mfa(), { ranOut: true });
  expect(await screen.findByTestId('mfa-code')).not.toHaveFocus();
});

test('access keys are typed again for the AWS account they belong to', async () => {
  const { backend, press, typeInto } = await asked({ kind: 'accessKeys', savedAccountId: 'sa-keys' });
  expect(await button('use-these-keys')).toBeDisabled();
  await typeInto('access-key-id', 'AKIAEXAMPLE');
  await typeInto('secret-access-key', 'not-a-secret');
  await press('use-these-keys');
  expect(backend.formsOf('replace_access_keys')).toEqual([
    { savedAccountId: 'sa-keys', accessKeys: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not-a-secret', sessionToken: null } },
  ]);
  expect(screen.getByTestId('secret-access-key')).toHaveValue('');
});

test.each<[string, AwsSignInWayView]>([
  ['a locked keyring', { kind: 'keyring' }],
  ['a sign-in from outside', { kind: 'outside' }],
])('%s is asked again', async (_, way) => {
  const { backend, press } = await asked(way, { problem: lockedKeyring.problem });
  expect(screen.getByText('The keyring of this computer is locked')).toBeVisible();
  await press('aws-sign-in-again');
  expect(backend.formsOf('sign_in_to_aws')).toHaveLength(1);
});

test('a command for a terminal is copied', async () => {
  const { backend, press } = await asked({ kind: 'terminal', command: 'aws login --profile acme-prod' });
  await press('copy-sign-in-command');
  expect(backend.formsOf('copy_text')).toEqual([{ text: 'aws login --profile acme-prod' }]);
});

test('it may be left for now', async () => {
  const { backend, press, show } = await asked(open);
  await press('aws-sign-in-not-now');
  expect(backend.formsOf('cancel_aws_sign_in')).toHaveLength(1);
  await show({ awsSignIn: null });
  expect(screen.queryByTestId('aws-sign-in')).toBeNull();
});

test('another AWS account than last time is used after a word; the safe choice has the focus', async () => {
  const { backend, press } = await showWindow(live({ confirm: confirmAccount }));
  expect(await button('confirm-account')).toHaveTextContent('Work in 2222-3333-4444');
  const table = screen.getByTestId('before-after');
  expect(table).toHaveTextContent('1234-5678-9012');
  expect(table).toHaveTextContent('eu-west-1');
  expect(table).toHaveTextContent('Canada (Central) · ca-central-1');
  expect(changed()).toEqual(['2222-3333-4444', 'Canada (Central) · ca-central-1']);
  expect(screen.queryByTestId('calls-elsewhere')).toBeNull();
  await waitFor(async () => expect(await button('decline-account')).toHaveFocus());
  await press('confirm-account');
  expect(backend.formsOf('confirm_aws_account')).toHaveLength(1);
});

test('when the Region alone differs, that is what is said', async () => {
  await showWindow(live({ confirm: { ...confirmAccount, account: confirmAccount.beforeAccount } }));
  expect(await screen.findByRole('heading', { name: 'AWS says another Region than last time' })).toBeVisible();
});

test('calls that would go to another host are the worst of what differs, and the host is named', async () => {
  const { show } = await showWindow(live({ confirm: confirmElsewhere }));
  expect(await screen.findByRole('heading', { name: 'Calls would go to another host than AWS' })).toBeVisible();
  expect(screen.getByTestId('calls-elsewhere')).toHaveTextContent('mirror.example:8443');
  expect(changed()).toEqual(['mirror.example:8443']);
  expect(await button('confirm-account')).toHaveTextContent('Send calls to mirror.example:8443');
  await show({ confirm: { ...confirmElsewhere, account: '222233334444' } });
  expect(screen.getByRole('heading', { name: 'Calls would go to another host than AWS' })).toBeVisible();
  expect(changed()).toEqual(['mirror.example:8443', '2222-3333-4444']);
});

test('calls that go to AWS again are no alarm', async () => {
  await showWindow(live({ confirm: { ...confirmElsewhere, beforeEndpoint: 'mirror.example:8443', endpoint: null } }));
  expect(await screen.findByRole('heading', { name: 'Calls would go to AWS itself again' })).toBeVisible();
  expect(screen.queryByTestId('calls-elsewhere')).toBeNull();
  expect(changed()).toEqual(['AWS']);
});

test('the role of last time stands beside the one of this time', async () => {
  const { show } = await showWindow(live({ confirm: { ...confirmAccount, beforeWho: 'Support/ak' } }));
  expect(await screen.findByText('Support/ak')).toBeVisible();
  expect(changed()).toContain('Installer/ak');
  await show({ confirm: { ...confirmAccount, beforeWho: null } });
  expect(screen.getByText('not known')).toBeVisible();
  expect(changed()).not.toContain('Installer/ak');
});

test('Escape is no consent', async () => {
  const { backend } = await showWindow(live({ confirm: confirmAccount }));
  await waitFor(async () => expect(await button('decline-account')).toHaveFocus());
  fireEvent.keyDown(await button('decline-account'), { key: 'Escape', keyCode: 27 });
  expect(backend.formsOf('confirm_aws_account')).toHaveLength(0);
  expect(backend.formsOf('decline_aws_account')).toHaveLength(1);
});
