// What is wrong with a link: findings, their acts, and the customer's final page.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { FindingActView } from '../backend/contract';
import { diagnosis, failedDiagnosis, finalPage, finding, journey, live, desk, problem, settings, signIn, MINUTE } from '../backend/samples';
import { Refusal, type Script } from '../backend/scripted';

async function atDiagnosis(script: Script = {}, view = live()) {
  const shown = await showWindow(view, script);
  await shown.user.click(screen.getByText('Links'));
  await shown.press('open-link-aa-4');
  await shown.press('tab-diagnosis');
  await screen.findByTestId('final-page');
  return shown;
}

const withAct = (act: FindingActView): Script => ({ diagnose_link: () => ({ ...diagnosis, findings: [finding({ act })] }) });

test('nothing is asked before somebody presses, and then each finding says how certain it is', async () => {
  const { backend, press } = await atDiagnosis();
  expect(backend.formsOf('diagnose_link')).toEqual([]);
  await press('diagnose');
  expect(backend.formsOf('diagnose_link')).toEqual([{ accountAssociationId: 'aa-4' }]);
  const cards = await screen.findAllByTestId(/^finding-(needsNewSignIn|renewalOff|madeNotRegistered)$/);
  expect(cards.map((card) => /Certain|Likely|Possible/.exec(card.textContent ?? '')?.[0])).toEqual(['Certain', 'Likely', 'Possible']);
  expect(cards[0]).toHaveTextContent('AWS says that Brightwell Lighting no longer accepts the old permission.');
  expect(document.body).not.toHaveTextContent('REFRESH_TOKEN_EXPIRED');
});

test.each([
  [{ kind: 'reconnect' }, 'reconnect_link', { accountAssociationId: 'aa-4' }],
  [{ kind: 'openSignIn' }, 'open_link', { accountAssociationId: 'aa-4' }],
  [{ kind: 'findDevices' }, 'open_link', { accountAssociationId: 'aa-4' }],
  [{ kind: 'bringDevices', managedThingIds: ['mt-3', 'mt-4'] }, 'bring_devices', { accountAssociationId: 'aa-4', managedThingIds: ['mt-3', 'mt-4'] }],
  [{ kind: 'copyText', text: 'aws iot-managed-integrations …' }, 'copy_text', { text: 'aws iot-managed-integrations …' }],
  [{ kind: 'showLink', accountAssociationId: 'aa-1' }, 'look_at_link', { accountAssociationId: 'aa-1' }],
  [{ kind: 'removeLink' }, 'plan_unlink', { accountAssociationId: 'aa-4' }],
  [{ kind: 'checkAgain' }, 'diagnose_link', { accountAssociationId: 'aa-4' }],
] as const)('the act %o is carried out', async (act, command, form) => {
  const { backend, press } = await atDiagnosis(withAct(act as FindingActView));
  await press('diagnose');
  const before = backend.formsOf(command).length;
  await press(`act-${act.kind}`);
  await waitFor(() => expect(backend.formsOf(command).slice(before)).toEqual([form]));
});

test('the other links of a device cloud are shown in the list', async () => {
  const { backend, press } = await atDiagnosis(withAct({ kind: 'showOtherLinks', connectorDestinationId: 'cd-northgate' }));
  await press('diagnose');
  await press('act-showOtherLinks');
  await waitFor(() => expect(backend.formsOf('list_account_associations').at(-1)?.connectorDestinationId).toBe('cd-northgate'));
});

test('texts for the customer and for the cloud team are copied', async () => {
  const { backend, press } = await atDiagnosis({ diagnose_link: () => ({ ...diagnosis, findings: [finding()] }) });
  await press('diagnose');
  await press('copy-for-customer');
  await press('copy-for-cloud-team');
  expect(backend.formsOf('copy_text').map(({ text }) => text)).toEqual([finding().forCustomer, finding().forCloudTeam]);
});

test('the words of AWS about a failed sign-in stand under Details, as the finding says', async () => {
  const { press } = await atDiagnosis({ diagnose_link: () => failedDiagnosis });
  await press('diagnose');
  const card = within(await screen.findByTestId('finding-signInFailed'));
  expect(card.getByText('Details')).toBeVisible();
  expect(card.getByText('access_denied: the owner said no')).toBeInTheDocument();
});

test('a command is copied by the one button beside it', async () => {
  const { press } = await atDiagnosis({ diagnose_link: () => failedDiagnosis });
  await press('diagnose');
  expect(within(await screen.findByTestId('finding-eventLogsOff')).getAllByRole('button')).toHaveLength(1);
});

test('Technical view adds the detail', async () => {
  const { press } = await atDiagnosis({}, live({ settings: { ...settings, technicalView: true } }));
  await press('diagnose');
  expect(within(await screen.findByTestId('finding-needsNewSignIn')).getByText('REFRESH_TOKEN_EXPIRED')).toBeInTheDocument();
});

test('what was looked at is listed, with what could not be', async () => {
  const { press } = await atDiagnosis();
  await press('diagnose');
  await press('checks');
  expect(await screen.findByText('Event logs')).toBeVisible();
  expect(screen.getByText(/Event logs may not be listed/)).toBeVisible();
});

test('without a finding that is said', async () => {
  const { press } = await atDiagnosis({ diagnose_link: () => ({ ...diagnosis, findings: [] }) });
  await press('diagnose');
  expect(await screen.findByText('Nothing was found to be wrong.')).toBeVisible();
});

test('a diagnosis that broke off says why and is asked for again', async () => {
  const { backend, press } = await atDiagnosis({
    diagnose_link: () => {
      throw new Refusal(problem({ title: 'No answer from AWS' }));
    },
  });
  await press('diagnose');
  expect(await screen.findByText('No answer from AWS')).toBeVisible();
  await press('problem-action');
  await waitFor(() => expect(backend.formsOf('diagnose_link')).toHaveLength(2));
});

test('the pasted final page is read in plain words, and its act offered', async () => {
  const { backend, press, typeInto } = await atDiagnosis();
  expect(await button('read-final-page')).toBeDisabled();
  await typeInto('final-page', 'https://x.example/?error=access_denied');
  await press('read-final-page');
  expect(backend.formsOf('read_final_page')).toEqual([{ accountAssociationId: 'aa-4', text: 'https://x.example/?error=access_denied' }]);
  const read = await screen.findByTestId('final-page-read');
  expect(read).toHaveTextContent(finalPage.title);
  expect(read).toHaveTextContent('error: access_denied');
  await press('act-reconnect');
  expect(backend.formsOf('reconnect_link')).toHaveLength(1);
});

test('in the wizard the final page is read at a failed sign-in, and its act makes a new page', async () => {
  const { backend, press, typeInto } = await showWindow(desk({ open: journey(signIn({ state: 'failed' }), { accountAssociationId: 'aa-9' }) }));
  await press('final-page-here');
  await typeInto('final-page', 'error=access_denied');
  await press('read-final-page');
  expect(backend.formsOf('read_final_page')).toEqual([{ accountAssociationId: 'aa-9', text: 'error=access_denied' }]);
  await press('act-reconnect');
  expect(backend.formsOf('new_sign_in_page')).toEqual([{ journeyId: 'j-1' }]);
});

test('a sign-in that takes long offers to read the final page', async () => {
  const { press } = await showWindow(desk({ open: journey(signIn({ channel: 'here', handedOverAt: Date.now() - 12 * MINUTE })) }));
  await press('final-page-here');
  expect(await screen.findByTestId('final-page')).toBeVisible();
});
