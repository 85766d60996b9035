// After a reconnect: was it the same account? And a device that takes another's place.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { ComparisonView, JourneyView, StopView } from '../backend/contract';
import { choosing, desk, done, foundRows, journey, registering } from '../backend/samples';
import type { Script } from '../backend/scripted';

const again = { reconnecting: true, fromExistingLink: true };
const compared = (part: Partial<ComparisonView>): ComparisonView => ({ known: 12, found: 12, notFound: [], anotherAccount: false, ...part });
const at = (stop: StopView, part: Partial<JourneyView>, script: Script = {}) => showWindow(desk({ open: journey(stop, part) }), script);
async function primaryActs() {
  await screen.findByTestId('finish-later').catch(() => screen.findByTestId('go-home'));
  return [...document.querySelectorAll('.lw-stop button[class*="variant-primary"]')].map((each) => each.textContent);
}
const searching: StopView = { kind: 'findingDevices', since: Date.now(), found: 0, end: null, problem: null };

test('all known devices found: the same account', async () => {
  await at(choosing(), { ...again, comparison: compared({}) });
  expect(await screen.findByTestId('comparison')).toHaveTextContent('12 of 12 known devices found: the same account.');
});

test('devices that were not found are named', async () => {
  await at(choosing(), { ...again, comparison: compared({ found: 5, notFound: ['Hall lamp', 'Porch'] }) });
  expect(await screen.findByTestId('comparison')).toHaveTextContent('5 of 12 known devices found. Not found: Hall lamp, Porch, and 5 more');
});

test('none of them found is very likely another account: a new page comes first, and registering is no primary act', async () => {
  const { backend, press } = await at(choosing({ chosen: 1 }), { ...again, comparison: compared({ found: 0, anotherAccount: true }) });
  expect(await screen.findByTestId('comparison')).toHaveTextContent('0 of 12 known devices found: very likely another account. Nothing was registered.');
  expect(await primaryActs()).toEqual(['New sign-in page']);
  expect(screen.queryByTestId('not-their-devices')).toBeNull();
  await press('new-sign-in-page');
  expect(backend.formsOf('new_sign_in_page')).toEqual([{ journeyId: 'j-1' }]);
});

test('all known devices found beside new ones: finishing comes first, and registering is possible', async () => {
  const { show } = await at(choosing({ chosen: 0 }), { ...again, comparison: compared({}) });
  expect(await primaryActs()).toEqual(['Finish']);
  expect(screen.getByText('Finish ends it with 12 of 12 known devices confirmed. To register, tick at least one device.')).toBeVisible();
  await show({ open: journey(choosing({ chosen: 1 }), { ...again, comparison: compared({}) }) });
  await waitFor(async () => expect(await primaryActs()).toEqual(['Register 1 device for Miller Flat 3 in Practice']));
});

test('with nothing to compare with, finishing does not come first', async () => {
  await at(choosing({ chosen: 0 }), { ...again, comparison: null });
  expect(await primaryActs()).toEqual(['Register 0 devices for Miller Flat 3 in Practice']);
  expect(screen.getByText('Tick at least one device.')).toBeVisible();
});

test('some known devices missing and nothing left to register: finishing takes no device away, and nothing can be ticked', async () => {
  const { backend, press } = await at(
    choosing({ found: 10, choosable: 0, chosen: 0 }),
    { ...again, comparison: compared({ found: 10, notFound: ['Hall lamp', 'Porch'] }) },
    { list_devices: ({ offset }) => ({ revision: 1, total: 1, offset, rows: foundRows.slice(0, 1).map((row) => ({ ...row, chosen: false, choosable: false })) }) },
  );
  await screen.findByTestId('device-row-dev-1');
  expect(await primaryActs()).toEqual(['Finish']);
  expect(screen.getByText('Finish ends it with 10 of 12 known devices confirmed.')).toBeVisible();
  expect(screen.queryByRole('checkbox')).toBeNull();
  await press('finish');
  expect(backend.formsOf('finish')).toEqual([{ journeyId: 'j-1' }]);
});

