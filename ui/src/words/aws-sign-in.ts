// The operator's own sign-in at AWS, and another AWS account than last time.
import type { AwsSignInView } from '../backend/contract';
import { fillText } from './fill';

export const awsSignIn = {
  ranOut: 'Your AWS sign-in has run out. Everything waits, nothing is lost.',
  begin: 'Sign in to AWS as {name}',
  beginAt: 'Sign in at {name}',
  /** Stands beside the title when it ran out. */
  to: 'It is for {name}.',
  notNow: 'Not now',
  portal: {
    meaning: 'A page of your company opens in a browser. Linkwright never sees your password.',
    act: 'Sign in',
    command: 'Or run this in a terminal; Linkwright notices by itself:',
    opening: 'Asking AWS for the sign-in page…',
    code: 'Check that the page shows this code:',
    copyCode: 'Copy the code',
    copyCodeNamed: 'Copy the code {code}',
    open: 'Open sign-in page',
    copyAddress: 'Copy address',
    elsewhere: 'On a phone or another computer: scan this, or copy the address.',
    qr: 'QR code',
    noQr: 'Hide the QR code',
    expires: (left: string) => `Waiting for your sign-in: ${left}.`,
    expired: 'The code may be over by now.',
    byItself: 'It goes on by itself.',
  },
  mfa: {
    meaning: 'Type the six digits that your MFA device {device} shows now.',
    label: 'Six digits',
    act: 'Sign in',
    checking: 'Asking AWS…',
    refused: 'AWS refused the code: mistyped, or used already. Wait for the next one.',
    digits: 'A code has six digits.',
  },
  keys: {
    meaning: 'The access keys are not in the keyring, or AWS does not know them any more. Type them again.',
    act: 'Use these keys',
  },
  keyring: { meaning: 'Unlock the keyring of this computer, then', act: 'Ask again' },
  terminal: { meaning: 'Run this in a terminal. Linkwright notices by itself.' },
  outside: { meaning: 'Renew it where it came from: the keys of the environment, the profile, or the program that gives them.', act: 'Check again' },
};

/** As one line of text. */
export function signInTitle({ name, ranOut }: Pick<AwsSignInView, 'name' | 'ranOut'>): string {
  if (ranOut) return awsSignIn.ranOut;
  return fillText(isAddress(name) ? awsSignIn.beginAt : awsSignIn.begin, { name });
}

/** The portal of an AWS account that is only being added. */
export function isAddress(name: string): boolean {
  return name.startsWith('https://');
}

export const confirmAccount = {
  title: 'AWS says another account than last time',
  titleRegion: 'AWS says another Region than last time',
  titleElsewhere: 'Calls would go to another host than AWS',
  titleBackAtAws: 'Calls would go to AWS itself again',
  elsewhere: 'Everything would be sent to {host}, and what it answers would be believed. Use it only if you know why.',
  meaning: '{name} led to another place when it was used last. Nothing is done there before you say so.',
  before: 'Last time',
  after: 'This time',
  account: 'AWS account',
  region: 'Region',
  who: 'Role or user',
  endpoint: 'Calls go to',
  aws: 'AWS',
  what: 'What',
  notKnown: 'not known',
  changed: 'changed:',
  use: 'Work in {account}',
  sendTo: 'Send calls to {host}',
  decline: 'Do not use it',
};

/** Twelve digits, readable. */
export function inFours(account: string): string {
  return account.replaceAll(/(\d{4})(?=\d)/g, '$1-');
}
