// The window's frame: band, places, announcements, theme.

import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { button, showWindow } from '../test-window';
import { desk, everyLine, journey, live, liveAccount, settings, signIn, technical, waiting } from './backend/samples';

test('the first view marks the page as ready and says so once', async () => {
  const { backend, show } = await showWindow(desk());
  expect(document.documentElement.dataset['ready']).toBe('true');
  await waitFor(() => expect(backend.ready).toBe(1));
  await show({ waiting, waitingCount: 4 });
  expect(backend.ready).toBe(1);
});

test('a hidden page gets no frames and says at once that it is ready', async () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  const frames = vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(0);
  const { backend } = await showWindow(desk());
  expect(backend.ready).toBe(1);
  hidden.mockRestore();
  frames.mockRestore();
});

test('in practice the band says that nothing reaches AWS and chooses the scene', async () => {
  const { backend, user } = await showWindow(desk());
  expect(screen.getByTestId('band')).toHaveTextContent('PRACTICE nothing here reaches AWS');
  await user.selectOptions(screen.getByTestId('scene-select'), 'The wrong account');
  expect(backend.formsOf('set_scene')).toEqual([{ scene: 'wrongAccount' }]);
});

test('in AWS the band names account, role and Region, and offers no scene', async () => {
  await showWindow(live());
  expect(screen.getByTestId('band')).toHaveTextContent('ACME Prod account …9012 · Installer/ak · Europe (Ireland)');
  expect(screen.queryByTestId('scene-select')).toBeNull();
  expect(screen.queryByTestId('red-bar')).toBeNull();
});

test('calls to another host than AWS stand in a red bar', async () => {
  await showWindow(live({ account: { ...liveAccount, customEndpoint: '10.0.0.5' } }));
  expect(screen.getByTestId('red-bar')).toHaveTextContent('Calls go to 10.0.0.5, not to AWS.');
});

test('Technical view is remembered with all other settings', async () => {
  const { backend, press } = await showWindow(desk());
  await press('technical-view');
  expect(backend.formsOf('save_settings')).toEqual([{ ...settings, technicalView: true }]);
});

test('ids stay off the screen without Technical view and stand on it with it', async () => {
  const { show } = await showWindow(desk({ open: journey(signIn()) }));
  await screen.findByTestId('stop-sign-in');
  expect(document.body).not.toHaveTextContent('aa-0123456789abcdef');
  await show({ settings: { ...settings, technicalView: true }, open: journey(signIn(), { technical }) });
  expect(await screen.findByText('ASSOCIATION_IN_PROGRESS')).toBeVisible();
  expect(screen.getByText(/aws iot-managed-integrations get-account-association/)).toBeVisible();
});

test('what the desk opens is shown, and leaving it leaves it at the desk', async () => {
  const { backend, show, press } = await showWindow(desk());
  await show({ open: journey(signIn()) });
  await screen.findByTestId('stop-sign-in');
  await press('finish-later');
  expect(backend.formsOf('leave_journey')).toHaveLength(1);
  expect(screen.queryByTestId('stop-sign-in')).toBeNull();
  await show({ open: null });
  expect(await button('new-link')).toBeEnabled();
});

test('another place leaves the wizard too', async () => {
  const { backend, user } = await showWindow(desk({ open: journey(signIn()) }));
  await screen.findByTestId('stop-sign-in');
  await user.click(screen.getByText('Links'));
  expect(await screen.findByRole('heading', { level: 1, name: /Links/ })).toBeVisible();
  expect(backend.formsOf('leave_journey')).toHaveLength(1);
});

test('a change in another line is announced, a mere check is not', async () => {
  const { show } = await showWindow(desk({ waiting, waitingCount: 4 }));
  const regions = () => [...document.querySelectorAll('[aria-live]')].map((each) => each.textContent).join(' ');
  await show({ waiting: waiting.map((line) => ({ ...line, checkedAt: Date.now() })) });
  expect(regions()).not.toContain('Miller');
  await show({ waiting: waiting.map((line) => (line.journeyId === 'j-1' ? { ...line, state: { kind: 'signInFailed' as const } } : line)) });
  await waitFor(() => expect(regions()).toContain('Miller Flat 3: The sign-in did not work'));
});

test('a name in another direction stays inside its own box', async () => {
  await showWindow(desk({ waiting: everyLine, waitingCount: 15 }));
  expect(screen.getByText('דירה 3 כהן').tagName).toBe('BDI');
});

test('the theme follows the settings', async () => {
  const { show } = await showWindow(desk());
  expect(document.body).not.toHaveClass('awsui-dark-mode');
  await show({ settings: { ...settings, theme: 'dark' } });
  expect(document.body).toHaveClass('awsui-dark-mode');
});
