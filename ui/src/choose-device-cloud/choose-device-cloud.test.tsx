// The first stop: by mouse and by keyboard, and what it refuses.

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { CustomerCheck } from '../backend/contract';
import { creating, desk, journey, live, problem, refusedCreate, settings, signIn } from '../backend/samples';
import { Refusal, type Script } from '../backend/scripted';

const existing = (part: Partial<NonNullable<CustomerCheck['existing']>>): Script => ({
  check_customer: ({ customer }) => ({
    storedName: customer,
    converted: false,
    problems: [],
    existing: { accountAssociationId: 'aa-4', name: customer, state: 'signedIn', mustContinue: false, ...part },
  }),
});

async function newLink(view = desk(), script: Script = {}) {
  const shown = await showWindow(view, script);
  await shown.press('new-link');
  await screen.findByTestId('customer-name');
  return shown;
}

test('the device cloud used last is chosen and the customer has the focus', async () => {
  await newLink();
  await waitFor(() => expect(screen.getByTestId('device-cloud')).toHaveTextContent('Brightwell Lighting'));
  await waitFor(() => expect(screen.getByTestId('customer-name')).toHaveFocus());
});

test('the button is off and says why until a customer is typed', async () => {
  const { typeInto } = await newLink();
  expect(await button('create-link')).toBeDisabled();
  expect(screen.getByText('Type the customer first.')).toBeVisible();
  await typeInto('customer-name', 'Miller');
  expect(await button('create-link')).toBeEnabled();
  expect(screen.queryByText('Type the customer first.')).toBeNull();
});

test('the name AWS will store is shown while typing', async () => {
  const { backend, typeInto } = await newLink();
  await typeInto('customer-name', "O'Brien Müller, Flat 3");
  await waitFor(() => expect(screen.getByTestId('stored-name')).toHaveTextContent('OBrien Mueller Flat 3'));
  expect(backend.formsOf('check_customer').length).toBeLessThan(12);
});

test('an answer to a text that has changed since is dropped', async () => {
  const late: ((check: CustomerCheck) => void)[] = [];
  const { show, typeInto } = await newLink(desk(), {
    check_customer: ({ customer }) =>
      customer === 'Mi'
        ? new Promise((resolve) => late.push(resolve))
        : { storedName: customer, converted: false, problems: [], existing: null },
  });
  await typeInto('customer-name', 'Mi');
  await waitFor(() => expect(late).toHaveLength(1));
  await typeInto('customer-name', 'ller');
  await waitFor(() => expect(screen.getByTestId('stored-name')).toHaveTextContent('Miller'));
  late[0]?.({ storedName: 'Mi', converted: false, problems: [], existing: null });
  await show({});
  expect(screen.getByTestId('stored-name')).toHaveTextContent('Miller');
});

test('by keyboard alone: type, Enter, and the link is asked for as typed', async () => {
  const { backend, user } = await newLink();
  await waitFor(() => expect(screen.getByTestId('customer-name')).toHaveFocus());
  await user.keyboard('Miller Flat 3{Tab}4711{Tab}C-20417{Enter}');
  await waitFor(() => expect(backend.formsOf('create_account_association')).toHaveLength(1));
  expect(backend.formsOf('create_account_association')[0]).toEqual({
    draftId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    connectorDestinationId: 'cd-brightwell',
    customer: 'Miller Flat 3',
    jobNumber: '4711',
    owner: 'C-20417',
    note: null,
    tags: [],
    authMaterialName: null,
    secondLink: false,
  });
});

test('Tab reaches everything in the order it is read', async () => {
  const { user } = await newLink();
  await waitFor(() => expect(screen.getByTestId('customer-name')).toHaveFocus());
  const reached: string[] = [];
  await user.keyboard('M');
  for (let step = 0; step < 8 && reached.at(-1) !== 'create-link'; step += 1) {
    await user.tab();
    reached.push(document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.textContent ?? '');
  }
  // What is folded under 'More' is hidden by a style sheet, which jsdom does not read.
  const folded = ['note', 'Add a tag'];
  expect(reached.filter((each) => !folded.includes(each))).toEqual(['job-number', 'owner', 'More', 'Cancel', 'create-link']);
});

test('pressing Create twice asks for one link', async () => {
  let made: (answer: null) => void = () => undefined;
  const { backend, show, user, typeInto } = await newLink(desk(), {
    create_account_association: () => new Promise((resolve) => (made = resolve)),
  });
  await typeInto('customer-name', 'Miller');
  await user.dblClick(await button('create-link'));
  await user.type(screen.getByTestId('customer-name'), '{Enter}');
  made(null);
  await show({ open: journey(signIn()) });
  await screen.findByTestId('stop-sign-in');
  expect(backend.formsOf('create_account_association')).toHaveLength(1);
});

test('after Create the sign-in is shown', async () => {
  const { press, show, typeInto } = await newLink();
  await typeInto('customer-name', 'Miller Flat 3');
  await press('create-link');
  await show({ open: journey(signIn()) });
  expect(await screen.findByTestId('stop-sign-in')).toBeVisible();
});

