// Acting buttons say where, and are off with a word where an AWS account is read-only
// here.

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { DeskView, JourneyView } from '../backend/contract';
import { choosing, desk, diagnosis, journey, line, linkView, live, liveAccount, plan, signIn, waiting } from '../backend/samples';
import type { Script } from '../backend/scripted';

const readOnly = (part: Partial<DeskView> = {}) => live({ account: { ...liveAccount, readOnly: true }, ...part });
const open = (stop: JourneyView['stop'], part: Partial<JourneyView> = {}) => ({ open: journey(stop, part) });

async function atLink(view: DeskView, script: Script = {}) {
  const shown = await showWindow(view, script);
  await shown.user.click(screen.getByText('Links'));
  await shown.press('open-link-aa-4');
  await screen.findByTestId('link-page');
  return shown;
}

test('registering names the customer and the AWS account', async () => {
  const { show } = await showWindow(live(open(choosing())));
  expect(await button('register-devices')).toHaveTextContent('Register 5 devices for Miller Flat 3 in ACME Prod');
  await show(open(choosing(), { replacing: 'Hall lamp' }));
  expect(await button('register-devices')).toHaveTextContent('Replace Hall lamp in ACME Prod');
});

test('in Practice they say Practice', async () => {
  await showWindow(desk(open(choosing())));
  expect(await button('register-devices')).toHaveTextContent('in Practice');
});

test('a link is made and reconnected in the AWS account that is named', async () => {
  const { press } = await showWindow(live());
  await press('new-link');
  expect(await button('create-link')).toHaveTextContent('Create link in ACME Prod');
});

test('reconnecting and removing name the AWS account', async () => {
  const { press } = await atLink(live(), { get_link: () => linkView({ state: 'needsNewSignIn' }) });
  expect(await button('reconnect')).toHaveTextContent('Reconnect in ACME Prod');
  await press('link-more');
  await press('unlink');
  expect(await screen.findByTestId('in-account')).toHaveTextContent('This is done in ACME Prod.');
});

test('removing a link in the wizard names the AWS account', async () => {
  const { press } = await showWindow(live(open(signIn())));
  await press('remove-link');
  expect(await screen.findByTestId('in-account')).toHaveTextContent('ACME Prod');
});

test('read-only, no link is begun, and why', async () => {
  const { show } = await showWindow(readOnly());
  expect(await button('new-link')).toBeDisabled();
  expect(screen.getByText('Read-only here')).toBeVisible();
  await show({ account: liveAccount });
  expect(await button('new-link')).toBeEnabled();
  expect(screen.queryByText('Read-only here')).toBeNull();
});

test('read-only, a first stop that was open already creates nothing', async () => {
  const { backend, press, show, typeInto } = await showWindow(live());
  await press('new-link');
  await typeInto('customer-name', 'Miller');
  await show({ account: { ...liveAccount, readOnly: true } });
  expect(await button('create-link')).toBeDisabled();
  expect(screen.getByText('Read-only here')).toBeVisible();
  expect(backend.formsOf('create_account_association')).toEqual([]);
});

test('read-only, an open wizard says so, looks and changes nothing', async () => {
  const { backend, press } = await showWindow(readOnly(open(signIn())));
  expect((await screen.findAllByText('Read-only here')).length).toBeGreaterThan(0);
  expect(await button('open-sign-in-page')).toBeDisabled();
  expect(await button('remove-link')).toBeDisabled();
  expect(screen.queryByTestId('correct-name')).toBeNull();
  await press('check-now');
  expect(backend.formsOf('get_account_association')).toHaveLength(1);
});

test('read-only, nothing is registered', async () => {
  await showWindow(readOnly(open(choosing())));
  expect(await button('register-devices')).toBeDisabled();
});

test('read-only, a link is neither reconnected nor edited nor asked nor removed', async () => {
  const { press } = await atLink(readOnly(), { get_link: () => linkView({ state: 'needsNewSignIn' }) });
  expect(await button('reconnect')).toBeDisabled();
  expect(await button('edit-link')).toBeDisabled();
  await waitFor(async () => expect(await button('ask-mt-1')).toBeDisabled());
  await press('link-more');
  expect((await screen.findByTestId('unlink')).closest('[role="menuitem"]') ?? (await button('unlink'))).toHaveAttribute('aria-disabled', 'true');
});

test('read-only, a diagnosis looks, and its repairs are off', async () => {
  const { press } = await atLink(readOnly(), { diagnose_link: () => diagnosis });
  await press('tab-diagnosis');
  await press('diagnose');
  const reconnect = await button('act-reconnect');
  expect(reconnect.getAttribute('aria-disabled') ?? String(reconnect.hasAttribute('disabled'))).toBe('true');
});

test('read-only, what waits is watched but not sent again', async () => {
  const { backend, press } = await showWindow(readOnly({ waiting: [...waiting, line('j-9', 'Nakamura', { kind: 'removalUnclear' })], waitingCount: 5, plans: [plan({ state: 'paused' })], plansCount: 1 }));
  await press('line-act-j-2');
  await press('line-act-j-9');
  expect(backend.formsOf('retry_failed_devices')).toEqual([]);
  expect(backend.formsOf('try_again')).toEqual([]);
  await press(`continue-plan-${plan().planId}`);
  expect(backend.formsOf('continue_plan')).toEqual([]);
  await press('line-act-j-1');
  expect(backend.formsOf('open_journey')).toEqual([{ journeyId: 'j-1' }]);
});
