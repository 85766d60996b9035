// Closing, what to know once, and a copy that can do nothing.

import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { ClosingView } from '../backend/contract';
import { desk, journey, problem, signIn, waiting } from '../backend/samples';

const asked = (part: Partial<ClosingView>) => desk({ closing: { openSignIns: 0, working: 0, unsaved: false, ...part } });

test('closing says that nothing is lost, and closes', async () => {
  const { backend, press } = await showWindow(asked({ openSignIns: 2, working: 1 }));
  expect(await screen.findByText('2 customers have not signed in yet. AWS keeps the result; Linkwright looks again when you start it.')).toBeVisible();
  expect(screen.getByText("1 customer's devices are being registered; it goes on at the next start.")).toBeVisible();
  await press('close-window');
  expect(backend.closed).toBe(1);
});

test('one customer is told as one, and nothing is said of what is not under way', async () => {
  await showWindow(asked({ openSignIns: 1 }));
  expect(await screen.findByText(/^1 customer has not signed in yet/)).toBeVisible();
  expect(screen.queryByText(/being registered/)).toBeNull();
});

test.each([
  ['the button', async (shown: Awaited<ReturnType<typeof showWindow>>) => shown.press('stay-open')],
  ['Escape', async () => {
    fireEvent.keyDown(await button('stay-open'), { key: 'Escape', keyCode: 27 });
  }],
])('%s stays', async (_, stay) => {
  const shown = await showWindow(asked({ working: 2 }));
  await screen.findByTestId('stay-open');
  await stay(shown);
  await waitFor(() => expect(shown.backend.formsOf('stay_open')).toEqual([{}]));
  expect(shown.backend.closed).toBe(0);
  await shown.show({ closing: null });
  expect(screen.queryByTestId('stay-open')).toBeNull();
});

test('what is not on disk yet speaks for staying', async () => {
  await showWindow(asked({ unsaved: true }));
  expect(await screen.findByText(/What happened is not on disk yet/)).toBeVisible();
  expect((await button('stay-open')).className).toContain('variant-primary');
  expect((await button('close-window')).className).not.toContain('variant-primary');
});

test('a window that could not be closed says so', async () => {
  const { backend, press } = await showWindow(asked({ working: 1 }));
  backend.closeWindow = () => Promise.reject(new Error('no answer'));
  await press('close-window');
  expect(await screen.findByText('Linkwright did not answer its own window')).toBeVisible();
});

test('a notice stands above every page until it is closed', async () => {
  const { backend, show, user } = await showWindow(desk({ notice: problem({ title: 'The journal was set aside' }) }));
  expect(await screen.findByText('The journal was set aside')).toBeVisible();
  await show({ open: journey(signIn()) });
  await screen.findByTestId('stop-sign-in');
  expect(screen.getByText('The journal was set aside')).toBeVisible();
  await user.click(screen.getByLabelText('Close this message'));
  expect(backend.formsOf('dismiss_notice')).toEqual([{}]);
  await show({ notice: null });
  expect(screen.queryByText('The journal was set aside')).toBeNull();
});

test('a copy that can do nothing offers closing alone', async () => {
  const unusable = problem({ title: 'Linkwright is already open', meaning: 'Use the other window.' });
  const { backend, press } = await showWindow(desk({ unusable, waiting, waitingCount: 4, open: journey(signIn()) }));
  expect(await screen.findByRole('heading', { name: 'Linkwright is already open' })).toBeVisible();
  expect(screen.getByText('Use the other window.')).toBeVisible();
  expect(screen.getAllByRole('button')).toHaveLength(1);
  expect(screen.queryAllByRole('link')).toEqual([]);
  await press('close-window');
  expect(backend.closed).toBe(1);
});
