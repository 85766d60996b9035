// The second stop in each of its states.

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import { desk, HOUR, journey, live, MINUTE, problem, qrRows, SECOND, settings, signIn, unsafeAddress } from '../backend/samples';
import type { Script } from '../backend/scripted';
import { escalation } from '../words/sign-in';

async function atSignIn(part: Parameters<typeof signIn>[0] = {}, of: Parameters<typeof journey>[1] = {}, rest = {}, script: Script = {}) {
  const shown = await showWindow(desk({ open: journey(signIn(part), of), ...rest }), script);
  await screen.findByTestId('stop-sign-in');
  return shown;
}

test('who the page belongs to is shown, and what the customer will see', async () => {
  await atSignIn();
  expect(await screen.findByTestId('host')).toHaveTextContent('login.brightwell.example');
  expect(screen.getByText('Allow access')).toBeVisible();
  expect(screen.getByText('A page that says finished: close it')).toBeVisible();
});

test('the last page may stay blank, and that is said', async () => {
  await atSignIn({ blankEnding: true });
  expect(await screen.findByText(/The last page may stay blank/)).toBeVisible();
});

test('a private window comes first where one can be offered', async () => {
  const { backend, press } = await atSignIn();
  expect(await button('open-sign-in-page')).toHaveTextContent('Open in a private Firefox window');
  await press('open-sign-in-page');
  await press('open-usual');
  expect(backend.formsOf('open_sign_in_page').map((form) => form.privateWindow)).toEqual([true, false]);
});

test('without a private window there is one button', async () => {
  const { backend, press } = await atSignIn({}, {}, { privateBrowser: null });
  expect(await button('open-sign-in-page')).toHaveTextContent('Open sign-in page');
  expect(screen.queryByTestId('open-usual')).toBeNull();
  await press('open-sign-in-page');
  expect(backend.formsOf('open_sign_in_page')[0]?.privateWindow).toBe(false);
});

test('the usual browser comes first when it is set so', async () => {
  await atSignIn({}, {}, { settings: { ...settings, privateWindowFirst: false } });
  expect(await button('open-sign-in-page')).toHaveTextContent('Open sign-in page');
  expect(await button('open-private')).toHaveTextContent('Firefox');
});

test('other ways to the page are always there', async () => {
  const { backend, press } = await atSignIn();
  expect(await screen.findByTestId('no-page-in-sight')).toHaveAttribute('data-highlighted', 'false');
  await press('copy-address');
  expect(backend.formsOf('copy_sign_in_address')).toEqual([{ journeyId: 'j-1' }]);
  await press('qr-instead');
  expect(await screen.findByTestId('qr-code')).toBeVisible();
});

test('the QR code is black on white with a border of four modules, and handed over once', async () => {
  const { backend, press } = await atSignIn();
  await press('tab-give');
  const code = await screen.findByTestId('qr-code');
  const modules = qrRows.length + 8;
  expect(code).toHaveAttribute('viewBox', `0 0 ${modules} ${modules}`);
  expect(code.querySelector('rect')).toHaveAttribute('fill', '#ffffff');
  expect(code.querySelector('path')?.getAttribute('d')?.startsWith('M4 4h7v1h-7z')).toBe(true);
  expect(Number(code.getAttribute('width')) / modules).toBeGreaterThanOrEqual(4);
  expect(code).toHaveAccessibleName('QR code of the sign-in page at login.brightwell.example');
  await waitFor(() => expect(backend.formsOf('hand_over')).toEqual([{ journeyId: 'j-1' }]));
});

test('a message sent days ago is not handed over anew by looking at it', async () => {
  const { backend } = await atSignIn({ channel: 'message', handedOverAt: Date.now() - HOUR });
  await screen.findByTestId('qr-code');
  expect(backend.formsOf('hand_over')).toEqual([]);
});

test('the message is copied as it was edited', async () => {
  const { backend, press, user } = await atSignIn({ channel: 'qrCode' });
  const message = await screen.findByTestId('message');
  await waitFor(() => expect((message as HTMLTextAreaElement).value).toContain('[sign-in address]'));
  await user.type(message, ' Thank you.');
  await press('copy-message');
  expect(backend.formsOf('copy_message')[0]?.text).toMatch(/0100 Thank you\.$/);
  expect(await screen.findByText('Copied')).toBeVisible();
});

test('the address is shown when asked for and gone when the stop is left', async () => {
  const { press, user } = await atSignIn({ channel: 'qrCode' });
  expect(screen.queryByTestId('address')).toBeNull();
  await press('show-address');
  expect(await screen.findByTestId('address')).toHaveTextContent('https://login.brightwell.example/authorize');
  await user.click(screen.getByText('Here on this computer'));
  await user.click(screen.getByText('Give it to the customer'));
  expect(screen.queryByTestId('address')).toBeNull();
});

test('in practice the phone is this computer', async () => {
  const { backend, press } = await atSignIn({ channel: 'qrCode' });
  await press('open-as-customer');
  expect(backend.formsOf('open_sign_in_page')).toEqual([{ journeyId: 'j-1', privateWindow: false }]);
});

test('in AWS nobody opens the page as the customer', async () => {
  await showWindow(live({ open: journey(signIn({ channel: 'qrCode' })) }));
  await screen.findByTestId('qr-code');
  expect(screen.queryByTestId('open-as-customer')).toBeNull();
});

test('the facts tell when it began and was last checked, and Check now asks', async () => {
  const { backend, press } = await atSignIn();
  expect(screen.getByText(/Started 2 min ago/)).toHaveTextContent(/checked \d s ago/);
  await press('check-now');
  expect(backend.formsOf('get_account_association')).toEqual([
    { accountAssociationId: 'aa-0123456789abcdef0123456789abcdef' },
  ]);
});

