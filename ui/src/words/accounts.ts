// AWS accounts: the sign-ins of this computer.
import type { OfferKindView } from '../backend/contract';

export const accounts = {
  title: 'AWS accounts',
  meaning: 'The ways into AWS that this computer knows. Choosing one changes nothing in AWS.',
  active: 'You are working as',
  account: 'AWS account',
  who: 'Role or user',
  region: 'Region',
  chooseRegion: 'Choose a Region',
  regionMeaning: 'Only the Regions with managed integrations',
  regionOf: 'Region for {name}',
  use: 'Use',
  namedUse: 'Use {name}',
  inUse: 'In use',
  columns: { name: 'Name', kind: 'How it signs in', region: 'Region', act: 'What you can do' },
  practice: 'Practice',
  practiceKind: 'On this computer alone, nothing reaches AWS',
  environment: 'Environment variables',
  endpoint: 'Calls go to {host}, not to AWS',
  listing: 'Looking for AWS profiles…',
  empty: 'No AWS profile found on this computer',
  addProfile: 'To add a profile use the AWS CLI, then look again.',
  addCommand: 'aws configure sso',
  lookAgain: 'Look again',
  connecting: 'Asking AWS who you are…',
  checkAgain: 'Check again',
  command: 'Run this in a terminal:',
  none: 'Practice is not an AWS account: it needs no sign-in.',
  production: 'This is production',
  productionMeaning: 'Removing a link is then confirmed by typing its name. It is kept on this computer, for this AWS account.',
  whyRegion: 'Choose a Region first.',
};

export function offerKind(kind: OfferKindView): string {
  switch (kind) {
    case 'identityCenter':
      return 'AWS sign-in portal (IAM Identity Center)';
    case 'assumeRole':
      return 'Takes on a role';
    case 'assumeRoleWithMfa':
      return 'Takes on a role with a code (MFA)';
    case 'credentialProcess':
      return 'A program on this computer';
    case 'webIdentity':
      return 'Web identity';
    case 'accessKeys':
      return 'Access keys';
    case 'other':
      return 'Another way';
    default:
      return kind satisfies never;
  }
}
