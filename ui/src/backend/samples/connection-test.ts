// A test of the way to AWS such as the desk tells it, and a policy.
import type { ConnectionTestView, PermissionView, PolicyForm, PolicyView, TestStepView } from '../contract';
import { problem } from './problems';
import { DAY, SECOND } from './times';

const STS = 'sts.eu-west-1.amazonaws.com';
const DEVICES = 'api.iotmanagedintegrations.eu-west-1.api.aws';

const step = (kind: TestStepView['step'], host: string | null, outcome: TestStepView['outcome'], text: string): TestStepView => ({ step: kind, host, outcome, text, problem: null });

export const goodSteps: TestStepView[] = [STS, DEVICES].flatMap((host) => [
  step('name', host, 'good', '52.95.120.68'),
  step('proxy', host, 'notNeeded', 'No proxy is set'),
  step('connection', host, 'good', 'Answered in 18 ms'),
  step('certificate', host, 'good', 'Signed by Amazon RSA 2048 M02, valid until 1 March 2027; trusted by this computer'),
  step('clock', host, 'good', 'This computer and AWS differ by less than 1 s'),
  ...(host === STS ? [step('identity', host, 'good', '123456789012 · Installer/ak')] : [step('region', host, 'good', 'They answer in Europe (Ireland)')]),
]);

/** A proxy that reads along, whose certificate nobody here trusts. */
export const interceptedSteps: TestStepView[] = [
  step('name', STS, 'notNeeded', 'The proxy looks the name up'),
  step('proxy', STS, 'good', 'proxy.acme.example:3128, from HTTPS_PROXY'),
  step('connection', STS, 'good', 'Answered in 42 ms'),
  {
    ...step('certificate', STS, 'failed', 'Signed by ACME Inspection CA, ACME; nobody here trusts it'),
    problem: problem({
      kind: 'checkNetwork',
      title: 'The certificate is not trusted',
      meaning: 'Your company reads along with a certificate of its own. Set AWS_CA_BUNDLE to its file, then start Linkwright again.',
      action: null,
      forCloudTeam: 'Linkwright needs the CA file of ACME Inspection CA.',
      detail: 'Signed by: CN=ACME Inspection CA, O=ACME',
      requestId: null,
      operation: null,
    }),
  },
  step('clock', STS, 'notReached', 'Not reached'),
  step('identity', STS, 'notReached', 'Not reached'),
  step('name', DEVICES, 'working', 'Looking it up'),
];

const permission = (action: string, whatFor: string, isChange: boolean, outcome: PermissionView['outcome'], seenAt: number | null = null): PermissionView => ({
  action: action.includes(':') ? action : `iotmanagedintegrations:${action}`,
  whatFor,
  isChange,
  outcome,
  seenAt,
});

export const permissions: PermissionView[] = [
  permission('ListAccountAssociations', 'List links', false, 'allowed', Date.now() - 2 * SECOND),
  permission('GetAccountAssociation', 'Look at a link', false, 'allowed', Date.now() - 2 * SECOND),
  permission('secretsmanager:GetSecretValue', 'Look at a link and make one', false, 'refused', Date.now() - 2 * SECOND),
  permission('ListManagedThings', 'List devices', false, 'allowed', Date.now() - 2 * SECOND),
  permission('ListEventLogConfigurations', 'See whether event logs are kept', false, 'notKnown'),
  permission('CreateAccountAssociation', 'Make a link', true, 'allowed', Date.now() - 3 * DAY),
  permission('StartDeviceDiscovery', 'Find devices', true, 'refused', Date.now() - DAY),
  permission('RegisterAccountAssociation', 'Register a device', true, 'notTried'),
  permission('DeleteAccountAssociation', 'Remove a link', true, 'notTried'),
];

export function connectionTest(part: Partial<ConnectionTestView> = {}): ConnectionTestView {
  return {
    savedAccountId: 'sa-prod',
    name: 'ACME Prod',
    running: false,
    begunAt: Date.now() - 4 * SECOND,
    steps: goodSteps,
    permissions,
    secretNote:
      "Listing links works without secretsmanager:GetSecretValue; looking at one does not, because AWS then reads the device cloud's secret in your name. AWSIoTManagedIntegrationsFullAccess does not include it.",
    ...part,
  };
}

export function policyOf({ size }: PolicyForm): PolicyView {
  const actions = {
    readOnlySupport: ['GetAccountAssociation', 'ListAccountAssociations'],
    installer: ['CreateAccountAssociation', 'GetAccountAssociation', 'ListAccountAssociations', 'RegisterAccountAssociation', 'StartDeviceDiscovery'],
    everything: ['CreateAccountAssociation', 'DeleteAccountAssociation', 'DeleteManagedThing', 'GetAccountAssociation', 'ListAccountAssociations', 'RegisterAccountAssociation', 'StartDeviceDiscovery'],
  }[size];
  const statement = { Sid: 'Linkwright', Effect: 'Allow', Action: actions.map((each) => `iotmanagedintegrations:${each}`), Resource: '*' };
  const secrets = { Sid: 'LinkwrightSecrets', Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:*' };
  return {
    text: JSON.stringify({ Version: '2012-10-17', Statement: [statement, secrets] }, null, 2),
    notes: ['The secrets can be narrowed to those of your device clouds.'],
  };
}