test('a look that failed is told and the page stays usable', async () => {
  await atSignIn({ problem: problem() });
  expect(screen.getByText('AWS could not look at the link just now')).toBeVisible();
  expect(await button('open-sign-in-page')).toBeEnabled();
});

test('time alone changes wording and never says failed', () => {
  for (const channel of ['here', 'qrCode', 'message'] as const) {
    expect(escalation(channel, 2 * MINUTE)).toBeNull();
    for (const waited of [MINUTE, 5 * MINUTE, HOUR, 30 * HOUR, 100 * HOUR]) {
      expect(escalation(channel, waited) ?? '').not.toMatch(/fail|did not work/i);
    }
  }
  expect(escalation('here', 3 * MINUTE)).toMatch(/Still waiting/);
  expect(escalation('qrCode', 3 * MINUTE)).toBeNull();
  expect(escalation('message', 5 * HOUR)).toMatch(/Still waiting/);
});

test('a failed sign-in says what happened and starts again with one press', async () => {
  const { backend, press } = await atSignIn({ state: 'failed', errorMessage: 'access_denied' });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('The sign-in did not work');
  expect(screen.getByText(/No device was made/)).toBeVisible();
  expect(screen.getByText('access_denied')).toBeInTheDocument();
  await press('start-again');
  expect(backend.formsOf('start_again')).toEqual([{ journeyId: 'j-1' }]);
});

test('a link that needs a new sign-in is replaced only after a question', async () => {
  const { backend, press } = await atSignIn({ state: 'needsNewSignIn' });
  await press('start-again');
  expect(backend.formsOf('start_again')).toEqual([]);
  await press('confirm-start-again');
  expect(backend.formsOf('start_again')).toHaveLength(1);
});

test.each([
  ['gone', 'This link is gone'],
  ['unknown', 'AWS reports an unknown state'],
  ['beingRemoved', 'This link is being removed'],
] as const)('a link that is %s is told in words', async (state, title) => {
  await atSignIn({ state });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(title);
  expect(screen.queryByTestId('open-sign-in-page')).toBeNull();
});

test('a page on another host than before is not offered until somebody says that it is right', async () => {
  const { backend, press } = await atSignIn({ host: 'login.brightvvell.example', hostBefore: 'login.brightwell.example' });
  expect(await screen.findByTestId('host-changed')).toHaveTextContent('login.brightwell.example');
  expect(screen.getByTestId('host')).toHaveTextContent('login.brightvvell.example');
  expect(screen.queryByTestId('open-sign-in-page')).toBeNull();
  expect(screen.queryByTestId('tab-give')).toBeNull();
  await press('trust-host');
  await waitFor(() => expect(backend.formsOf('trust_sign_in_host')).toEqual([{ journeyId: 'j-1', host: 'login.brightvvell.example' }]));
});

test('an unsafe address is never offered and leads to removal', async () => {
  const { backend, press } = await atSignIn({ host: null, problem: unsafeAddress });
  expect(screen.queryByTestId('open-sign-in-page')).toBeNull();
  expect(screen.queryByTestId('tab-give')).toBeNull();
  await press('problem-action');
  await press('confirm-remove');
  expect(backend.formsOf('remove_link')).toEqual([{ journeyId: 'j-1' }]);
});

test('with a company credential nobody has to sign in', async () => {
  await atSignIn({ host: null }, { access: { kind: 'companyCredential', authMaterialName: 'aria-company' } });
  expect(screen.getByText('Nobody has to sign in')).toBeVisible();
  expect(screen.queryByTestId('tab-give')).toBeNull();
});

test('removing asks first', async () => {
  const { backend, press } = await atSignIn();
  await press('remove-link');
  expect(backend.formsOf('remove_link')).toEqual([]);
  await press('confirm-remove');
  expect(backend.formsOf('remove_link')).toEqual([{ journeyId: 'j-1' }]);
});

test('the name is corrected in place', async () => {
  const { backend, press, user } = await atSignIn();
  await press('correct-name');
  const field = await screen.findByTestId('correct-name-field');
  await user.clear(field);
  await user.type(field, 'Müller Flat 3{Enter}');
  await waitFor(() => expect(backend.formsOf('rename_link')).toEqual([{ journeyId: 'j-1', customer: 'Müller Flat 3' }]));
});

test('under another AWS account everything is off and says why', async () => {
  const other = { account: '210987654321', region: 'us-east-1', regionName: 'US East (N. Virginia)', practice: false };
  await atSignIn({ since: Date.now() - 5 * SECOND }, { otherIdentity: other });
  expect(screen.getByText(/This belongs to AWS account/)).toHaveTextContent('210987654321');
  for (const id of ['open-sign-in-page', 'open-usual', 'remove-link', 'check-now']) {
    expect(await button(id)).toBeDisabled();
  }
  expect(await button('finish-later')).toBeEnabled();
});

test('the heading takes the focus when the stop changes', async () => {
  const { show } = await atSignIn();
  await show({ open: journey(signIn({ state: 'failed' })) });
  await waitFor(() => expect(document.activeElement).toHaveTextContent('The sign-in did not work'));
});

test('a settled link is told as settled, not as signed in', async () => {
  const { show } = await showWindow(desk({ open: journey(signIn()) }));
  await screen.findByTestId('stop-sign-in');
  expect(screen.queryByText('AWS lists it as settled, confirming…')).toBeNull();
  await show({ open: journey(signIn({ confirming: true })) });
  const said = screen.getByText('AWS lists it as settled, confirming…');
  expect(said).toBeVisible();
  expect(said.closest('[aria-live="polite"]')).not.toBeNull();
  expect(document.body).not.toHaveTextContent('Signed in');
});
