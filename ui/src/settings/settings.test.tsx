// Settings.

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { showWindow } from '../../test-window';
import { desk, settings } from '../backend/samples';

test('what was changed is saved, the rest stays', async () => {
  const { backend, press, user } = await showWindow(desk());
  await press('settings');
  const company = await screen.findByDisplayValue('ACME Installations');
  await user.clear(company);
  await user.type(company, 'Beta Ltd');
  await user.click(screen.getByLabelText(/Give AWS the job number alone/));
  await press('save-settings');
  expect(backend.formsOf('save_settings')).toEqual([{ ...settings, company: 'Beta Ltd', jobNumberOnly: true }]);
  await waitFor(() => expect(screen.queryByTestId('save-settings')).toBeNull());
});

test('Cancel changes nothing', async () => {
  const { backend, press, user } = await showWindow(desk());
  await press('settings');
  await user.click(await screen.findByText('Dark'));
  await user.click(screen.getByText('Cancel'));
  expect(backend.formsOf('save_settings')).toEqual([]);
});
