// The devices of a link: how they stand, whether they answer, and repairs in place.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { DeviceAnswerView } from '../backend/contract';
import { linkDevice, linkDevices, linkView, live, problem, settings } from '../backend/samples';
import { Refusal, type Script } from '../backend/scripted';

async function atDevices(script: Script = {}, view = live()) {
  const shown = await showWindow(view, script);
  await shown.user.click(screen.getByText('Links'));
  await shown.press('open-link-aa-4');
  await screen.findByTestId('link-device-mt-1');
  return shown;
}

const form = (managedThingId: string) => ({ accountAssociationId: 'aa-4', managedThingId });

test('every device says how it stands and what it last reported', async () => {
  await atDevices();
  const row = screen.getByTestId('link-device-mt-1').closest('tr') as HTMLElement;
  expect(row).toHaveTextContent('Registered');
  expect(row).toHaveTextContent(/reachable, reported \d+ min ago/);
  expect(row).toHaveTextContent('on, level 40');
  expect(screen.getByText('Made, not registered')).toBeVisible();
  expect(screen.getByText('Cut off: it has no link any more')).toBeVisible();
  expect(screen.getByText('on another link as well')).toBeVisible();
  expect(document.body).not.toHaveTextContent('ASSOCIATED');
});

test('Technical view adds the names AWS uses and both ids', async () => {
  await atDevices({}, live({ settings: { ...settings, technicalView: true } }));
  expect(screen.getByText('ASSOCIATED · ACTIVATED')).toBeVisible();
  expect(screen.getByText('mt-1 · bw-mt-1')).toBeVisible();
});

test('a device that answers says what, and how long ago', async () => {
  const { backend, press } = await atDevices();
  await press('ask-mt-1');
  expect(backend.formsOf('ask_device')).toEqual([form('mt-1')]);
  await waitFor(() => expect(screen.getByTestId('answer-mt-1')).toHaveTextContent(/answered \d+ s ago: on/));
});

test('while it is asked it says so, and another is asked at the same time', async () => {
  let answer: (said: DeviceAnswerView) => void = () => undefined;
  const { press } = await atDevices({
    ask_device: ({ managedThingId }) =>
      managedThingId === 'mt-1' ? new Promise((resolve) => { answer = resolve; }) : { kind: 'nothingToAsk' },
  });
  await press('ask-mt-1');
  expect(screen.getByTestId('answer-mt-1')).toHaveTextContent('asking…');
  expect(await button('ask-mt-1')).toBeDisabled();
  await press('ask-mt-2');
  await waitFor(() => expect(screen.getByTestId('answer-mt-2')).toHaveTextContent('AWS knows nothing it could be asked for'));
  answer({ kind: 'acceptedNoAnswerYet', at: Date.now(), lastState: 'on' });
  await waitFor(() => expect(screen.getByTestId('answer-mt-1')).toHaveTextContent('accepted, no answer yet'));
  expect(screen.getByTestId('answer-mt-1')).not.toHaveTextContent('refused');
});

test('only a question AWS refused is told as refused', async () => {
  const { press } = await atDevices({
    ask_device: () => {
      throw new Refusal(problem({ title: 'This AWS sign-in may not ask devices' }));
    },
  });
  await press('ask-mt-1');
  await waitFor(() => expect(screen.getByTestId('answer-mt-1')).toHaveTextContent('AWS refused the question: This AWS sign-in may not ask devices'));
});

test('half-made devices are finished together, over all pages', async () => {
  const all = Array.from({ length: 60 }, (_, at) => linkDevice(`mt-${at + 1}`, `Lamp ${at + 1}`, at < 57 ? 'registered' : 'madeNotRegistered'));
  const { backend, press } = await atDevices({
    list_link_devices: (asked) => ({ ...linkDevices(asked), rows: all.slice(asked.offset, asked.offset + 50), total: 60, unfinished: 3, isolated: 0 }),
  });
  expect(await button('finish-devices')).toHaveTextContent('Finish 3 devices');
  expect(screen.queryByTestId('bring-back')).toBeNull();
  await press('finish-devices');
  await waitFor(() =>
    expect(backend.formsOf('bring_devices')).toEqual([{ accountAssociationId: 'aa-4', managedThingIds: ['mt-58', 'mt-59', 'mt-60'] }]),
  );
});

test('devices that were cut off are brought back', async () => {
  const { backend, press } = await atDevices();
  expect(await button('bring-back')).toHaveTextContent('Bring 1 back');
  await press('bring-back');
  await waitFor(() => expect(backend.formsOf('bring_devices')).toEqual([{ accountAssociationId: 'aa-4', managedThingIds: ['mt-4'] }]));
});

