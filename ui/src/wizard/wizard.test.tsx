// Making and removing a link, and what went wrong with it.

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import { creating, desk, done, journey, problem, settings, signIn } from '../backend/samples';
import { Refusal } from '../backend/scripted';

test('a link that is being made says so', async () => {
  await showWindow(desk({ open: journey(creating('sending')) }));
  expect(await screen.findByText(/Asking AWS to make the link/)).toBeVisible();
  expect(screen.queryByTestId('try-again')).toBeNull();
});

test('a lost answer is tried again, which cannot double anything', async () => {
  const { backend, press } = await showWindow(
    desk({ open: journey(creating('unclear', problem({ title: 'No answer from AWS' }))) }),
  );
  expect(await screen.findByText('No answer from AWS')).toBeVisible();
  expect(screen.getByText('Trying again cannot make a second link.')).toBeVisible();
  await press('try-again');
  expect(backend.formsOf('try_again')).toEqual([{ journeyId: 'j-1' }]);
});

test('a link whose answer was lost is looked for', async () => {
  await showWindow(desk({ open: journey(creating('looking')) }));
  expect(await screen.findByText(/An answer of AWS was lost/)).toBeVisible();
  expect(screen.queryByTestId('try-again')).toBeNull();
});

test.each(['sending', 'looking', 'unclear'] as const)('while it is %s there may be a link, so giving up is not offered', async (phase) => {
  await showWindow(desk({ open: journey(creating(phase)) }));
  await screen.findByTestId('finish-later');
  expect(screen.queryByTestId('give-up')).toBeNull();
});

test('what was not sent goes on by itself, is tried now, or is given up at once', async () => {
  const { backend, press } = await showWindow(desk({ open: journey(creating('unreached')) }));
  expect(await screen.findByText(/goes on by itself when the network is back/)).toBeVisible();
  await press('try-again');
  expect(backend.formsOf('try_again')).toEqual([{ journeyId: 'j-1' }]);
  await press('give-up');
  expect(backend.formsOf('discard_journey')).toEqual([{ journeyId: 'j-1' }]);
  expect(await screen.findByTestId('new-link')).toBeVisible();
});

test('a link that AWS does not list is made again or given up after a question in place', async () => {
  const { backend, press } = await showWindow(desk({ open: journey(creating('notFound')) }));
  expect(await button('try-again')).toHaveTextContent('Make it again');
  await press('give-up');
  expect(screen.getByText(/Give up the link of/)).toBeVisible();
  expect(await button('keep-trying')).toHaveFocus();
  await press('keep-trying');
  expect(await button('give-up')).toHaveFocus();
  await press('give-up');
  expect(backend.formsOf('discard_journey')).toEqual([]);
  await press('confirm-give-up');
  expect(backend.formsOf('discard_journey')).toEqual([{ journeyId: 'j-1' }]);
});

test('what happened is looked up when it is opened, and again when the stop changes', async () => {
  const stop = signIn();
  const { backend, show, press } = await showWindow(desk({ open: journey(stop) }));
  await screen.findByTestId('timeline');
  expect(backend.formsOf('list_timeline')).toEqual([]);
  await press('timeline');
  const entries = await screen.findAllByRole('listitem');
  const texts = entries.map((each) => each.textContent ?? '');
  expect(texts.findIndex((text) => text.includes('7 devices were found'))).toBeLessThan(texts.findIndex((text) => text.includes('The link was asked for')));
  expect(document.body).not.toHaveTextContent('ListDiscoveredDevices');
  expect(document.body).not.toHaveTextContent('aa1f0c2f8e7a614d0c9a500f3b7f3f2a');
  await show({ open: journey({ ...stop, checkedAt: Date.now(), checking: true }) });
  expect(backend.formsOf('list_timeline')).toHaveLength(1);
  await show({ open: journey({ ...stop, state: 'failed' }) });
  await waitFor(() => expect(backend.formsOf('list_timeline')).toHaveLength(2));
});

test('Technical view adds operation and request id, to be copied', async () => {
  const { backend, press, user } = await showWindow(desk({ settings: { ...settings, technicalView: true }, open: journey(signIn()) }));
  await press('timeline');
  expect(await screen.findByText('ListDiscoveredDevices · 7c1f8d55-5f3e-4f57-8a51-2f0a77f0cc31')).toBeVisible();
  expect(screen.getByText(/^CreateAccountAssociation · aa1f0c2f8e7a614d0c9a500f3b7f3f2a · /)).toBeVisible();
  await user.click(screen.getByLabelText('Copy the request id 7c1f8d55-5f3e-4f57-8a51-2f0a77f0cc31'));
  expect(backend.formsOf('copy_text')).toEqual([{ text: '7c1f8d55-5f3e-4f57-8a51-2f0a77f0cc31' }]);
});

test('a very long timeline is cut, and says so', async () => {
  const entries = Array.from({ length: 250 }, (_, index) => ({ at: index, text: `Step ${index}`, detail: null, fact: null, operation: null, requestId: null }));
  const { press } = await showWindow(desk({ open: journey(signIn()) }), { list_timeline: () => ({ entries, leftOut: 7 }) });
  await press('timeline');
  expect(await screen.findByText('Step 249')).toBeVisible();
  expect(screen.queryByText('Step 49')).toBeNull();
  expect(screen.getByText('and 57 earlier ones')).toBeVisible();
});

test('forgetting a customer says what goes and what stays before it is done', async () => {
  const { backend, press } = await showWindow(desk({ open: journey(done()) }));
  await press('more');
  await press('forget-customer');
  expect(await screen.findByText(/What goes, in Linkwright's own journal and its backups/)).toBeVisible();
  expect(screen.getByText('the link and its devices in AWS')).toBeVisible();
  expect(backend.formsOf('forget_customer')).toEqual([]);
  await press('confirm-forget');
  expect(backend.formsOf('forget_customer')).toEqual([{ journeyId: 'j-1' }]);
  expect(await screen.findByTestId('new-link')).toBeVisible();
});

test('a removal under way and its end are told', async () => {
  const { show } = await showWindow(desk({ open: journey({ kind: 'removing', problem: null }) }));
  expect(await screen.findByText(/Asking AWS to remove the link/)).toBeVisible();
  await show({ open: journey({ kind: 'removed' }) });
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('The link was removed');
  expect(await button('go-home')).toBeVisible();
});

test('a removal that failed is tried again', async () => {
  const { backend, press } = await showWindow(desk({ open: journey({ kind: 'removing', problem: problem() }) }));
  await press('try-again');
  expect(backend.formsOf('try_again')).toHaveLength(1);
});

test('a refused act is shown with details to copy, and goes away', async () => {
  const { backend, press, user } = await showWindow(
    desk({ open: journey(creating('unclear', problem())) }),
    {
      try_again: () => {
        throw new Refusal(problem({ title: 'Not now', requestId: 'r-42' }));
      },
    },
  );
  await press('try-again');
  expect(await screen.findByText('Not now')).toBeVisible();
  await user.click(screen.getAllByText('Copy details')[0] as HTMLElement);
  expect(backend.formsOf('copy_text')[0]?.text).toContain('Request id: r-42');
  await user.click(screen.getByLabelText('Close this message'));
  expect(screen.queryByText('Not now')).toBeNull();
});
