// Written by `cargo xtask contract` from crates/contract. Do not edit.
import type { ActionView, ProblemKindView } from './contract';

export type CatalogueEntry = {
  /** As `ProblemView.entry`. */
  id: string;
  title: string;
  meaning: string;
  action: ActionView['kind'] | null;
  forCustomer: string | null;
  forCloudTeam: string | null;
};

export type CatalogueGroup = { kind: ProblemKindView; entries: CatalogueEntry[] };

/** By what can be done about it; `…` stands for what differs from case to case. */
export const problemCatalogue: CatalogueGroup[] = [
  {
    kind: 'signInToAws',
    entries: [
      { id: 'sign-in-over', title: 'Your AWS sign-in is needed', meaning: 'It is over or was never begun. Nothing was changed. Sign in again here or with the command below; Linkwright notices.', action: 'checkAgain', forCustomer: null, forCloudTeam: null },
      { id: 'no-sign-in', title: 'Your AWS sign-in is needed', meaning: 'AWS does not accept the sign-in of this computer, or there is none. Nothing was changed. Renew it, then check again.', action: 'checkAgain', forCustomer: null, forCloudTeam: null },
      { id: 'mfa-code-needed', title: 'Your AWS sign-in needs a code', meaning: 'The role is taken on with a code of your MFA device. Nothing was changed.', action: 'signIn', forCustomer: null, forCloudTeam: null },
      { id: 'another-mfa-code-needed', title: 'A further role needs a code of its own', meaning: 'The first code was good. Nothing was changed. Wait for the next one and give that.', action: 'signIn', forCustomer: null, forCloudTeam: null },
      { id: 'mfa-code-refused', title: 'AWS did not take the code', meaning: 'It was mistyped, or was used already: every code works once. Nothing was changed. Wait for the next one, up to half a minute, and give that.', action: 'signIn', forCustomer: null, forCloudTeam: null },
      { id: 'credential-process', title: 'The program that gives your AWS sign-in did not', meaning: 'The credential_process of the profile PROFILE ended with exit code 1. Nothing was changed. Mend or change credential_process in the AWS config file; Linkwright notices.', action: 'checkAgain', forCustomer: null, forCloudTeam: null },
      { id: 'portal-sign-in-needed', title: 'Your AWS sign-in is needed', meaning: 'The sign-in at IAM Identity Center is over or was never begun. Nothing was changed.', action: 'signIn', forCustomer: null, forCloudTeam: null },
      { id: 'portal-token-unreadable', title: 'Your AWS sign-in is needed', meaning: 'The file that holds the sign-in of IAM Identity Center cannot be read; signing in again makes a new one. Nothing was changed.', action: 'signIn', forCustomer: null, forCloudTeam: null },
      { id: 'portal-denied', title: 'The sign-in was refused', meaning: 'Somebody chose not to allow it on the page of IAM Identity Center. Nothing was changed. Begin again if that was a mistake.', action: 'signIn', forCustomer: null, forCloudTeam: null },
      { id: 'portal-code-expired', title: 'The sign-in page waited too long', meaning: 'Its code is over. Nothing was changed. Begin again; the page stays good for some ten minutes.', action: 'signIn', forCustomer: null, forCloudTeam: null },
    ],
  },
  {
    kind: 'askForPermission',
    entries: [
      { id: 'permission', title: 'This AWS sign-in may not look at the link', meaning: 'The permission iotmanagedintegrations:GetAccountAssociation is missing. Nothing was changed. Your cloud team can allow it.', action: 'copyForCloudTeam', forCustomer: null, forCloudTeam: 'Please allow iotmanagedintegrations:GetAccountAssociation for the role that Linkwright uses. GetAccountAssociation (Managed integrations for AWS IoT Device Management) was refused with AccessDeniedException. Request id: ….' },
      { id: 'secret-permission', title: 'This AWS sign-in may not create the link', meaning: 'The permission secretsmanager:GetSecretValue is missing. AWS asks for it because the device cloud\'s secret is used; listing links works without it. Nothing was changed. Your cloud team can allow it.', action: 'copyForCloudTeam', forCustomer: null, forCloudTeam: 'Please allow secretsmanager:GetSecretValue for the role that Linkwright uses. CreateAccountAssociation (Managed integrations for AWS IoT Device Management) was refused with AccessDeniedException. Request id: …. The caller needs it on the secret of the connector destination, and kms:Decrypt on the key of that secret; AWSIoTManagedIntegrationsFullAccess does not include it.' },
    ],
  },
  {
    kind: 'checkNetwork',
    entries: [
      { id: 'no-answer', title: 'No answer from AWS', meaning: 'Asked to do this. Check this computer\'s network, VPN or proxy. It may or may not have been carried out. Trying again is safe: it cannot be done twice.', action: 'tryAgain', forCustomer: null, forCloudTeam: null },
      { id: 'certificate-not-trusted', title: 'This computer does not trust who answered', meaning: 'The answer is signed by ACME Network CA. A company network that reads along signs answers itself. Ask your IT for its CA certificate as a file, name that file in AWS_CA_BUNDLE or as ca_bundle of the profile, and start Linkwright again. Nothing was changed.', action: 'testConnection', forCustomer: null, forCloudTeam: 'Linkwright could not reach AWS to do this: This computer does not trust who answered. Signed by: ACME Network CA' },
      { id: 'certificate-expired', title: 'The certificate of the answer has run out', meaning: 'Nothing is sent to such a host. This computer\'s clock may be wrong, or your network answers in AWS\'s place. Nothing was changed.', action: 'testConnection', forCustomer: null, forCloudTeam: 'Linkwright could not reach AWS to do this: The certificate of the answer has run out. ' },
      { id: 'certificate-of-another-host', title: 'The answer came from another host', meaning: 'Its certificate is made out to another name than AWS\'s, as by a Wi-Fi sign-in page or a proxy. Nothing was changed.', action: 'testConnection', forCustomer: null, forCloudTeam: 'Linkwright could not reach AWS to do this: The answer came from another host. ' },
      { id: 'proxy-wants-password', title: 'The proxy asks for a password', meaning: 'Ask your IT for it and put both into HTTPS_PROXY, as http://name:password@proxy:port, then start Linkwright again. Nothing was changed.', action: 'testConnection', forCustomer: null, forCloudTeam: 'Linkwright could not reach AWS to do this: The proxy asks for a password. ' },
      { id: 'proxy-not-reached', title: 'The proxy does not answer', meaning: 'HTTPS_PROXY sends every call through it. Check the VPN, or whether the proxy is still in use. Nothing was changed.', action: 'testConnection', forCustomer: null, forCloudTeam: 'Linkwright could not reach AWS to do this: The proxy does not answer. ' },
      { id: 'name-not-found', title: 'The name of AWS\'s host was not found', meaning: 'Asked to do this. Check this computer\'s network, VPN or DNS. Nothing was changed.', action: 'testConnection', forCustomer: null, forCloudTeam: 'Linkwright could not reach AWS to do this: The name of AWS\'s host was not found. ' },
      { id: 'clock-is-off', title: 'This computer\'s clock is wrong', meaning: 'AWS refuses what is signed with a clock more than five minutes off. Set date, time and time zone of this computer, best by its own time service. Nothing was changed.', action: 'testConnection', forCustomer: null, forCloudTeam: 'Linkwright could not reach AWS to do this: This computer\'s clock is wrong. ' },
      { id: 'not-aws', title: 'Something other than AWS answered', meaning: 'Asked to do this, and a web page or a broken answer came back, as from a proxy or a Wi-Fi sign-in page. It may or may not have been carried out. Trying again is safe: it cannot be done twice.', action: 'tryAgain', forCustomer: null, forCloudTeam: null },
    ],
  },
  {
    kind: 'tryAgain',
    entries: [
      { id: 'aws-busy', title: 'AWS could not do this just now', meaning: 'AWS is busy or had a fault on its side. It may or may not have been carried out. Trying again is safe: it cannot be done twice.', action: 'tryAgain', forCustomer: null, forCloudTeam: null },
      { id: 'journal-not-written', title: 'The journal could not be written', meaning: 'Linkwright writes down what it is about to ask AWS for, and could not. Nothing was sent. Check that Linkwright\'s folder can be written and try again.', action: 'tryAgain', forCustomer: null, forCloudTeam: null },
      { id: 'disk-full', title: 'The disk is full', meaning: 'Linkwright writes down what it is about to ask AWS for, and could not. Nothing was sent. Make room on this computer\'s disk and try again.', action: 'tryAgain', forCustomer: null, forCloudTeam: null },
    ],
  },
  {
    kind: 'lookAgain',
    entries: [
      { id: 'gone', title: 'Something this step needs is not there any more', meaning: 'AWS does not know it. It may have been removed outside Linkwright. Nothing was changed.', action: 'tryAgain', forCustomer: null, forCloudTeam: null },
      { id: 'way-in-gone', title: 'This way into AWS cannot be used', meaning: 'There is no profile PROFILE in the AWS config files. Nothing was changed. Linkwright reads the AWS config files again when they change; a variable of the environment counts after the next start.', action: 'chooseAwsAccount', forCustomer: null, forCloudTeam: null },
      { id: 'conflict', title: 'AWS would not do this', meaning: 'It stands against something that is already there or still in progress. Nothing was changed.', action: 'tryAgain', forCustomer: null, forCloudTeam: null },
    ],
  },
  {
    kind: 'correctInput',
    entries: [
      { id: 'form', title: 'Something in the form needs a correction', meaning: '… Nothing was sent.', action: 'correctInput', forCustomer: null, forCloudTeam: null },
      { id: 'value-refused', title: 'AWS refused a value when asked to do this', meaning: 'Nothing was changed. Correct it and try again.', action: 'correctInput', forCustomer: null, forCloudTeam: null },
      { id: 'way-in-unusable', title: 'This way into AWS cannot be used', meaning: 'HTTPS_PROXY is no address of a proxy. Nothing was changed. Linkwright reads the AWS config files again when they change; a variable of the environment counts after the next start.', action: 'checkAgain', forCustomer: null, forCloudTeam: null },
    ],
  },
  {
    kind: 'switchRegion',
    entries: [
      { id: 'region-needed', title: 'Which AWS Region?', meaning: 'AWS names ca-central-1, eu-west-1, me-central-1 for them. Choose one of these. Nothing was changed.', action: 'switchRegion', forCustomer: null, forCloudTeam: null },
      { id: 'region-not-supported', title: 'Managed integrations are not offered in …', meaning: 'AWS names ca-central-1, eu-west-1, me-central-1 for them. Choose one of these. Nothing was changed.', action: 'switchRegion', forCustomer: null, forCloudTeam: null },
    ],
  },
  {
    kind: 'anotherAccount',
    entries: [
      { id: 'another-account', title: 'This belongs to another AWS account', meaning: 'It was begun in AWS account …, …. Nothing was changed. Choose that account to go on.', action: 'chooseAwsAccount', forCustomer: null, forCloudTeam: null },
    ],
  },
  {
    kind: 'removeLink',
    entries: [
      { id: 'sign-in-page-missing', title: 'The sign-in page is not safe to open', meaning: 'AWS gave no sign-in page, although the customer has to sign in. The link was made, but nobody should sign in there. Remove the link and tell your cloud team.', action: 'removeLink', forCustomer: null, forCloudTeam: 'Linkwright did not open the OAuth authorization URL of a new account association: AWS gave no sign-in page, although the customer has to sign in. Please check the authUrl of the connector destination.' },
      { id: 'sign-in-page-too-long', title: 'The sign-in page is not safe to open', meaning: 'The address of the sign-in page is longer than AWS allows. The link was made, but nobody should sign in there. Remove the link and tell your cloud team.', action: 'removeLink', forCustomer: null, forCloudTeam: 'Linkwright did not open the OAuth authorization URL of a new account association: The address of the sign-in page is longer than AWS allows. Please check the authUrl of the connector destination.' },
      { id: 'sign-in-page-unreadable', title: 'The sign-in page is not safe to open', meaning: 'The address of the sign-in page cannot be read. The link was made, but nobody should sign in there. Remove the link and tell your cloud team.', action: 'removeLink', forCustomer: null, forCloudTeam: 'Linkwright did not open the OAuth authorization URL of a new account association: The address of the sign-in page cannot be read. Please check the authUrl of the connector destination.' },
      { id: 'sign-in-page-not-https', title: 'The sign-in page is not safe to open', meaning: 'The sign-in page is not protected (no https). The link was made, but nobody should sign in there. Remove the link and tell your cloud team.', action: 'removeLink', forCustomer: null, forCloudTeam: 'Linkwright did not open the OAuth authorization URL of a new account association: The sign-in page is not protected (no https). Please check the authUrl of the connector destination.' },
      { id: 'sign-in-page-user-info', title: 'The sign-in page is not safe to open', meaning: 'The address of the sign-in page hides a user name in it. The link was made, but nobody should sign in there. Remove the link and tell your cloud team.', action: 'removeLink', forCustomer: null, forCloudTeam: 'Linkwright did not open the OAuth authorization URL of a new account association: The address of the sign-in page hides a user name in it. Please check the authUrl of the connector destination.' },
      { id: 'sign-in-page-no-domain-name', title: 'The sign-in page is not safe to open', meaning: 'The sign-in page is not at a proper host name. The link was made, but nobody should sign in there. Remove the link and tell your cloud team.', action: 'removeLink', forCustomer: null, forCloudTeam: 'Linkwright did not open the OAuth authorization URL of a new account association: The sign-in page is not at a proper host name. Please check the authUrl of the connector destination.' },
      { id: 'sign-in-page-port', title: 'The sign-in page is not safe to open', meaning: 'The sign-in page is at an unusual port. The link was made, but nobody should sign in there. Remove the link and tell your cloud team.', action: 'removeLink', forCustomer: null, forCloudTeam: 'Linkwright did not open the OAuth authorization URL of a new account association: The sign-in page is at an unusual port. Please check the authUrl of the connector destination.' },
      { id: 'sign-in-page-not-practice', title: 'The sign-in page is not safe to open', meaning: 'The sign-in page is not the practice one. The link was made, but nobody should sign in there. Remove the link and tell your cloud team.', action: 'removeLink', forCustomer: null, forCloudTeam: 'Linkwright did not open the OAuth authorization URL of a new account association: The sign-in page is not the practice one. Please check the authUrl of the connector destination.' },
    ],
  },
  {
    kind: 'notPossible',
    entries: [
      { id: 'read-only', title: 'This AWS account is read-only here', meaning: 'Nothing was sent. It is set so on this computer, and can be changed under AWS accounts.', action: 'chooseAwsAccount', forCustomer: null, forCloudTeam: null },
      { id: 'search-of-another-link', title: 'These do not belong together', meaning: 'The device search was made for another link. Nothing was sent.', action: 'findAgain', forCustomer: null, forCloudTeam: null },
      { id: 'device-of-another-device-cloud', title: 'These do not belong together', meaning: 'The device comes from another device cloud than the link. Nothing was sent.', action: null, forCustomer: null, forCloudTeam: null },
      { id: 'device-not-in-search', title: 'These do not belong together', meaning: 'The search on this link did not find the device, so AWS would refuse it. Nothing was sent.', action: 'findAgain', forCustomer: null, forCloudTeam: null },
      { id: 'search-not-finished', title: 'These do not belong together', meaning: 'The device search is not finished or did not end well. Nothing was sent.', action: 'findAgain', forCustomer: null, forCloudTeam: null },
      { id: 'link-not-signed-in', title: 'These do not belong together', meaning: 'The link has no sign-in that works. Nothing was sent.', action: null, forCustomer: null, forCloudTeam: null },
      { id: 'device-deleted', title: 'These do not belong together', meaning: 'The device is being deleted or is gone. Nothing was sent.', action: null, forCustomer: null, forCloudTeam: null },
    ],
  },
];
