// What the desk says is wrong with a link, a support bundle, and what was done here.
import type { ActivityEntry, ActivityPage, BundleView, DiagnosisView, FinalPageView, FindingView, ListActivityForm } from '../contract';
import { problem } from './problems';
import { HOUR, MINUTE, SECOND } from './times';

export function finding(part: Partial<FindingView> = {}): FindingView {
  return {
    code: 'needsNewSignIn',
    certainty: 'fact',
    title: 'The permission of this customer is over',
    seen: 'AWS says that Brightwell Lighting no longer accepts the old permission. Seen here since 18 November, 07:12.',
    means: 'The password was changed, access was withdrawn, or it is too old. The 8 devices stay registered but may not answer until the customer signs in again.',
    act: { kind: 'reconnect' },
    forCustomer: 'Please sign in at Brightwell Lighting once more. We send you the page.',
    forCloudTeam: 'Account association aa-4 is in REFRESH_TOKEN_EXPIRED in eu-west-1.',
    detail: 'REFRESH_TOKEN_EXPIRED',
    ...part,
  };
}

export const diagnosis: DiagnosisView = {
  at: Date.now() - 3 * SECOND,
  findings: [
    finding(),
    finding({
      code: 'renewalOff',
      certainty: 'likely',
      title: 'It will happen again: renewal is switched off',
      seen: 'Brightwell Lighting is set up without renewal before the permission ends.',
      means: 'Your cloud team can switch it on; customers then sign in less often.',
      act: { kind: 'copyForCloudTeam' },
      forCustomer: null,
      forCloudTeam: 'Please switch on proactiveRefreshTokenRenewal of cd-brightwell.',
      detail: null,
    }),
    finding({
      code: 'madeNotRegistered',
      certainty: 'possible',
      title: '1 device was made and not registered',
      seen: 'Flat 3 Porch is in AWS and on no link.',
      means: 'It was left half-way. Finishing it is safe.',
      act: { kind: 'bringDevices', managedThingIds: ['mt-3'] },
      forCustomer: null,
      forCloudTeam: null,
      detail: 'mt-3',
    }),
  ],
  checks: [
    { name: 'The link at AWS', outcome: 'found', problem: null },
    { name: 'Its device cloud', outcome: 'found', problem: null },
    { name: 'Its devices', outcome: 'well', problem: null },
    { name: 'Event logs', outcome: 'notSeen', problem: problem({ kind: 'askForPermission', title: 'Event logs may not be listed' }) },
    { name: 'A search for devices', outcome: 'skipped', problem: null },
  ],
};

export const failedDiagnosis: DiagnosisView = {
  ...diagnosis,
  findings: [
    finding({
      code: 'signInFailed',
      title: 'The sign-in did not work',
      seen: "AWS says that the sign-in failed. AWS's own words stand under Details.",
      means: 'What was said points to this: access was not allowed at the sign-in. Ask the customer.',
      forCloudTeam: null,
      detail: 'access_denied: the owner said no',
    }),
    finding({
      code: 'eventLogsOff',
      title: 'AWS writes no event logs about links, so that the reasons of failures are told nowhere',
      seen: 'No event log is switched on that covers this link.',
      means: 'It explains nothing by itself. Switching it on changes an AWS setting and may cost a little.',
      act: { kind: 'copyText', text: 'aws iot-managed-integrations create-event-log-configuration --resource-type account-association' },
      forCustomer: null,
      forCloudTeam: null,
      detail: null,
    }),
  ],
};

export const finalPage: FinalPageView = {
  title: 'The customer said no',
  means: 'On the page of Brightwell Lighting somebody pressed Deny. Nothing is broken: a new sign-in page, and Allow, is all that is needed.',
  act: { kind: 'reconnect' },
  forCustomer: 'On the page of Brightwell Lighting please press Allow.',
  forCloudTeam: null,
  error: 'access_denied',
  description: 'The resource owner denied the request',
};

export const bundle: BundleView = {
  lines: [
    'Linkwright 0.1.0 support bundle',
    'written 2026-11-21 15:04 UTC, Region eu-west-1, account ...9012',
    '',
    'link aa-4: Customer-A at Brightwell Lighting, REFRESH_TOKEN_EXPIRED since 2026-11-18 07:12 (seen here)',
    'device mt-1: Device-1, ASSOCIATED',
    'device mt-2: Device-2, ASSOCIATED',
    '2026-11-18 07:12:04 GetAccountAssociation 5f0c2f8e-7a61-4d0c-9a50-0f3b7f3f2a11',
  ],
  aliases: [
    { key: 'Customer-A', value: 'O’Brien Müller, Flat 3' },
    { key: 'Device-1', value: 'Flat 3 Kitchen lamp' },
  ],
};

const entries: ActivityEntry[] = [
  { at: Date.now() - 4 * MINUTE, name: 'Miller Flat 3', accountAssociationId: 'aa-1', text: 'The link was made', detail: null, operation: 'CreateAccountAssociation', requestId: '5f0c2f8e-7a61-4d0c-9a50-0f3b7f3f2a11' },
  { at: Date.now() - 50 * MINUTE, name: 'Anders', accountAssociationId: 'aa-3', text: 'The sign-in page was opened here', detail: null, operation: null, requestId: null },
  { at: Date.now() - 3 * HOUR, name: null, accountAssociationId: null, text: 'Flat 3 Porch was deleted', detail: 'Rate exceeded at first', operation: 'DeleteManagedThing', requestId: 'e1a0a0ce-2c29-4bb8-8d5e-0a3f6c3d4e42' },
].map((entry) => ({ ...entry, identity: { account: '123456789012', region: 'eu-west-1', regionName: 'Europe (Ireland)', practice: false } }));

export function activity({ behind }: ListActivityForm): ActivityPage {
  return { entries: behind === null ? entries : [], next: null };
}
