// The first stop: device cloud and customer.
import type { LinkStateView } from '../backend/contract';
import { deviceClouds } from './count';

export const customer = {
  title: 'New link',
  deviceCloud: 'Device cloud',
  chooseDeviceCloud: 'Choose a device cloud',
  customerSignsIn: 'The customer signs in',
  companyCredential: 'Company credential',
  companyCredentialNamed: (name: string) => `Company credential ${name}`,
  companyCredentialMeaning: 'Nobody has to sign in',
  customerSignsInMeaning: 'At the device cloud, in a browser',
  access: 'How access is given',
  customer: 'Customer',
  customerMeaning: 'A name or a job number you will recognise. AWS stores it as is: no personal data.',
  customerMeaningJobNumberOnly: 'For this window. AWS gets the job number alone, as you set it.',
  allowed: 'AWS takes A-Z, digits, space, - and _. Other letters are converted.',
  stored: 'It will be stored as {stored}.',
  converted: 'AWS takes A-Z, digits, space, - and _. It will be stored as {stored}.',
  jobNumber: 'Job number',
  jobNumberMeaning: 'Stays with the link',
  owner: 'Owner',
  ownerMeaning: 'Your customer number, put on every device',
  optional: 'optional',
  more: 'More',
  note: 'Note',
  noteMeaning: 'Kept by AWS with the link, for your colleagues',
  tags: 'Tags',
  tagKey: 'Key',
  tagValue: 'Value',
  addTag: 'Add a tag',
  removeTag: 'Remove',
  noTags: 'No tags',
  tooManyTags: 'AWS takes at most 50 tags.',
  moreTags: (left: number) => (left === 1 ? 'One more tag fits.' : `${left} more tags fit.`),
  create: 'Create link in {account}',
  cancel: 'Cancel',
  checking: 'Looking whether this customer has a link…',
  why: {
    noAccount: 'Choose an AWS account or Practice first.',
    noDeviceCloud: 'Choose a device cloud first.',
    noCustomer: 'Type the customer first.',
    noJobNumber: 'Type the job number first: AWS gets nothing else.',
    problems: 'Correct what is marked first.',
    mustContinue: "This customer's link is still waiting: continue it.",
    existing: 'This customer already has a link: continue it, or tick the second link.',
    loading: 'The device clouds are being listed.',
  },
  existing: 'This customer already has a link',
  existingMeaning: '{name} · {deviceCloud} · {state}',
  continueIt: 'Continue it',
  reconnectIt: 'Reconnect it',
  openIt: 'Open it',
  secondLink: 'Make a second link anyway',
  secondLinkMeaning: 'Both links stay in AWS.',
  listing: 'Listing the device clouds…',
  nothingHere: 'No device cloud in this Region',
  nothingHereElsewhere: 'Your AWS account has device clouds in another Region.',
  elsewhere: (n: number, region: string) => `${deviceClouds(n)} in ${region}, switch`,
  nothingAnywhere: 'Your AWS account has no device cloud in any Region of managed integrations. Your cloud team sets them up.',
  askCloudTeam: 'Copy a text for the cloud team',
  forCloudTeam: (account: string, region: string) =>
    `Please set up a connector for the device cloud we want to link, in AWS account ${account}, Region ${region} (Managed integrations for AWS IoT Device Management: CreateCloudConnector, CreateConnectorDestination). Linkwright finds none there or in the other Regions of managed integrations.`,
  lookAgain: 'Look again',
};

export function linkState(state: LinkStateView): string {
  switch (state) {
    case 'waitingForSignIn':
      return "Waiting for the customer's sign-in";
    case 'signInFailed':
      return 'The sign-in did not work';
    case 'signedIn':
      return 'Signed in';
    case 'needsNewSignIn':
      return 'Needs a new sign-in';
    case 'beingRemoved':
      return 'Being removed';
    case 'unknown':
      return 'Unknown state';
    default:
      return state satisfies never;
  }
}
