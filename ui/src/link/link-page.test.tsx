// The page of one link: its state and the one act, what is known, and by whom.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { LinkView } from '../backend/contract';
import { desk, journey, linkDevices, linkView, live, plan, problem, refusedCreate, refreshing, settings, technical } from '../backend/samples';
import { Refusal, type Script } from '../backend/scripted';

async function atLink(part: Partial<LinkView> = {}, script: Script = {}, view = live()) {
  const shown = await showWindow(view, { get_link: () => linkView(part), ...script });
  await shown.user.click(screen.getByText('Links'));
  await shown.press('open-link-aa-4');
  await screen.findByTestId('link-page');
  return shown;
}

const form = { accountAssociationId: 'aa-4' };

test('an expired link is reconnected with two presses after it was found', async () => {
  const { backend, press, show } = await atLink();
  expect(screen.getByTestId('state-box')).toHaveTextContent('O’Brien Müller, Flat 3 needs a new sign-in');
  await press('reconnect');
  expect(backend.formsOf('reconnect_link')).toEqual([form]);
  await show({ open: journey(refreshing(), { reconnecting: true, fromExistingLink: true }) });
  expect(await screen.findByText(/Asking AWS for a new sign-in page for/)).toBeVisible();
});

test('the name AWS keeps, the job, the day and the author stand under the own spelling', async () => {
  await atLink();
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('O’Brien Müller, Flat 3');
  const page = screen.getByTestId('link-page');
  for (const text of ['in AWS as OBrien Mueller Flat 3', 'job 4390', 'made 3 May 2026 by js', '2 of 40 failed or need a new sign-in', 'brightwell.example/done']) {
    expect(page).toHaveTextContent(text);
  }
  expect(page).not.toHaveTextContent('REFRESH_TOKEN_EXPIRED');
  expect(page).not.toHaveTextContent('aa-4');
});

test('since when is marked as seen here, and not known is said', async () => {
  await atLink({ stateSince: null });
  expect(await screen.findByText('Since (seen here)')).toBeVisible();
  expect(screen.queryByText('Needs a new sign-in')).toBeNull();
  expect(screen.getByText('not known: AWS keeps no times')).toBeVisible();
});

test.each([
  ['waitingForSignIn', 'continue-link', 'open_link'],
  ['signInFailed', 'reconnect', 'reconnect_link'],
  ['needsNewSignIn', 'reconnect', 'reconnect_link'],
  ['beingRemoved', 'check-link', 'get_account_association'],
  ['unknown', 'check-link', 'get_account_association'],
] as const)('a link that is %s offers %s', async (state, testId, command) => {
  const { backend, press } = await atLink({ state });
  await press(testId);
  expect(backend.formsOf(command)).toEqual([form]);
});

test('a signed-in link without devices offers to find them', async () => {
  const { backend, press } = await atLink(
    { state: 'signedIn' },
    { list_link_devices: (asked) => ({ ...linkDevices(asked), rows: [], total: 0, registered: 0, unfinished: 0, isolated: 0 }) },
  );
  expect(await screen.findByText('Signed in, devices missing')).toBeVisible();
  await press('find-link-devices');
  expect(backend.formsOf('open_link')).toEqual([form]);
});

test('a signed-in link with devices asks for nothing', async () => {
  await atLink({ state: 'signedIn' });
  await screen.findByText('Devices (3)');
  expect(within(screen.getByTestId('state-box')).queryByRole('button')).toBeNull();
});

test('while its devices are being loaded nothing is said to be missing', async () => {
  await atLink({ state: 'signedIn' }, { list_link_devices: (asked) => ({ ...linkDevices(asked), rows: [], total: 0, registered: 0, loading: true }) });
  await screen.findByTestId('state-box');
  expect(screen.queryByText('Signed in, devices missing')).toBeNull();
});

test('a failed sign-in shows what was said as details, and leads to the diagnosis', async () => {
  const { backend, press } = await atLink({ state: 'signInFailed', errorMessage: 'access_denied: the owner said no' });
  expect(screen.getByText('access_denied: the owner said no')).toBeInTheDocument();
  await press('see-why');
  expect(backend.formsOf('diagnose_link')).toEqual([form]);
  expect(await screen.findByTestId('finding-needsNewSignIn')).toBeVisible();
});

test('a link deleted by somebody else says so and keeps what was known', async () => {
  const { show, backend, press } = await atLink();
  backend.script = { ...backend.script, get_link: () => linkView({ gone: true }) };
  await show({ linkRevision: 2 });
  expect(await screen.findByText('It is not in AWS any more')).toBeVisible();
  expect(screen.queryByTestId('reconnect')).toBeNull();
  expect(screen.getByTestId('link-page')).toHaveTextContent('job 4390');
  expect(screen.queryByText('Since (seen here)')).toBeNull();
  await press('back-to-links');
  expect(await screen.findByTestId('link-search')).toBeVisible();
});

test('when looking is refused and listing works, everything known is shown', async () => {
  await atLink({ problem: { ...refusedCreate, title: 'This AWS sign-in may not look at the link' }, access: null, cloud: null, tags: null });
  expect(await screen.findByText('This AWS sign-in may not look at the link')).toBeVisible();
  expect(screen.getByTestId('state-box')).toHaveTextContent('needs a new sign-in');
  expect(await button('reconnect')).toBeEnabled();
  expect(await screen.findByText('Flat 3 Kitchen lamp')).toBeVisible();
});

test('a link that cannot be shown at all says why and leads back', async () => {
  const shown = await showWindow(live(), {
    get_link: () => {
      throw new Refusal(problem({ title: 'No such link is known' }));
    },
  });
  await shown.user.click(screen.getByText('Links'));
  await shown.press('open-link-aa-4');
  expect(await screen.findByText('No such link is known')).toBeVisible();
  await shown.press('back-to-links');
  expect(await screen.findByTestId('link-search')).toBeVisible();
});

