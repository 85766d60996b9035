// Everything but the first page, in one chunk of its own.
export { AccessTest } from './access-test/access-test';
export { Activity } from './activity/activity';
export { AddAccount } from './aws-accounts/add-account/add-account';
export { AwsAccounts } from './aws-accounts/aws-accounts';
export { AwsSignIn } from './aws-sign-in/aws-sign-in';
export { ConfirmAccount } from './aws-sign-in/confirm-account';
export { ChooseDeviceCloud } from './choose-device-cloud/choose-device-cloud';
export { Closing } from './closing/closing';
export { Notice } from './closing/notice';
export { ExistingLink } from './existing-link/existing-link';
export { Help } from './help/help';
export { LinkPage } from './link/link-page';
export { Links } from './links/links';
export { Practice } from './practice/practice';
export { Settings } from './settings/settings';
export { Wizard } from './wizard/wizard';
