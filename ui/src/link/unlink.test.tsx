// Removing a link with its devices: the question, the work under way, its end.

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { PlanView } from '../backend/contract';
import { linkView, live, plan, problem, unlink } from '../backend/samples';
import { Refusal, type Script } from '../backend/scripted';

async function atLink(script: Script = {}) {
  const shown = await showWindow(live(), script);
  await shown.user.click(screen.getByText('Links'));
  await shown.press('open-link-aa-4');
  await screen.findByTestId('link-page');
  return shown;
}

const withPlan = (part: Partial<PlanView>, gone = false) => atLink({ get_link: () => linkView({ gone, plan: plan(part) }) });

test('what would go is counted and named before anything is done', async () => {
  const { backend, press } = await atLink();
  await press('link-more');
  await press('unlink');
  expect(await screen.findByTestId('unlink-meaning')).toHaveTextContent('12 devices are taken off the link first');
  expect(screen.getByText('and 7 more')).toBeVisible();
  expect(screen.queryByTestId('type-to-confirm')).toBeNull();
  expect(backend.formsOf('begin_unlink')).toEqual([]);
  expect(await button('confirm-unlink')).toHaveTextContent('Take off 12 devices and remove the link');
  await press('confirm-unlink');
  expect(backend.formsOf('begin_unlink')).toEqual([{ accountAssociationId: 'aa-4', devices: 12, typed: '' }]);
  await waitFor(() => expect(screen.queryByTestId('confirm-unlink')).toBeNull());
});

test('in production the name has to be typed as it stands', async () => {
  const { backend, press, typeInto } = await atLink({ plan_unlink: () => unlink({ typeToConfirm: 'OBrien Mueller Flat 3' }) });
  await press('link-more');
  await press('unlink');
  await screen.findByTestId('type-to-confirm');
  expect(await button('confirm-unlink')).toBeDisabled();
  expect(screen.getByText('Type the name exactly as it stands.')).toBeVisible();
  await typeInto('type-to-confirm', 'obrien mueller flat 3');
  expect(await button('confirm-unlink')).toBeDisabled();
  await typeInto('type-to-confirm', '{Control>}a{/Control}{Backspace}OBrien Mueller Flat 3');
  await press('confirm-unlink');
  expect(backend.formsOf('begin_unlink')).toEqual([{ accountAssociationId: 'aa-4', devices: 12, typed: 'OBrien Mueller Flat 3' }]);
});

test('a refused beginning is told in the question, which stays', async () => {
  const { press } = await atLink({
    begin_unlink: () => {
      throw new Refusal(problem({ title: '13 devices are on it by now' }));
    },
  });
  await press('link-more');
  await press('unlink');
  await press('confirm-unlink');
  expect(await screen.findByText('13 devices are on it by now')).toBeVisible();
  expect(await button('confirm-unlink')).toBeEnabled();
});

test.each([
  [{ state: 'working' }, ['pause']],
  [{ state: 'paused' }, ['continue', 'stop']],
  [{ state: 'unreached' }, ['continue', 'stop']],
  [{ state: 'someFailed', failed: 2 }, ['retry', 'stop']],
  [{ state: 'paused', foundMore: 2 }, ['continue', 'stop']],
  [{ state: 'done' }, ['dismiss']],
  [{ state: 'stopped' }, ['dismiss']],
] as const)('work under way that is %o offers %o', async (part, offered) => {
  const { backend, press } = await withPlan(part);
  const page = await screen.findByTestId('plan');
  const shown = ['pause', 'continue', 'retry', 'stop', 'dismiss'].filter((each) => page.querySelector(`[data-testid="${each}-plan-p-1"]`) !== null);
  expect(shown).toEqual(offered);
  await press(`${offered[0]}-plan-p-1`);
  expect(backend.formsOf(`${offered[0]}_plan`)).toEqual([{ planId: 'p-1' }]);
});

test('devices registered meanwhile are asked about', async () => {
  await withPlan({ state: 'paused', foundMore: 2 });
  expect(await screen.findByText('2 more devices were registered meanwhile: take them off too?')).toBeVisible();
});

test('every step is listed with its result', async () => {
  const { backend, press } = await withPlan({});
  expect(backend.formsOf('list_plan_steps')).toEqual([]);
  await press('plan-steps');
  expect(await screen.findByText('Take Flat 3 Porch off the link')).toBeVisible();
  expect(screen.getByText('It was so already')).toBeVisible();
  expect(screen.getByText(/AWS could not take the device off just now/)).toBeVisible();
  expect(backend.formsOf('list_plan_steps')).toEqual([{ planId: 'p-1', offset: 0 }]);
});

test('its end is told, with the way back to the links', async () => {
  const { press } = await withPlan({ state: 'done', done: 13 }, true);
  expect(await screen.findByText('Removed.')).toBeVisible();
  await press('back-to-links');
  expect(await screen.findByTestId('link-search')).toBeVisible();
});

test('Home has a line for it, with its acts and the way to the link', async () => {
  const { backend, press } = await showWindow(live({ plans: [plan({ state: 'someFailed', failed: 2 })], plansCount: 4 }), { get_link: () => linkView() });
  expect(await screen.findByTestId('plan-p-1')).toHaveTextContent('Removing OBrien Mueller Flat 3: 7 of 13');
  expect(screen.getByText('and 3 more')).toBeVisible();
  await press('retry-plan-p-1');
  expect(backend.formsOf('retry_plan')).toEqual([{ planId: 'p-1' }]);
  await press('open-plan-p-1');
  await waitFor(() => expect(backend.formsOf('get_link')).toEqual([{ accountAssociationId: 'aa-4' }]));
});

test('work begun in another AWS account cannot be touched here, and says whose it is', async () => {
  const other = { account: '210987654321', region: 'us-east-1', regionName: 'US East (N. Virginia)', practice: false };
  await showWindow(live({ plans: [plan({ otherIdentity: other })], plansCount: 1 }));
  expect(await screen.findByText(/This was begun in AWS account/)).toHaveTextContent('210987654321');
  expect(await button('pause-plan-p-1')).toBeDisabled();
  expect(screen.queryByTestId('open-plan-p-1')).toBeNull();
});
