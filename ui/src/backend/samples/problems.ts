// Problems such as the desk tells them.
import type { ProblemView } from '../contract';

export function problem(part: Partial<ProblemView> = {}): ProblemView {
  return {
    kind: 'tryAgain',
    title: 'AWS could not look at the link just now',
    meaning: 'AWS is busy or had a fault on its side. Nothing was changed.',
    action: { kind: 'tryAgain' },
    forCustomer: null,
    forCloudTeam: null,
    detail: 'Rate exceeded',
    requestId: '5f0c2f8e-7a61-4d0c-9a50-0f3b7f3f2a11',
    operation: 'GetAccountAssociation',
    entry: 'aws-busy',
    ...part,
  };
}

export const refusedCreate = problem({
  kind: 'askForPermission',
  title: 'This AWS sign-in may not create the link',
  meaning:
    "The permission secretsmanager:GetSecretValue is missing. AWS asks for it because the device cloud's secret is used; listing links works without it. Nothing was changed. Your cloud team can allow it.",
  action: { kind: 'copyForCloudTeam' },
  forCloudTeam: 'Please allow secretsmanager:GetSecretValue for the role that Linkwright uses.',
  detail: 'User is not authorized to perform: secretsmanager:GetSecretValue',
  operation: 'CreateAccountAssociation',
  entry: 'secret-permission',
});

export const expiredSignIn = problem({
  kind: 'signInToAws',
  title: 'Your AWS sign-in is needed',
  meaning: 'It is over or was never begun. Nothing was changed. Run the command below in a terminal, then check again.',
  action: { kind: 'checkAgain', command: 'aws sso login --profile acme-prod' },
  detail: null,
  operation: 'GetCallerIdentity',
  requestId: null,
  entry: 'sign-in-over',
});

export const unsafeAddress = problem({
  kind: 'removeLink',
  title: 'The sign-in page is not safe to open',
  meaning:
    'The sign-in page is not protected (no https). The link was made, but nobody should sign in there. Remove the link and tell your cloud team.',
  action: { kind: 'removeLink' },
  forCloudTeam: 'Linkwright did not open the OAuth authorization URL of a new account association.',
  detail: null,
  operation: null,
  requestId: null,
  entry: 'sign-in-page-not-https',
});
