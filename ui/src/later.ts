// Everything but the first page, in one chunk of its own.
export { Activity } from './activity/activity';
export { AwsAccounts } from './aws-accounts/aws-accounts';
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