test('another AWS account shows nothing of this one', async () => {
  const { show } = await atLink();
  await show({ account: null });
  expect(await screen.findByText('Choose an AWS account or Practice first.')).toBeVisible();
  expect(screen.queryByTestId('link-page')).toBeNull();
});

test('the focus begins at the top of the page, for the keyboard', async () => {
  await atLink();
  expect(document.activeElement).toHaveTextContent('O’Brien Müller, Flat 3');
});

test('the desk looks at the link while its page is there', async () => {
  const { backend, press, show } = await atLink();
  expect(backend.formsOf('look_at_link')).toEqual([form]);
  await show({ linkRevision: 7 });
  await waitFor(() => expect(backend.formsOf('get_link')).toHaveLength(2));
  await waitFor(() => expect(backend.formsOf('list_link_devices')).toHaveLength(2));
  expect(backend.formsOf('look_at_link')).toHaveLength(1);
  await press('link-back');
  await waitFor(() => expect(backend.formsOf('leave_link')).toEqual([form]));
});

test('checking now and finding devices are in the menu', async () => {
  const { backend, press } = await atLink({ state: 'signedIn' });
  await press('link-more');
  await press('check-now');
  expect(backend.formsOf('get_account_association')).toEqual([form]);
  await press('link-more');
  expect(screen.queryByTestId('copy-id')).toBeNull();
  await press('find-devices');
  expect(backend.formsOf('open_link')).toEqual([form]);
});

test('Technical view shows ids and AWS names, and copies the id', async () => {
  const { backend, press } = await atLink({ technical }, {}, live({ settings: { ...settings, technicalView: true } }));
  expect(await screen.findByText('REFRESH_TOKEN_EXPIRED')).toBeVisible();
  expect(screen.getByText('The same with the AWS CLI')).toBeVisible();
  await press('link-more');
  await press('copy-id');
  expect(backend.formsOf('copy_text')).toEqual([{ text: 'aa-4' }]);
});

test('forgetting a link here is asked about, and leads back to the list', async () => {
  const { backend, press } = await atLink();
  await press('link-more');
  await press('forget-link');
  expect(backend.formsOf('forget_link')).toEqual([]);
  await press('confirm-forget-link');
  expect(backend.formsOf('forget_link')).toEqual([form]);
  expect(await screen.findByTestId('link-search')).toBeVisible();
});

test('what happened is told in its tab', async () => {
  const { backend, press } = await atLink();
  await press('tab-timeline');
  expect(await screen.findByText('7 devices were found')).toBeVisible();
  expect(backend.formsOf('list_link_timeline')).toEqual([form]);
});

test('editing shows what AWS would store while typing, our line included', async () => {
  const { backend, press, user } = await atLink({ note: '' });
  await press('edit-link');
  const name = await screen.findByTestId('link-name');
  await user.clear(name);
  await user.type(name, 'Müller Flat 4');
  await waitFor(() => expect(screen.getByTestId('stored-name')).toHaveTextContent('Mueller Flat 4'));
  await user.type(screen.getByTestId('link-note'), 'north wing');
  await waitFor(() => expect(screen.getByTestId('kept-description')).toHaveTextContent('north wing job 4711 made 2026-05-03 by ak lw-3f9c0a71b2d4'));
  await press('save-link');
  expect(backend.formsOf('edit_link')).toEqual([{ ...form, name: 'Müller Flat 4', note: 'north wing' }]);
  await waitFor(() => expect(screen.queryByTestId('link-name')).toBeNull());
});

test('a name AWS would refuse is not saved, and why stands beside the button', async () => {
  const { press, user } = await atLink();
  await press('edit-link');
  await user.clear(await screen.findByTestId('link-name'));
  await waitFor(() => expect(screen.getAllByText('A link needs a name.')).toHaveLength(2));
  expect(await button('save-link')).toBeDisabled();
});

test('own spelling and own note stay on this computer', async () => {
  const { backend, press, user } = await atLink({ spelling: null, memo: null });
  await press('tab-notes');
  expect(await screen.findByText('Kept on this computer alone')).toBeVisible();
  await user.type(screen.getByTestId('own-spelling'), 'Müller');
  await user.type(screen.getByTestId('own-note'), 'two dogs');
  await press('save-memo');
  expect(backend.formsOf('save_memo')).toEqual([{ ...form, spelling: 'Müller', note: 'two dogs' }]);
  expect(await screen.findByText('Saved')).toBeVisible();
});

test('tags are saved together, without empty ones', async () => {
  const { backend, press, user } = await atLink();
  await press('tab-notes');
  expect(await screen.findByDisplayValue('north')).toBeVisible();
  await user.click(screen.getByText('Add a tag'));
  await user.type(screen.getByDisplayValue('north'), '-east');
  await press('save-tags');
  expect(backend.formsOf('edit_tags')).toEqual([{ ...form, tags: [{ key: 'team', value: 'north-east' }] }]);
});

test('tags that could not be read are not shown as none', async () => {
  const { press } = await atLink({ tags: null });
  await press('tab-notes');
  expect(await screen.findByText('The tags could not be read.')).toBeVisible();
  expect(screen.queryByText('No tags')).toBeNull();
});

test('in Practice the page is the same', async () => {
  await atLink({}, {}, desk());
  expect(await button('reconnect')).toBeEnabled();
});

test('while a link is being removed its plan says how it stands', async () => {
  await atLink({ plan: plan() });
  expect(await screen.findByTestId('plan')).toHaveTextContent('Removing OBrien Mueller Flat 3: 7 of 13');
  expect(screen.queryByTestId('state-box')).toBeNull();
});
