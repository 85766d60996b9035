// The band: colour, marks, the end of the AWS sign-in, and the AWS account switched.

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { showWindow } from '../../test-window';
import { desk, expiredSignIn, live, liveAccount, MINUTE } from '../backend/samples';
import { Refusal } from '../backend/scripted';

test('the band has the colour and the marks of the AWS account in use', async () => {
  const { show } = await showWindow(live({ account: { ...liveAccount, colour: 'magenta', production: true, readOnly: true } }));
  const band = screen.getByTestId('band').firstElementChild;
  expect(band).toHaveClass('lw-colour-magenta');
  expect(screen.getByText('PRODUCTION')).toBeVisible();
  expect(screen.getByText('READ-ONLY')).toBeVisible();
  await show({ account: liveAccount });
  expect(band).toHaveClass('lw-colour-teal');
  expect(screen.queryByText('PRODUCTION')).toBeNull();
  expect(screen.queryByText('READ-ONLY')).toBeNull();
});

test('while AWS is asked the band keeps where one is, and its marks', async () => {
  const { show } = await showWindow(live({ account: { ...liveAccount, production: true, readOnly: true }, connecting: true }));
  const where = screen.getByTestId('switch-account');
  expect(where).toHaveTextContent('ACME Prod');
  expect(where).toHaveTextContent('Europe (Ireland)');
  expect(screen.getByTestId('chip-production')).toBeVisible();
  expect(screen.getByTestId('chip-read-only')).toBeVisible();
  expect(screen.getByTestId('band-asking')).toHaveTextContent('asking AWS…');
  await show({ connecting: false });
  expect(screen.queryByTestId('band-asking')).toBeNull();
  await show({ account: null, connecting: true });
  expect(where).toHaveTextContent('Asking AWS who you are…');
});

test('a role of IAM Identity Center has its own name in the band, and the whole of it beside', async () => {
  const who = 'AWSReservedSSO_Installer_0123456789abcdef/anna';
  await showWindow(live({ account: { ...liveAccount, who } }));
  expect(screen.getByText('Installer/anna')).toHaveAttribute('title', who);
});

test('an AWS sign-in that ends soon is told and renewed', async () => {
  const ending = (left: number) => ({ account: { ...liveAccount, signedInUntil: Date.now() + left } });
  const { backend, press, show } = await showWindow(live(ending(16 * MINUTE)));
  expect(screen.queryByTestId('sign-in-ends')).toBeNull();
  await show(ending(12.5 * MINUTE));
  expect(screen.getByText('AWS sign-in ends in 12 min')).toBeVisible();
  await press('renew-sign-in');
  expect(backend.formsOf('sign_in_to_aws')).toHaveLength(1);
  await show(ending(-MINUTE));
  expect(screen.getByText('AWS sign-in has ended')).toBeVisible();
});

test('another AWS account is chosen by keyboard alone', async () => {
  const { backend, user } = await showWindow(live());
  screen.getByTestId('switch-account').focus();
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(screen.getByTestId('switch-to-sa-prod')).toHaveFocus());
  await user.keyboard('{ArrowDown}{Enter}');
  expect(backend.formsOf('use_saved_account')).toEqual([{ savedAccountId: 'sa-keys' }]);
  expect(screen.queryByRole('menu')).toBeNull();
  expect(screen.getByTestId('switch-account')).toHaveFocus();
});

test('the one in use is not asked for again', async () => {
  const { backend, press } = await showWindow(live());
  await press('switch-account');
  expect(await screen.findByTestId('switch-to-sa-prod')).toHaveAttribute('aria-checked', 'true');
  await press('switch-to-sa-prod');
  expect(backend.formsOf('use_saved_account')).toEqual([]);
});

test('Escape and a press elsewhere close the menu', async () => {
  const { press, user } = await showWindow(live());
  await press('switch-account');
  await screen.findByTestId('switch-to-sa-prod');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('menu')).toBeNull();
  await press('switch-account');
  await screen.findByRole('menu');
  await user.click(screen.getByTestId('home-search'));
  expect(screen.queryByRole('menu')).toBeNull();
});

test('all of them are one step away, from Practice and from none, too', async () => {
  const { press, user, show } = await showWindow(desk());
  await press('switch-account');
  await screen.findByTestId('switch-to-sa-prod');
  await user.keyboard('{End}{Enter}');
  expect(await screen.findByText('Your AWS accounts')).toBeVisible();
  await show({ account: null, practice: null });
  expect(screen.getByTestId('switch-account')).toHaveTextContent('No AWS account chosen');
});

test('why another AWS account cannot be used is told under the band', async () => {
  const { press } = await showWindow(live(), {
    use_saved_account: () => {
      throw new Refusal(expiredSignIn);
    },
  });
  await press('switch-account');
  await press('switch-to-sa-keys');
  expect(await screen.findByText('Your AWS sign-in is needed')).toBeVisible();
});
