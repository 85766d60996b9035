// The fourth stop.

import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { button, showWindow } from '../../test-window';
import { desk, done, journey } from '../backend/samples';

async function atDone(part: Parameters<typeof done>[0] = {}) {
  const shown = await showWindow(desk({ open: journey(done(part)) }));
  await screen.findByTestId('stop-done');
  return shown;
}

test('what was linked is counted', async () => {
  await atDone();
  expect(screen.getByText('8 of 8 devices registered and confirmed')).toBeVisible();
});

test('what failed and what was left out is told', async () => {
  await atDone({ registered: 17, failed: 3, leftOut: 1 });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Finished in part');
  expect(screen.getByText('17 of 20 devices registered and confirmed')).toBeVisible();
  expect(screen.getByText(/3 devices failed/)).toBeVisible();
  expect(screen.getByText('1 device was left out.')).toBeVisible();
});

test('an end without devices is an honest one', async () => {
  await atDone({ registered: 0 });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Finished without devices');
});

test('the completion note is shown, saved where it says, copied and printed', async () => {
  const print = vi.spyOn(window, 'print').mockReturnValue();
  const { backend, press } = await atDone();
  expect(await screen.findByTestId('completion-note')).toHaveTextContent('Miller Flat 3 (job 4711)');
  await press('save-note');
  expect(await screen.findByText('/home/ak/Documents/Miller Flat 3 2026-11-21.txt')).toBeVisible();
  await press('copy-note');
  await press('print-note');
  expect(backend.formsOf('copy_completion_note')).toEqual([{ journeyId: 'j-1' }]);
  expect(print).toHaveBeenCalledOnce();
});

test("the next customer keeps the device cloud and the owner's beginning", async () => {
  const { backend, press } = await atDone();
  await press('next-customer');
  expect(await screen.findByTestId('customer-name')).toHaveValue('');
  await waitFor(() => expect(screen.getByTestId('owner')).toHaveValue('C-'));
  await waitFor(() => expect(screen.getByTestId('device-cloud')).toHaveTextContent('Brightwell Lighting'));
  expect(backend.formsOf('leave_journey')).toHaveLength(1);
});

test('Home is the other way on', async () => {
  const { press } = await atDone();
  await press('go-home');
  expect(await button('new-link')).toBeVisible();
});