test('a refused Create keeps what was typed, even if the desk showed it under way', async () => {
  let refuse: (refusal: Refusal) => void = () => undefined;
  const { press, show, typeInto } = await newLink(live(), {
    create_account_association: () => new Promise((_, reject) => (refuse = reject)),
  });
  await typeInto('customer-name', 'Miller');
  await press('create-link');
  await show({ open: journey(creating('sending')) });
  refuse(new Refusal(refusedCreate));
  await show({ open: null });
  expect(await screen.findByText('This AWS sign-in may not create the link')).toBeVisible();
  expect(screen.getByText('Copy for the cloud team')).toBeVisible();
  expect(screen.getByTestId('customer-name')).toHaveValue('Miller');
});

test('a waiting link of this customer is continued, never made twice', async () => {
  const { backend, press, typeInto } = await newLink(desk(), existing({ state: 'waitingForSignIn', mustContinue: true }));
  await typeInto('customer-name', 'Miller');
  await screen.findByText('This customer already has a link');
  expect(await button('create-link')).toBeDisabled();
  expect(screen.queryByTestId('second-link')).toBeNull();
  expect(await button('open-existing')).toHaveTextContent('Continue it');
  await press('open-existing');
  expect(backend.formsOf('open_link')).toEqual([{ accountAssociationId: 'aa-4' }]);
});

test('a second link is made only when it is ticked', async () => {
  const { backend, press, typeInto, user } = await newLink(desk(), existing({ state: 'needsNewSignIn' }));
  await typeInto('customer-name', 'Miller');
  expect(await button('open-existing')).toHaveTextContent('Reconnect it');
  expect(await button('create-link')).toBeDisabled();
  await user.click(screen.getByTestId('second-link'));
  await press('create-link');
  await waitFor(() => expect(backend.formsOf('create_account_association')[0]?.secondLink).toBe(true));
});

test('what AWS would refuse is marked at its field', async () => {
  const { typeInto } = await newLink(desk(), {
    check_customer: () => ({
      storedName: null,
      converted: false,
      problems: [{ field: 'customer', index: null, message: 'Nothing of this can be stored.' }],
      existing: null,
    }),
  });
  await typeInto('customer-name', '???');
  expect(await screen.findByText('Nothing of this can be stored.')).toBeVisible();
  // Keys far apart are checked one by one.
  await waitFor(async () => expect(await button('create-link')).toBeDisabled());
});

test('where access can be given in two ways the person chooses', async () => {
  const { backend, press, typeInto, user } = await newLink(desk(), {
    list_connector_destinations: () => ({
      destinations: [
        {
          connectorDestinationId: 'cd-northgate',
          name: 'Northgate Locks',
          description: null,
          accesses: [{ kind: 'companyCredential', authMaterialName: 'northgate-fleet' }, { kind: 'customerSignsIn' }],
        },
      ],
      lastUsed: null,
      elsewhere: [],
    }),
  });
  await typeInto('customer-name', 'Miller');
  await user.click(screen.getByLabelText('The customer signs in'));
  await press('create-link');
  await waitFor(() => expect(backend.formsOf('create_account_association')[0]?.authMaterialName).toBeNull());
});

test('without a device cloud here the other Region is one press away', async () => {
  const { backend, press } = await showWindow(live(), {
    list_connector_destinations: () => ({
      destinations: [],
      lastUsed: null,
      elsewhere: [{ region: 'ca-central-1', regionName: 'Canada (Central)', deviceClouds: 2 }],
    }),
  });
  await press('new-link');
  expect(await screen.findByText('2 device clouds in Canada (Central) (ca-central-1), switch')).toBeVisible();
  await press('switch-ca-central-1');
  expect(backend.formsOf('use_aws_account')).toEqual([
    { source: { kind: 'profile', name: 'acme-prod' }, region: 'ca-central-1' },
  ]);
});

test('without a device cloud anywhere there is a text for the cloud team', async () => {
  const { backend, press, user } = await showWindow(live(), {
    list_connector_destinations: () => ({ destinations: [], lastUsed: null, elsewhere: [] }),
  });
  await press('new-link');
  await user.click(await screen.findByText('Copy a text for the cloud team'));
  expect(backend.formsOf('copy_text')[0]?.text).toContain('123456789012');
});

test('device clouds that cannot be listed are a problem with one way on', async () => {
  let broken = true;
  const { press, user } = await showWindow(live(), {
    list_connector_destinations: () => {
      if (broken) throw new Refusal(problem({ title: 'AWS could not list the device clouds just now' }));
      return { destinations: [], lastUsed: null, elsewhere: [] };
    },
  });
  await press('new-link');
  expect(await screen.findByText('AWS could not list the device clouds just now')).toBeVisible();
  broken = false;
  await user.click(screen.getByText('Try again'));
  expect(await screen.findByText('No device cloud in this Region')).toBeVisible();
});

test('with the job number alone going to AWS it is asked for', async () => {
  const { typeInto } = await newLink(desk({ settings: { ...settings, jobNumberOnly: true } }));
  await typeInto('customer-name', 'Miller');
  expect(await button('create-link')).toBeDisabled();
  await typeInto('job-number', '4711');
  expect(await button('create-link')).toBeEnabled();
});
