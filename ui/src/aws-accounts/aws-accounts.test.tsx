// AWS accounts: what is offered, used and wrong.

import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { button, showWindow } from '../../test-window';
import type { DeskView } from '../backend/contract';
import { desk, expiredSignIn, live, liveAccount } from '../backend/samples';
import { Refusal, type Script } from '../backend/scripted';

async function atAccounts(view: DeskView = live(), script: Script = {}) {
  const shown = await showWindow(view, script);
  await shown.user.click(screen.getByText('AWS accounts'));
  await screen.findByText('Environment variables');
  return shown;
}

test('every profile is offered by name with how it signs in', async () => {
  await atAccounts();
  expect(screen.getByText('AWS sign-in portal (IAM Identity Center)')).toBeVisible();
  expect(screen.getByText('Takes on a role')).toBeVisible();
});

test('who AWS says the person is stands on top', async () => {
  await atAccounts();
  expect(screen.getByText('123456789012')).toBeVisible();
  expect(screen.getByText('In use')).toBeVisible();
});

test('a profile without a Region is used after one was chosen', async () => {
  const { backend, press, user } = await atAccounts();
  expect(await button('use-acme-test')).toBeDisabled();
  expect(screen.getByText('Choose a Region first.')).toBeVisible();
  await user.click(screen.getByLabelText(/Region for acme-test/));
  await user.click(await screen.findByText('ca-central-1'));
  await press('use-acme-test');
  expect(backend.formsOf('use_aws_account')).toEqual([
    { source: { kind: 'profile', name: 'acme-test' }, region: 'ca-central-1' },
  ]);
});

test('an expired sign-in shows the command, copyable, and Check again', async () => {
  const { backend, press, user } = await atAccounts(desk({ account: null, practice: null, accountProblem: expiredSignIn }));
  expect(screen.getByText('aws sso login --profile acme-prod')).toBeVisible();
  await user.click(screen.getAllByText('Copy')[0] as HTMLElement);
  expect(backend.formsOf('copy_text')).toEqual([{ text: 'aws sso login --profile acme-prod' }]);
  await press('problem-action');
  expect(backend.formsOf('check_aws_account')).toHaveLength(1);
});

test('a sign-in that was refused goes away once it works', async () => {
  const { press, show } = await atAccounts(live(), {
    use_aws_account: () => {
      throw new Refusal(expiredSignIn);
    },
  });
  await press('use-environment');
  await show({ accountProblem: expiredSignIn });
  expect(screen.getAllByText('Your AWS sign-in is needed')).toHaveLength(1);
  await show({ accountProblem: null });
  await press('problem-action');
  expect(screen.queryByText('Your AWS sign-in is needed')).toBeNull();
});

test('practice is offered as what it is', async () => {
  const { backend, press } = await atAccounts();
  await press('use-practice');
  expect(backend.formsOf('use_aws_account')).toEqual([{ source: { kind: 'practice' }, region: null }]);
});

test('an AWS account is marked as production', async () => {
  const { backend, show, user } = await atAccounts();
  const production = screen.getByTestId('production');
  expect(production).not.toBeChecked();
  await user.click(production);
  expect(backend.formsOf('set_production')).toEqual([{ production: true }]);
  await show({ account: { ...liveAccount, production: true } });
  expect(screen.getByTestId('production')).toBeChecked();
});