test('an empty search on a reconnect keeps the link: a new page comes first', async () => {
  const { backend, press } = await at({ ...searching, end: 'noDevices' }, { ...again, comparison: compared({ found: 0, anotherAccount: true }) });
  expect(await primaryActs()).toEqual(['New sign-in page']);
  expect(screen.queryByTestId('not-their-devices')).toBeNull();
  expect(screen.queryByTestId('remove-link')).toBeNull();
  await press('new-sign-in-page');
  expect(backend.formsOf('new_sign_in_page')).toEqual([{ journeyId: 'j-1' }]);
});

test('an end at which none was found is called no reconnect, and a new page comes first', async () => {
  await at(done({ registered: 0 }), { ...again, comparison: compared({ found: 0, anotherAccount: true }) });
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Signed in again, known devices not found');
  expect(screen.getByTestId('comparison')).toHaveTextContent('None of 12 known devices was found.');
  expect(await primaryActs()).toEqual(['New sign-in page']);
});

test('a single known device that is missing is no other account', async () => {
  await at(choosing(), { ...again, comparison: compared({ known: 1, found: 0, notFound: ['Hall lamp'] }) });
  expect(await screen.findByTestId('comparison')).toHaveTextContent('None of 1 known device was found. Not found: Hall lamp');
  expect(screen.getByTestId('comparison')).not.toHaveTextContent('another account');
});

test('a link with a history is not removed for the wrong account: the customer signs in again', async () => {
  const { backend, press } = await at(choosing(), { ...again, comparison: compared({ found: 5 }) });
  expect(screen.queryByTestId('not-their-devices')).toBeNull();
  await press('new-sign-in-page');
  expect(backend.formsOf('new_sign_in_page')).toHaveLength(1);
});

test('the end of a reconnect counts the known devices', async () => {
  const { backend, press } = await at(done({ registered: 0 }), { ...again, comparison: compared({}) });
  expect(await screen.findByTestId('comparison')).toHaveTextContent(/^Reconnected. 12 of 12 known devices confirmed.$/);
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Reconnected');
  await press('see-link');
  await waitFor(() => expect(backend.formsOf('look_at_link')).toEqual([{ accountAssociationId: journey(done()).accountAssociationId }]));
});

test('the end of a reconnect with devices missing names them and is no plain success', async () => {
  await at(done({ registered: 0 }), { ...again, comparison: compared({ found: 10, notFound: ['Hall lamp', 'Porch'] }) });
  expect(await screen.findByTestId('comparison')).toHaveTextContent('Reconnected. 10 of 12 known devices confirmed. Not found: Hall lamp, Porch');
  expect(screen.getByTestId('stop-done').textContent?.match(/10 of 12 known devices/g)).toHaveLength(1);
});

test('one device is chosen to take the place of another', async () => {
  const { backend, user } = await at(choosing({ chosen: 0 }), { fromExistingLink: true, replacing: 'Hall lamp' }, {
    list_devices: ({ offset }) => ({ revision: 1, total: 2, offset, rows: foundRows.slice(0, 2).map((row) => ({ ...row, chosen: false })) }),
  });
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Which device takes the place of Hall lamp?');
  expect(screen.queryByTestId('tick-all')).toBeNull();
  expect(screen.getByText('Choose one device.')).toBeVisible();
  const row = (await screen.findByTestId('device-row-dev-2')).closest('tr') as HTMLElement;
  await user.click(within(row).getByRole('radio'));
  expect(backend.formsOf('choose_devices')).toEqual([{ journeyId: 'j-1', connectorDeviceIds: ['dev-2'], chosen: true }]);
});

test('the button names the device that is replaced', async () => {
  await at(choosing({ chosen: 1 }), { fromExistingLink: true, replacing: 'Hall lamp' });
  expect(await button('register-devices')).toHaveTextContent('Replace Hall lamp');
});

test('devices that are brought onto a link are counted from the search on', async () => {
  const { show } = await at(searching, { fromExistingLink: true, bringing: 3 });
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Registering 3 devices');
  await show({ open: journey(registering(), { fromExistingLink: true, bringing: 3 }) });
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Registering 3 devices');
  await show({ open: journey(choosing(), { fromExistingLink: true, bringing: 3 }) });
  expect(await screen.findByText(/This search did not find all 3 of them/)).toBeVisible();
});
