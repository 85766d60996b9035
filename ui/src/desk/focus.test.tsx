// Where the keyboard is after a page, a dialog or a control has gone.
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { showWindow } from '../../test-window';
import { desk, expiredSignIn, live } from '../backend/samples';

test('a new place begins at its heading', async () => {
  const { user } = await showWindow(live());
  for (const [name, heading] of [['Links', /Links/], ['AWS accounts', /AWS accounts/], ['Practice', /Practice/], ['Home', /Home/]] as const) {
    await user.click(screen.getByRole('link', { name }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: heading })));
  }
});

test('a place that puts the focus into a field keeps it there', async () => {
  const { press } = await showWindow(desk());
  await press('new-link');
  await waitFor(() => expect(screen.getByTestId('customer-name')).toHaveFocus());
});

test('where the control with the focus is gone, the heading has it', async () => {
  const { show } = await showWindow(live({ accountProblem: expiredSignIn }));
  const link = await screen.findByTestId('what-it-means');
  link.focus();
  await show({ accountProblem: null });
  await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
});

test('the first stop of Tab leads past the band and the places', async () => {
  const { user } = await showWindow(desk());
  await user.tab();
  expect(screen.getByTestId('skip')).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
});
