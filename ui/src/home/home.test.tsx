// Home and the first start, on the scripted twin.

import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import { desk, everyLine, line, live, waiting } from '../backend/samples';
import { lineAct, lineState } from '../words/home';

test('the first start offers practice and counts the AWS profiles', async () => {
  const { backend, press } = await showWindow(desk({ account: null, practice: null }));
  expect(await screen.findByText('Work in AWS (3 profiles found)')).toBeVisible();
  await press('use-practice');
  expect(backend.formsOf('use_aws_account')).toEqual([{ source: { kind: 'practice' }, region: null }]);
});

test('an empty list says what to do', async () => {
  await showWindow(desk());
  expect(screen.getByText('Nothing is waiting for you')).toBeVisible();
  expect(screen.getByText(/find it again under Existing link/)).toBeVisible();
});

test('every state has a word and one act', async () => {
  await showWindow(desk({ waiting: everyLine, waitingCount: everyLine.length }));
  for (const each of everyLine) {
    const row = screen.getByRole('row', { name: new RegExp(each.customer.slice(0, 12)) });
    expect(within(row).getByText(lineState(each.state))).toBeVisible();
    expect(within(row).getAllByRole('button')).toHaveLength(1);
    if (each.otherIdentity === null) expect(within(row).getByRole('button')).toHaveTextContent(lineAct(each.state));
  }
});

test('a line of another AWS account says so and leads to the accounts', async () => {
  const elsewhere = everyLine.filter((each) => each.otherIdentity !== null);
  const { user } = await showWindow(live({ waiting: elsewhere, waitingCount: 1 }));
  expect(screen.getByText(/210987654321/)).toBeVisible();
  await user.click(within(screen.getByRole('row', { name: /Elsewhere/ })).getByRole('button'));
  expect(await screen.findByRole('heading', { name: 'AWS accounts' })).toBeVisible();
});

test('the act of a line opens it', async () => {
  const { backend, press } = await showWindow(desk({ waiting, waitingCount: 4 }));
  await press('line-act-j-2');
  expect(backend.formsOf('open_journey')).toEqual([{ journeyId: 'j-2' }]);
});

test('the place list counts what is waiting, more than is shown', async () => {
  await showWindow(desk({ waiting: [line('j-1', 'Miller', { kind: 'creating' })], waitingCount: 71 }));
  expect(screen.getByText('71')).toBeVisible();
  expect(screen.getByText('The first 1 of 71 are shown.')).toBeVisible();
});

test('Enter in the search opens the links with it', async () => {
  const { backend, typeInto } = await showWindow(desk());
  await typeInto('home-search', 'Miller{Enter}');
  expect(await screen.findByTestId('link-search')).toHaveValue('Miller');
  expect(backend.formsOf('list_account_associations').at(-1)?.search).toBe('Miller');
});

test('without an AWS account the buttons are off and say why', async () => {
  await showWindow(desk({ account: null, practice: null, waiting, waitingCount: 4 }));
  expect(await button('new-link')).toBeDisabled();
  expect(screen.getByText('Choose an AWS account or Practice first.')).toBeVisible();
});