test('taking a device off and deleting it are different questions', async () => {
  const { backend, press } = await atDevices();
  await press('device-more-mt-1');
  await press('take-off-device');
  expect(await screen.findByText(/It stays in AWS and can be registered again/)).toBeVisible();
  await press('confirm-take-off');
  expect(backend.formsOf('remove_device')).toEqual([{ ...form('mt-1'), delete: false }]);
  await press('device-more-mt-1');
  await press('delete-device');
  expect(await screen.findByText(/It cannot be taken back/)).toBeVisible();
  await press('confirm-delete');
  expect(backend.formsOf('remove_device').at(-1)).toEqual({ ...form('mt-1'), delete: true });
});

test('a refused removal is told in the question, which stays open', async () => {
  const { press } = await atDevices({
    remove_device: () => {
      throw new Refusal(problem({ title: 'AWS is busy' }));
    },
  });
  await press('device-more-mt-1');
  await press('take-off-device');
  await press('confirm-take-off');
  expect(await screen.findByText('AWS is busy')).toBeVisible();
  expect(await button('confirm-take-off')).toBeEnabled();
});

test('replacing a device begins with a search for the new one', async () => {
  const { backend, press } = await atDevices();
  await press('device-more-mt-2');
  await press('replace-device');
  expect(await screen.findByText(/it gets the name and the owner of the old one/)).toBeVisible();
  await press('confirm-replace');
  expect(backend.formsOf('replace_device')).toEqual([form('mt-2')]);
});

test('a device that is on no link cannot be taken off it', async () => {
  const { press } = await atDevices();
  await press('device-more-mt-3');
  const item = await screen.findByTestId('take-off-device');
  expect(within(item).getByRole('menuitem')).toHaveAttribute('aria-disabled', 'true');
});

test('name and owner of a device are checked while typing and saved together', async () => {
  const { backend, press, user } = await atDevices();
  await press('device-more-mt-1');
  await press('edit-device');
  const name = await screen.findByTestId('device-name');
  await user.clear(name);
  await waitFor(() => expect(screen.getAllByText('AWS cannot take a name away.').length).toBeGreaterThan(0));
  expect(await button('save-device')).toBeDisabled();
  await user.type(name, 'Stairs');
  await waitFor(async () => expect(await button('save-device')).toBeEnabled());
  await press('save-device');
  expect(backend.formsOf('edit_device')).toEqual([{ ...form('mt-1'), name: 'Stairs', owner: 'C-20417' }]);
});

test('at most fifty rows are drawn, and the others are a page away', async () => {
  const many = Array.from({ length: 120 }, (_, at) => linkDevice(`mt-${at + 1}`, `Lamp ${at + 1}`, 'registered'));
  const { backend, user } = await atDevices({ list_link_devices: (asked) => ({ ...linkDevices(asked), rows: many, total: 500, registered: 500 }) });
  expect(screen.getAllByRole('row')).toHaveLength(51);
  expect(screen.getByText('Devices (500)')).toBeVisible();
  await user.click(await screen.findByLabelText('Page 2'));
  await waitFor(() => expect(backend.formsOf('list_link_devices').at(-1)?.offset).toBe(50));
});

test('what could not be asked for is told beside the devices that are known', async () => {
  await atDevices({ list_link_devices: (asked) => ({ ...linkDevices(asked), problem: problem({ title: 'Devices without a link may not be listed' }) }) });
  expect(await screen.findByText('Devices without a link may not be listed')).toBeVisible();
  expect(screen.getByText('Flat 3 Kitchen lamp')).toBeVisible();
});

test('a device that is on no link cannot be asked, and why stands beside it', async () => {
  await atDevices();
  for (const id of ['mt-3', 'mt-4']) {
    expect(await button(`ask-${id}`)).toBeDisabled();
    expect(screen.getByTestId(`answer-${id}`)).toHaveTextContent('It can be asked once it is registered');
  }
  expect(await button('ask-mt-2')).toBeEnabled();
});

test('where there is no device there is nothing to search in', async () => {
  const shown = await showWindow(live(), { list_link_devices: (asked) => ({ ...linkDevices(asked), rows: [], total: 0, registered: 0, unfinished: 0, isolated: 0 }) });
  await shown.user.click(screen.getByText('Links'));
  await shown.press('open-link-aa-4');
  expect(await screen.findByText('No device is registered on this link')).toBeVisible();
  expect(screen.queryByRole('table')).toBeNull();
  expect(screen.queryByLabelText('Find a device')).toBeNull();
});

test('a search that fits no device keeps its field', async () => {
  const { user } = await atDevices();
  const field = screen.getByLabelText('Find a device');
  await user.type(field, 'zzz');
  expect(await screen.findByText('No device fits')).toBeVisible();
  expect(field).toHaveFocus();
});

test('of a link that is gone nothing is asked', async () => {
  await atDevices({ get_link: () => linkView({ gone: true }) });
  expect(screen.queryByTestId('ask-mt-1')).toBeNull();
  expect(screen.queryByTestId('finish-devices')).toBeNull();
});
