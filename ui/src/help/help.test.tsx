// Help: its pages, its search, the ways to it and back.
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { states } from '../../pictures/states';
import { showWindow } from '../../test-window';
import { problemCatalogue } from '../backend/problem-catalogue';
import { choosing, creating, desk, expiredSignIn, journey, live, problem, signIn } from '../backend/samples';
import { topicOf, topics } from '../words/help';
import { helpFor } from './help-for';
import { entriesOf, hits } from './search';

async function atHelp() {
  const shown = await showWindow(live(), { list_log_files: () => ({ folder: '/home/anna/logs', files: [{ name: 'linkwright.log', bytes: 1200 }, { name: 'linkwright.1.log', bytes: 4_998_800 }], totalBytes: 5_000_000, kept: 5, problem: null }) });
  await shown.user.click(screen.getByText('Help'));
  await screen.findByTestId('help');
  return shown;
}

test('every topic has a page with its own heading', async () => {
  const { press } = await atHelp();
  for (const { id, title } of topics) {
    await press(`topic-${id}`);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(`Help: ${title}`);
  }
});

test('one search finds rows, steps, problems and permissions, named ones first', () => {
  expect(hits('')).toEqual([]);
  expect(hits('reconnect')[0]?.name).toBe('Reconnect');
  expect(hits('proxy password').map(({ at }) => at)).toContainEqual({ topic: 'problems', entry: 'proxy-wants-password' });
  expect(hits('SECRETSMANAGER').some(({ at }) => at.topic === 'permissions')).toBe(true);
  expect(hits('xylophone')).toEqual([]);
});

test('what was found opens at its place', async () => {
  const { press, typeInto } = await atHelp();
  await typeInto('help-search', 'proxy asks for a password');
  await press('help-hit');
  expect(await screen.findByTestId('help-entry')).toHaveTextContent('The proxy asks for a password');
});

test('a search without a result says so', async () => {
  const { typeInto } = await atHelp();
  await typeInto('help-search', 'xylophone');
  expect(screen.getAllByText(/Nothing in Help is told in these words/).length).toBeGreaterThan(0);
});

test('a problem leads to its own entry, and Back to where one was', async () => {
  const { press } = await showWindow(live({ accountProblem: expiredSignIn }));
  await press('what-it-means');
  const marked = await screen.findByTestId('help-entry');
  expect(marked).toHaveTextContent('Your AWS sign-in is needed');
  expect(marked).toHaveFocus();
  await press('help-back');
  await waitFor(() => expect(screen.queryByTestId('help')).toBeNull());
  expect(screen.getByRole('button', { name: 'What does this mean?' })).toHaveFocus();
});

test('a problem without an entry offers none', async () => {
  await showWindow(live({ accountProblem: problem({ entry: null }) }));
  expect(screen.queryByTestId('what-it-means')).toBeNull();
});

test('F1 opens Help for the stop, and Esc leads back to what was typed', async () => {
  const { user, press, typeInto, backend } = await showWindow(desk());
  await press('new-link');
  await typeInto('customer-name', 'Miller');
  await user.keyboard('{F1}');
  await screen.findByTestId('help');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('help')).toBeNull());
  expect(screen.getByTestId('customer-name')).toHaveValue('Miller');
  expect(screen.getByTestId('customer-name')).toHaveFocus();
  expect(backend.formsOf('leave_journey')).toEqual([]);
});

test('F1 at a stop of the wizard does not leave it', async () => {
  const { user, backend } = await showWindow(desk({ open: journey(signIn()) }));
  await user.keyboard('{F1}');
  expect(await screen.findByTestId('help-entry')).toHaveTextContent("Waiting for the customer's sign-in");
  await user.keyboard('{Escape}');
  expect(await screen.findByTestId('stop-sign-in')).toBeVisible();
  expect(backend.formsOf('leave_journey')).toEqual([]);
});

test('F1 over a question leaves the question alone', async () => {
  const { user, press } = await showWindow(desk());
  await press('settings');
  await screen.findByTestId('save-settings');
  await user.keyboard('{F1}');
  expect(screen.queryByTestId('help')).toBeNull();
});

test('the log folder is shown with its size, opened and copied', async () => {
  const { press, backend } = await atHelp();
  await press('topic-logs');
  expect(await screen.findByTestId('log-folder')).toHaveTextContent('/home/anna/logs');
  expect(screen.getByTestId('log-size')).toHaveTextContent('2 files, 5.0 MB in all; the newest 5 are kept');
  await press('open-log-folder');
  await waitFor(() => expect(backend.formsOf('open_log_folder')).toHaveLength(1));
  await press('copy-log-folder');
  await waitFor(() => expect(backend.formsOf('copy_text')).toEqual([{ text: '/home/anna/logs' }]));
});

test('every problem stands under what helps', async () => {
  const { press } = await atHelp();
  await press('topic-problems');
  const page = within(screen.getByTestId('help'));
  for (const { entries } of problemCatalogue) {
    for (const { meaning } of entries) expect(page.getAllByText(meaning).length).toBeGreaterThan(0);
  }
});

test('the Help for every state of every stop exists', () => {
  const stops = Object.values(states).flatMap(({ view }) => (view.open === null ? [] : [view.open.stop]));
  expect(stops.length).toBeGreaterThan(50);
  for (const stop of stops) {
    const at = helpFor({ kind: 'wizard' }, stop);
    expect(entriesOf(topicOf(at.topic)).map((hit) => hit.at.entry)).toContain(at.entry);
  }
});

test('the stops have Help of their own', () => {
  expect(helpFor({ kind: 'wizard' }, creating('unclear'))).toEqual({ topic: 'states', entry: 'Unclear whether the link was made' });
  expect(helpFor({ kind: 'wizard' }, choosing())).toEqual({ topic: 'firstSteps' });
});
