// Practice and its scenes.

import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { showWindow } from '../../test-window';
import { desk, live } from '../backend/samples';

test('each scene is chosen by its tile', async () => {
  const { backend, user } = await showWindow(desk());
  await user.click(screen.getByText('Practice', { selector: 'a *, a' }));
  await user.click(await screen.findByLabelText('The sign-in expires'));
  expect(backend.formsOf('set_scene')).toEqual([{ scene: 'signInExpires' }]);
});

test('practice is started from its page, and the scenes say why they are off', async () => {
  const { backend, press, user } = await showWindow(live());
  await user.click(screen.getByText('Practice', { selector: 'a *, a' }));
  expect(await screen.findByText('Start practice to choose.')).toBeVisible();
  expect(screen.getByLabelText('Never finishes')).toBeDisabled();
  await press('use-practice');
  expect(backend.formsOf('use_aws_account')).toEqual([{ source: { kind: 'practice' }, region: null }]);
});

test('Practice is kept, and is begun afresh only after a question', async () => {
  const { backend, press, user } = await showWindow(desk());
  await user.click(screen.getByText('Practice', { selector: 'a *, a' }));
  expect(await screen.findByText('Practice is kept between starts of Linkwright.')).toBeVisible();
  await press('start-afresh');
  expect(await screen.findByText('Nothing in AWS is touched.')).toBeVisible();
  expect(backend.formsOf('start_practice_afresh')).toEqual([]);
  await press('confirm-start-afresh');
  expect(backend.formsOf('start_practice_afresh')).toEqual([{}]);
});

test('a practice of its own program is not begun afresh from here', async () => {
  const { user } = await showWindow(desk({ practice: { scene: null } }));
  await user.click(screen.getByText('Practice', { selector: 'a *, a' }));
  await screen.findByTestId('leave-practice');
  expect(screen.queryByTestId('start-afresh')).toBeNull();
});

test('leaving practice means choosing an AWS account', async () => {
  const { press, user } = await showWindow(desk());
  await user.click(screen.getByText('Practice', { selector: 'a *, a' }));
  await press('leave-practice');
  expect(await screen.findByText('Environment variables')).toBeVisible();
});
