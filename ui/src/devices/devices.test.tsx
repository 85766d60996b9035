// The third stop: finding, choosing, registering, devices already in AWS.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { DeviceStatus, StopView } from '../backend/contract';
import {
  choosing,
  desk,
  deviceRow,
  foundRows,
  journey,
  problem,
  registering,
  settledRows,
} from '../backend/samples';
import { Refusal, type Script } from '../backend/scripted';
import { deviceStatus } from '../words/devices';

const finding = (part: Partial<Extract<StopView, { kind: 'findingDevices' }>>): StopView => ({
  kind: 'findingDevices',
  since: Date.now(),
  found: 0,
  end: null,
  problem: null,
  ...part,
});

async function atDevices(stop: StopView, script: Script = {}) {
  const shown = await showWindow(desk({ open: journey(stop) }), script);
  await screen.findByTestId('stop-devices');
  return shown;
}

const row = (id: string) => screen.getByTestId(`device-row-${id}`).closest('tr') as HTMLElement;

test('finding tells whom it asks and how many came so far', async () => {
  await atDevices(finding({ found: 3 }));
  expect(screen.getByText(/Asking/)).toHaveTextContent("Asking Brightwell Lighting for the customer's devices…");
  expect(screen.getByText(/3 devices found so far/)).toBeVisible();
});

test.each(['noDevices', 'failed', 'timedOut'] as const)('a search that ended with %s can be made again or left', async (end) => {
  const { backend, press } = await atDevices(finding({ end }));
  await press('find-again');
  await press('finish');
  expect(backend.formsOf('find_devices')).toEqual([{ journeyId: 'j-1' }]);
  expect(backend.formsOf('finish')).toEqual([{ journeyId: 'j-1' }]);
});

test('no devices: the causes are told as possibilities', async () => {
  await atDevices(finding({ end: 'noDevices' }));
  expect(screen.getByText('Perhaps', { exact: false })).toBeVisible();
});

test('the registering button names number and customer, beside the way back', async () => {
  const { backend, press } = await atDevices(choosing());
  expect(await button('register-devices')).toHaveTextContent('Register 5 devices for Miller Flat 3');
  expect(await button('not-their-devices')).toHaveTextContent("These are not Miller Flat 3's devices");
  expect(screen.getByText(/Nothing is made until you register/)).toBeVisible();
  await press('register-devices');
  expect(backend.formsOf('register_devices')).toEqual([{ journeyId: 'j-1' }]);
});

test('not their devices: it is explained before anything is removed', async () => {
  const { backend, press } = await atDevices(choosing());
  await press('not-their-devices');
  expect(await screen.findByText(/no device is made/)).toBeVisible();
  expect(backend.formsOf('start_again')).toEqual([]);
  await press('confirm-not-their-devices');
  expect(backend.formsOf('start_again')).toEqual([{ journeyId: 'j-1' }]);
});

test('ticking off one device asks for that device alone', async () => {
  const { backend, user } = await atDevices(choosing());
  await screen.findByTestId('device-row-dev-1');
  await user.click(within(row('dev-2')).getByRole('checkbox'));
  expect(backend.formsOf('choose_devices')).toEqual([
    { journeyId: 'j-1', connectorDeviceIds: ['dev-2'], chosen: false },
  ]);
});

test('what cannot be chosen cannot be ticked', async () => {
  await atDevices(choosing());
  await screen.findByTestId('device-row-dev-6');
  expect(within(row('dev-6')).getByRole('checkbox')).toBeDisabled();
  expect(row('dev-6')).toHaveTextContent('On another link');
});

test('all at once is one command for all, also beyond this page', async () => {
  const { backend, press } = await atDevices(choosing({ chosen: 3, choosable: 340, found: 340 }));
  expect(await button('tick-all')).toHaveTextContent('Tick all 340');
  await press('tick-all');
  expect(backend.formsOf('choose_devices')).toEqual([{ journeyId: 'j-1', connectorDeviceIds: [], chosen: true }]);
});

test('with nothing ticked registering is off and says why, and finishing is offered', async () => {
  const { backend, press } = await atDevices(choosing({ chosen: 0 }));
  expect(await button('register-devices')).toBeDisabled();
  expect(screen.getByText('Tick at least one device.')).toBeVisible();
  await press('finish');
  expect(backend.formsOf('finish')).toHaveLength(1);
});

