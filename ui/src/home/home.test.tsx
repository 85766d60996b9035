// Home and the first start, on the scripted twin.

import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { SavedAccountView } from '../backend/contract';
import { awsAccounts, desk, elsewhere, everyLine, HOUR, line, live, problem, savedAccount, waiting } from '../backend/samples';
import { Refusal } from '../backend/scripted';
import { lineAct, lineState } from '../words/home';

test('the first start offers practice and counts the AWS profiles', async () => {
  let accounts: SavedAccountView[] = [];
  const { backend, press, show } = await showWindow(desk({ account: null, practice: null }), {
    list_aws_accounts: () => awsAccounts({ accounts }),
  });
  expect(await screen.findByText('Work in AWS (3 profiles found)')).toBeVisible();
  // Kept ones count as well.
  accounts = [savedAccount()];
  await show({ awsAccountsRevision: 2 });
  expect(await screen.findByText('Work in AWS (4 profiles found)')).toBeVisible();
  await press('use-practice');
  expect(backend.formsOf('use_aws_account')).toEqual([{ source: { kind: 'practice' }, region: null }]);
});

test('an empty list says what to do', async () => {
  await showWindow(desk());
  expect(screen.getByText('Nothing is waiting for you')).toBeVisible();
  expect(screen.getByText(/Every link in AWS is under Existing link/)).toBeVisible();
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
  const others = everyLine.filter((each) => each.otherIdentity !== null);
  const { user } = await showWindow(live({ waiting: others, waitingCount: 1 }));
  expect(screen.getByText(/210987654321/)).toBeVisible();
  await user.click(within(screen.getByRole('row', { name: /Elsewhere/ })).getByRole('button'));
  expect(await screen.findByRole('heading', { name: 'AWS accounts' })).toBeVisible();
});

test('the act of a line opens it', async () => {
  const { backend, press } = await showWindow(desk({ waiting, waitingCount: 4 }));
  await press('line-act-j-4');
  expect(backend.formsOf('open_journey')).toEqual([{ journeyId: 'j-4' }]);
});

test.each([
  ['Retry 3', { kind: 'someFailed', done: 17, total: 20, failed: 3 }, 'retry_failed_devices'],
  ['Continue', { kind: 'paused', done: 312, total: 500 }, 'continue_registering'],
  ['Try now', { kind: 'createUnreached' }, 'try_again'],
  ['Check', { kind: 'createUnclear' }, 'try_again'],
] as const)('%s does what it says, and then shows it', async (label, state, command) => {
  const { backend, press } = await showWindow(desk({ waiting: [line('j-1', 'Miller', state)], waitingCount: 1 }));
  expect(await button('line-act-j-1')).toHaveTextContent(label);
  await press('line-act-j-1');
  expect(backend.asked.slice(-2)).toEqual([
    { command, form: { journeyId: 'j-1' } },
    { command: 'open_journey', form: { journeyId: 'j-1' } },
  ]);
});

test('an act that is refused is told, and nothing is opened', async () => {
  const { backend, press } = await showWindow(desk({ waiting, waitingCount: 4 }), {
    retry_failed_devices: () => {
      throw new Refusal(problem({ title: 'The disk is full' }));
    },
  });
  await press('line-act-j-2');
  expect(await screen.findByText('The disk is full')).toBeVisible();
  expect(backend.formsOf('open_journey')).toEqual([]);
});

test('the age of a line is told in its largest unit', async () => {
  const old = line('j-1', 'Miller', { kind: 'needsNewSignIn' }, { startedAt: Date.now() - 50 * HOUR });
  await showWindow(desk({ waiting: [old], waitingCount: 1 }));
  expect(screen.getByRole('row', { name: /Miller/ })).toHaveTextContent('2 days');
});

test('links of other desks are told apart and continued here', async () => {
  const { backend, press } = await showWindow(live({ elsewhere, elsewhereCount: 3 }));
  expect(screen.getByRole('heading', { name: /Waiting at other desks/ })).toBeVisible();
  expect(screen.getByRole('row', { name: /Weaver Row 4/ })).toHaveTextContent('job 4698Northgate Locks20 Nov 2026 by js');
  await press('continue-here-aa-21');
  expect(backend.formsOf('open_link')).toEqual([{ accountAssociationId: 'aa-21' }]);
});

test('without links of other desks there is no such group', async () => {
  await showWindow(live());
  expect(screen.queryByText('Waiting at other desks')).toBeNull();
});

test('what does not fit is under Links', async () => {
  const { press } = await showWindow(live({ elsewhere, elsewhereCount: 15 }));
  expect(await button('more-elsewhere')).toHaveTextContent('and 12 more under Links');
  await press('more-elsewhere');
  expect(await screen.findByTestId('link-search')).toHaveValue('');
});

test('the place list counts what is waiting, more than is shown', async () => {
  await showWindow(desk({ waiting: [line('j-1', 'Miller', { kind: 'creating' })], waitingCount: 71 }));
  expect(screen.getByText('71')).toBeVisible();
  expect(screen.getByText('The newest 1 of 71 are shown.')).toBeVisible();
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
