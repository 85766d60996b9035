// Reconnecting: a new sign-in page, the customer's word, and what a refusal leaves.

import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { JourneyView, StopView } from '../backend/contract';
import { desk, journey, problem, refreshing, signIn } from '../backend/samples';

const at = (stop: StopView, part: Partial<JourneyView> = {}) =>
  showWindow(desk({ open: journey(stop, { reconnecting: true, fromExistingLink: true, ...part }) }));

test('while a new page is asked for nothing else is offered', async () => {
  await at(refreshing());
  expect(await screen.findByText(/Asking AWS for a new sign-in page for/)).toBeVisible();
  expect(screen.queryByTestId('try-again')).toBeNull();
  expect(screen.queryByTestId('start-again')).toBeNull();
});

test('a page that did not come is asked for again, and the former one is kept', async () => {
  const { backend, press } = await at(refreshing({ problem: problem({ title: 'AWS is busy' }), canGoBack: true }));
  expect(await screen.findByText('AWS is busy')).toBeVisible();
  expect(screen.queryByTestId('start-again')).toBeNull();
  await press('try-again');
  expect(backend.formsOf('try_again')).toEqual([{ journeyId: 'j-1' }]);
  await press('back-to-sign-in');
  expect(backend.formsOf('back_to_sign_in')).toEqual([{ journeyId: 'j-1' }]);
});

test('without a former page there is no way back to one', async () => {
  await at(refreshing({ problem: problem() }));
  await screen.findByTestId('try-again');
  expect(screen.queryByTestId('back-to-sign-in')).toBeNull();
});

test('a refused new page offers to make the link anew, after a question', async () => {
  const { backend, press } = await at(refreshing({ problem: problem({ title: 'AWS said no' }), refused: true }));
  expect(await screen.findByText('AWS said no')).toBeVisible();
  await press('start-again');
  expect(backend.formsOf('start_again')).toEqual([]);
  await press('confirm-start-again');
  expect(backend.formsOf('start_again')).toEqual([{ journeyId: 'j-1' }]);
});

test('the wording is of signing in again', async () => {
  await at(signIn());
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Waiting for the customer to sign in again');
  expect(screen.queryByTestId('say-signed-in')).toBeNull();
});

test('a page that nobody opened is not called opened', async () => {
  await at(signIn());
  await screen.findByTestId('check-now');
  expect(screen.getByTestId('stop-sign-in')).toHaveTextContent('Waiting here for 2 min');
  expect(screen.getByTestId('stop-sign-in')).not.toHaveTextContent(/opened/i);
});

test('where AWS shows no difference somebody says that they have signed in', async () => {
  const { backend, press } = await at(signIn({ needsAWord: true }));
  expect(await screen.findByText(/AWS shows no difference before and after/)).toBeVisible();
  await press('say-signed-in');
  expect(backend.formsOf('say_signed_in')).toEqual([{ journeyId: 'j-1' }]);
});

test('a replaced page is said not to work any more', async () => {
  await at(signIn({ replacedAt: Date.parse('2026-11-21T10:51:00') }));
  expect(await screen.findByText('The page given out before 10:51 does not work any more.')).toBeVisible();
});

test.each(['tab-here', 'tab-give'])('a new page is one press away at %s', async (tab) => {
  const { backend, press } = await at(signIn());
  await press(tab);
  await press('new-sign-in-page');
  expect(backend.formsOf('new_sign_in_page')).toEqual([{ journeyId: 'j-1' }]);
});

test.each(['failed', 'needsNewSignIn'] as const)('at a link that is %s the new page comes first, and the link is kept', async (state) => {
  const { backend, press } = await at(signIn({ state }));
  await press('new-sign-in-page');
  expect(backend.formsOf('new_sign_in_page')).toEqual([{ journeyId: 'j-1' }]);
  expect(await button('start-again')).toHaveTextContent('Remove and make a new link…');
  expect(backend.formsOf('start_again')).toEqual([]);
});
