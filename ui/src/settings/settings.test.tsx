// Settings.

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { showWindow } from '../../test-window';
import { desk, messageTexts, problem, settings } from '../backend/samples';
import { Refusal } from '../backend/scripted';

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

test('a name pattern is shown at an example while it is typed', async () => {
  const { backend, press, user } = await showWindow(desk());
  await press('settings');
  const pattern = await screen.findByTestId('name-pattern');
  expect(screen.getByTestId('name-example')).toHaveTextContent('Miller Flat 3');
  await user.type(pattern, '{{job}-{{customer} {{initials}');
  expect(screen.getByTestId('name-example')).toHaveTextContent('J-1042-Miller Flat 3 ak');
  await press('save-settings');
  expect(backend.formsOf('save_settings')).toEqual([{ ...settings, namePattern: '{job}-{customer} {initials}' }]);
});

test('an empty place takes its separator with it in the example, too', async () => {
  const { press, user } = await showWindow(desk());
  await press('settings');
  const pattern = await screen.findByTestId('name-pattern');
  const without = (text: string) => expect(screen.getByTestId('name-example-without-job')).toHaveTextContent(new RegExp(`^${text}$`));
  await user.type(pattern, '{{job}-{{customer}');
  without('Miller Flat 3');
  await user.clear(pattern);
  await user.type(pattern, '{{customer} - {{job}_{{initials}');
  without('Miller Flat 3 - ak');
  await user.clear(pattern);
  await user.type(pattern, 'Xjobs {{customer}-{{job}-');
  without('Xjobs Miller Flat 3');
  await user.clear(pattern);
  await user.type(pattern, '{{job}');
  expect(screen.queryByTestId('name-example-without-job')).toBeNull();
});

test('a pattern the desk refuses keeps the dialog open and says why', async () => {
  const { press } = await showWindow(desk(), {
    save_settings: () => {
      throw new Refusal(problem({ kind: 'correctInput', title: 'Something in the form needs a correction', meaning: '{name} is no place.' }));
    },
  });
  await press('settings');
  await press('save-settings');
  expect(await screen.findByText('{name} is no place.')).toBeVisible();
  expect(screen.getByTestId('save-settings')).toBeVisible();
});

test('message texts are ours until they are changed, and ours again on request', async () => {
  const { backend, press, user } = await showWindow(desk(), { message_texts: () => ({ ...messageTexts, reconnect: 'Own text [sign-in address]' }) });
  await press('settings');
  expect(backend.formsOf('message_texts')).toHaveLength(0);
  await press('message-texts');
  const first = await screen.findByTestId('text-first');
  expect(first).toHaveValue('');
  expect(first).toHaveAttribute('placeholder', messageTexts.ourFirst);
  await press('change-first');
  expect(first).toHaveValue(messageTexts.ourFirst);
  await user.type(first, ' Thank you.');
  await press('use-our-reconnect');
  expect(screen.getByTestId('text-reconnect')).toHaveValue('');
  await press('save-settings');
  expect(backend.formsOf('save_message_texts')).toEqual([{ first: `${messageTexts.ourFirst} Thank you.`, reconnect: '' }]);
  await waitFor(() => expect(screen.queryByTestId('save-settings')).toBeNull());
});

test('texts that were only looked at are not saved', async () => {
  const { backend, press } = await showWindow(desk());
  await press('settings');
  await press('message-texts');
  await screen.findByTestId('text-first');
  await press('save-settings');
  await waitFor(() => expect(screen.queryByTestId('save-settings')).toBeNull());
  expect(backend.formsOf('save_message_texts')).toEqual([]);
});

test('text twice as large and a detailed log are chosen here', async () => {
  const { backend, press, user } = await showWindow(desk());
  await press('settings');
  await user.click(await screen.findByLabelText('Largest (200 %)'));
  await user.click(screen.getByLabelText('Detailed'));
  expect(screen.getByText(/Ids of links and devices, too/)).toBeVisible();
  await press('save-settings');
  expect(backend.formsOf('save_settings')).toEqual([{ ...settings, textSize: 'largest', logLevel: 'detailed' }]);
});