test('a name is edited in its row', async () => {
  const { backend, user } = await atDevices(choosing());
  await screen.findByTestId('device-row-dev-1');
  await user.click(screen.getByLabelText('Edit the name of Flat 3 Kitchen lamp'));
  const field = await screen.findByDisplayValue('Flat 3 Kitchen lamp');
  await user.clear(field);
  await user.type(field, 'Kitchen{Enter}');
  await waitFor(() =>
    expect(backend.formsOf('rename_device')).toEqual([
      { journeyId: 'j-1', connectorDeviceId: 'dev-1', name: 'Kitchen' },
    ]),
  );
});

test('the filter asks the desk, and rows are asked for again when they changed', async () => {
  const { backend, show, user } = await atDevices(choosing());
  await screen.findByTestId('device-row-dev-1');
  await user.type(screen.getByLabelText('Find a device'), 'hall');
  await waitFor(() => expect(screen.queryByTestId('device-row-dev-1')).toBeNull());
  expect(screen.getByTestId('device-row-dev-3')).toBeVisible();
  const before = backend.formsOf('list_devices').length;
  await show({ open: journey(choosing({ rowsRevision: 2 })) });
  await waitFor(() => expect(backend.formsOf('list_devices')).toHaveLength(before + 1));
});

test('a long list is asked for and drawn by the page', async () => {
  const all = Array.from({ length: 340 }, (_, index) => deviceRow(index, { kind: 'new' }, true));
  const { backend, user } = await atDevices(choosing({ found: 340, choosable: 340, chosen: 340 }), {
    list_devices: ({ offset }) => ({ revision: 1, total: 340, offset, rows: all.slice(offset, offset + 200) }),
  });
  await screen.findByTestId('device-row-dev-1');
  expect(document.querySelectorAll('tbody tr')).toHaveLength(50);
  await user.click(screen.getByLabelText('Page 2'));
  expect(await screen.findByTestId('device-row-dev-51')).toBeVisible();
  expect(backend.formsOf('list_devices').at(-1)?.offset).toBe(50);
});

test('rows become their results in place, each in words', async () => {
  const all: DeviceStatus[] = [
    { kind: 'queued' },
    { kind: 'making' },
    { kind: 'registering' },
    { kind: 'confirming' },
    { kind: 'confirmed' },
    { kind: 'leftOut' },
    { kind: 'failed', problem: problem({ title: 'AWS refused the device' }) },
  ];
  const rows = all.map((status, index) => deviceRow(index, status, false));
  await atDevices(registering({ total: 7 }), {
    list_devices: ({ offset }) => ({ revision: 1, total: rows.length, offset, rows }),
  });
  await screen.findByTestId('device-row-dev-1');
  for (const [index, status] of all.entries()) expect(row(`dev-${index + 1}`)).toHaveTextContent(deviceStatus(status));
  expect(screen.queryByTestId('retry-failed')).toBeNull();
  expect(screen.queryAllByRole('checkbox')).toEqual([]);
});

test('registering can be paused, says what pausing means, and goes on', async () => {
  const { backend, show, press } = await atDevices(registering({ total: 500, done: 312 }));
  expect(screen.getByText('You can close Linkwright: it goes on at the next start.')).toBeVisible();
  await press('pause-registering');
  expect(backend.formsOf('pause_registering')).toEqual([{ journeyId: 'j-1' }]);
  await show({ open: journey(registering({ total: 500, done: 312, paused: true })) });
  expect(screen.getByText('Paused. What was sent already still ends.')).toBeVisible();
  expect(screen.queryByTestId('pause-registering')).toBeNull();
  await press('continue-registering');
  expect(backend.formsOf('continue_registering')).toEqual([{ journeyId: 'j-1' }]);
});

test('the time left is told once enough was seen of it, and not while it is paused', async () => {
  const began = Date.now();
  const now = vi.spyOn(Date, 'now').mockReturnValue(began);
  const { show } = await atDevices(registering({ total: 500, done: 300 }));
  expect(screen.queryByText(/^about/)).toBeNull();
  now.mockReturnValue(began + 10_000);
  await show({ open: journey(registering({ total: 500, done: 400 })) });
  expect(screen.getByText('about 10 s left')).toBeVisible();
  await show({ open: journey(registering({ total: 500, done: 400, paused: true })) });
  expect(screen.queryByText(/^about/)).toBeNull();
  now.mockRestore();
});

