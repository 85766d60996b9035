// The second stop: the customer's sign-in.
import type { ChannelView } from '../backend/contract';

export const signIn = {
  title: {
    waiting: "Waiting for the customer's sign-in",
    failed: 'The sign-in did not work',
    needsNewSignIn: 'A new sign-in is needed',
    beingRemoved: 'This link is being removed',
    gone: 'This link is gone',
    unknown: 'AWS reports an unknown state',
    companyCredential: 'Waiting for AWS',
    unsafe: 'Nobody should sign in here',
  },
  who: 'The person who owns the {deviceCloud} account signs in. We never see the password.',
  checkNow: 'Check now',
  checking: 'Checking…',
  notChecked: 'not checked yet',
  confirming: 'AWS lists it as settled, confirming…',
  ways: 'Ways to sign in',
  here: 'Here on this computer',
  give: 'Give it to the customer',
  belongsTo: 'The page belongs to',
  hostChanged: {
    title: 'The sign-in page belongs to another host than before',
    before: 'Before',
    now: 'This page',
    meaning: 'A vendor may have moved its sign-in, or somebody may want the customer to sign in at a page of their own. Ask your cloud team or {deviceCloud} before a customer gets it. Until then it is not opened, shown or copied.',
    forCloudTeam: 'Copy for your cloud team',
    question: (deviceCloud: string, before: string, host: string) =>
      `The sign-in page that AWS gave for ${deviceCloud} belongs to ${host}. Until now it belonged to ${before}. Is ${host} right for this device cloud?`,
    act: (host: string) => `${host} is right`,
  },
  open: 'Open sign-in page',
  openPrivate: (browser: string) => `Open in a private ${browser} window`,
  openUsual: 'Open in your usual browser',
  privateMeaning: 'A private window keeps the sign-in of the last customer apart.',
  usualMeaning: 'A browser may still be signed in as the last customer: sign out there first.',
  accountOf: 'Sign in with the {deviceCloud} account of {customer}, not with your own.',
  sees: 'What the customer sees',
  seesSteps: ['Sign in', 'Allow access', 'A page that says finished: close it'],
  seesBlankEnding: 'The last page may stay blank: that is fine, close it',
  noPage: 'No page in sight?',
  openAgain: 'Open again',
  copyAddressInstead: 'Copy the sign-in address',
  qrInstead: 'QR code',
  asking: 'Asking AWS for the sign-in page…',
  qrMeaning: 'The customer scans it with a phone, signs in and allows access.',
  qrAlt: (host: string) => `QR code of the sign-in page at ${host}`,
  qrLoading: 'Drawing the QR code…',
  openAsCustomer: 'Open as the customer',
  openAsCustomerMeaning: "In practice the customer's phone is this computer.",
  message: 'Message to the customer',
  messageMeaning: 'You can change it. The address is put in when it is copied; it is for this customer only.',
  copyMessage: 'Copy message',
  remind: 'Remind the customer',
  copyAddress: 'Copy sign-in address',
  showAddress: 'Show address',
  hideAddress: 'Hide address',
  address: 'Sign-in address',
  addressMeaning: 'Whoever opens it signs in for this customer. It is hidden again when you leave.',
  finding: 'As soon as the customer has signed in, this moves on by itself.',
  nobody: 'Nobody has to sign in',
  nobodyMeaning: 'The company credential {name} gives access at {deviceCloud}. AWS is setting up the link; this moves on by itself.',
  failed: {
    meaning: '{deviceCloud} or AWS reported that the sign-in was not completed. No device was made.',
    perhaps: 'Perhaps',
    detail: 'What the device cloud or AWS said',
    causes: [
      'the customer pressed Deny, or closed the page at the end',
      'the sign-in page was open for too long',
      'the sign-in was for an account that may not give access',
    ],
    act: 'Remove and make a new sign-in page',
    actMeaning: 'The button removes this link and makes a new one for the same customer, with a fresh sign-in page.',
  },
  needsNew: {
    meaning: '{deviceCloud} no longer accepts the old permission: the password was changed, access was withdrawn, or it is too old. Its devices stay in AWS but may not be reached until then.',
    act: 'Remove and make a new link…',
    confirmTitle: 'Remove this link and make a new one?',
    confirmMeaning: 'The link of {customer} at {deviceCloud} is removed and made again, with a fresh sign-in page. AWS refuses that as long as devices are registered on it; Linkwright then says so and changes nothing.',
    confirm: 'Remove and make new',
  },
  gone: {
    meaning: 'AWS does not know this link any more. It may have been removed outside Linkwright.',
    act: 'Make a new link for {customer}',
  },
  beingRemoved: 'AWS is removing this link. Nothing can be done with it.',
  unknown: 'AWS reports a state that this version of Linkwright does not know. Nothing is lost: check again, or look in Technical view.',
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const steps: Record<ChannelView, [number, string][]> = {
  here: [
    [60 * MINUTE, 'Waiting for more than an hour. Finish later is safe: AWS keeps the link.'],
    [10 * MINUTE, 'Longer than usual. Open it again, give it to the customer, or finish later.'],
    [3 * MINUTE, 'Still waiting. Is the sign-in page open, and was Allow pressed?'],
  ],
  qrCode: [
    [2 * HOUR, 'Waiting for more than two hours. Finish later is safe: AWS keeps the link.'],
    [30 * MINUTE, 'Longer than usual. Ask the customer, send the message, or finish later.'],
    [10 * MINUTE, 'Still waiting. Has the customer seen the sign-in page?'],
  ],
  message: [
    [3 * DAY, 'Waiting for three days. Remind the customer, or ask by telephone.'],
    [DAY, 'No sign-in since yesterday. Remind the customer: copy the message again.'],
    [4 * HOUR, 'Still waiting. The customer may not have read the message yet.'],
  ],
};

/** How the wording grows with time. It never says that anything failed. */
export function escalation(channel: ChannelView, waited: number): string | null {
  return steps[channel].find(([from]) => waited >= from)?.[1] ?? null;
}
