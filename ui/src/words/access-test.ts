// The test of the way to AWS: network, sign-in, permissions, and a policy to copy.
import type { PermissionOutcomeView, PolicySizeForm, TestOutcomeView, TestStepKindView } from '../backend/contract';

export const accessTest = {
  title: 'Test access',
  titleOf: 'Test access with {name}',
  meaning: 'Each step to AWS, then what this AWS sign-in may do. Nothing is changed at AWS.',
  back: 'AWS accounts',
  begin: 'Test',
  again: 'Test again',
  none: 'Nothing was tested yet.',
  noAccount: 'Choose an AWS account first.',
  running: 'Testing…',
  begun: (ago: string) => `Begun ${ago}`,
  way: 'The way to AWS',
  ownHost: 'This computer',
  permissions: 'What this AWS sign-in may do',
  permissionsLater: 'Asked for as soon as AWS has said who you are.',
  reads: 'Reads',
  readsMeaning: 'Each was asked once.',
  changes: 'Changes',
  changesMeaning: 'Never tried for a test: known when it was used.',
  columns: { whatFor: 'Permission', outcome: 'Allowed?', act: 'What you can do' },
  ask: 'Copy request',
  askNamed: 'Copy request for the cloud team: {action}',
  /** `where` is twelve digits, or the AWS account's name here. */
  forCloudTeam: (action: string, where: string) => `Please allow ${action} for the role or user that Linkwright uses in AWS account ${where}.`,
  secretTitle: 'Why listing works and looking does not',
  policy: {
    title: 'A policy for your cloud team',
    meaning: 'Exactly what Linkwright needs, and nothing more.',
    size: 'For whom',
    asking: 'Writing the policy…',
    text: 'Policy',
    copy: 'Copy the policy',
  },
};

export const policySizes: { size: PolicySizeForm; name: string; meaning: string }[] = [
  { size: 'readOnlySupport', name: 'Read-only support', meaning: 'Looks at links and devices' },
  { size: 'installer', name: 'Installer', meaning: 'Makes links and registers devices' },
  { size: 'everything', name: 'All', meaning: 'Removes links and deletes devices, too' },
];

export function stepName(step: TestStepKindView): string {
  switch (step) {
    case 'name':
      return 'Name found';
    case 'proxy':
      return 'Proxy';
    case 'connection':
      return 'Reached';
    case 'certificate':
      return 'Certificate';
    case 'clock':
      return 'Clock';
    case 'identity':
      return 'Who am I';
    case 'region':
      return 'Managed integrations in this Region';
    default:
      return step satisfies never;
  }
}

export function stepOutcome(outcome: TestOutcomeView): string {
  switch (outcome) {
    case 'working':
      return 'Being tested';
    case 'good':
      return 'Good';
    case 'warning':
      return 'Look at this';
    case 'failed':
      return 'Failed';
    case 'notNeeded':
      return 'Not needed';
    case 'notReached':
      return 'Not reached';
    default:
      return outcome satisfies never;
  }
}

/** `seen` is when that was seen, in words. */
export function permissionOutcome(outcome: PermissionOutcomeView, isChange: boolean, seen: string | null): string {
  const when = isChange && seen !== null ? `, seen ${seen}` : '';
  switch (outcome) {
    case 'asking':
      return 'Asking…';
    case 'allowed':
      return `Allowed${when}`;
    case 'refused':
      return `Refused${when}`;
    case 'notTried':
      return 'Not tried yet';
    case 'notKnown':
      return 'Not known';
    default:
      return outcome satisfies never;
  }
}