test('what has ended cannot be paused', async () => {
  await atDevices(registering({ total: 20, done: 17, failed: 3, settled: true }));
  expect(screen.queryByTestId('pause-registering')).toBeNull();
});

test('what failed is retried alone, or left with an honest end', async () => {
  const { backend, press } = await atDevices(registering({ total: 20, done: 17, failed: 3, settled: true }), {
    list_devices: ({ offset }) => ({ revision: 1, total: 20, offset, rows: settledRows }),
  });
  expect(screen.getByText(/The 17 that are registered are safe/)).toBeVisible();
  expect(await button('retry-failed')).toHaveTextContent('Retry 3');
  expect(await button('finish')).toHaveTextContent('Finish with 17');
  await press('retry-failed');
  await press('finish');
  expect(backend.formsOf('retry_failed_devices')).toHaveLength(1);
  expect(backend.formsOf('finish')).toHaveLength(1);
});

test('a device that is already in AWS is registered with one press', async () => {
  const { backend, press } = await atDevices(choosing());
  await press('tab-already-in-aws');
  expect(await button('register-thing-mt-1')).toHaveTextContent('Register for Miller Flat 3');
  await press('register-thing-mt-1');
  expect(backend.formsOf('register_managed_thing')).toEqual([{ journeyId: 'j-1', managedThingId: 'mt-1' }]);
});

test('one the search did not find is explained; one that is registered has no button', async () => {
  const { press } = await atDevices(choosing());
  await press('tab-already-in-aws');
  expect(await screen.findByText(/This search did not find it/)).toBeVisible();
  expect(screen.queryByTestId('register-thing-mt-4')).toBeNull();
  expect(screen.queryByTestId('register-thing-mt-5')).toBeNull();
  expect(screen.queryByTestId('register-thing-mt-6')).toBeNull();
});

async function enterIds(script: Script = {}) {
  const shown = await atDevices(choosing(), script);
  await shown.press('tab-already-in-aws');
  await shown.user.click(await screen.findByText('Enter ids'));
  await shown.typeInto('ids-thing', 'mt-1');
  await shown.typeInto('ids-link', 'aa-1');
  expect(await button('look-up')).toBeDisabled();
  await shown.typeInto('ids-search', 'dd-1');
  await shown.press('look-up');
  return shown;
}

test('three ids are shown in words before anything is sent', async () => {
  const { backend, press } = await enterIds();
  expect(await screen.findByTestId('ids-in-words')).toHaveTextContent(/Hall thermostat.*Miller Flat 3.*7 devices found/);
  expect(backend.formsOf('register_account_association')).toEqual([]);
  await press('register-ids');
  expect(backend.formsOf('register_account_association')).toEqual([
    { managedThingId: 'mt-1', accountAssociationId: 'aa-1', deviceDiscoveryId: 'dd-1' },
  ]);
  expect(await screen.findByText('AWS took the registration.')).toBeVisible();
});

test('ids that do not belong together cannot be sent', async () => {
  const { backend } = await enterIds({
    look_up_ids: () => {
      throw new Refusal(problem({ kind: 'notPossible', title: 'These do not belong together', action: null }));
    },
  });
  expect(await screen.findByText('These do not belong together')).toBeVisible();
  expect(screen.queryByTestId('register-ids')).toBeNull();
  expect(backend.formsOf('register_account_association')).toEqual([]);
});

test('a list that cannot be shown is a problem, and the rows so far stay', async () => {
  let broken = false;
  const { show } = await atDevices(choosing(), {
    list_devices: ({ offset }) => {
      if (broken) throw new Refusal(problem({ title: 'The rows did not come' }));
      return { revision: 1, total: foundRows.length, offset, rows: foundRows };
    },
  });
  await screen.findByTestId('device-row-dev-1');
  broken = true;
  await show({ open: journey(choosing({ rowsRevision: 2 })) });
  expect(await screen.findByText('The rows did not come')).toBeVisible();
  expect(screen.getByTestId('device-row-dev-1')).toBeVisible();
});
