// Help. The one place besides Technical view that may use AWS's own terms.
export interface HelpSection {
  title: string;
  lines?: string[];
  rows?: { name: string; meaning: string }[];
}

export const help = {
  title: 'Help',
  meaning: 'Linkwright links a customer\'s device cloud to AWS and registers the customer\'s devices there.',
  open: 'Open',
  columns: { name: 'What you see', meaning: 'What it means, and what to do' },
};

export const helpSections: HelpSection[] = [
  {
    title: 'When a customer calls',
    lines: [
      'Type the customer, a job number, a note, or paste any id or serial number into the search on Home.',
      'Open the link. The box on top says how it stands and has the one next step, such as Reconnect.',
      'Find out what is wrong, under Diagnosis, asks AWS about everything and says what was seen, what it means, and what to do.',
      'Paste the address of the page the customer ended on: it tells why a sign-in failed. It is read here, and only its error is kept.',
      'Ask, beside a device, tells whether it answers. No answer yet is no failure.',
      'A support bundle, in the menu More, is a text for whoever helps, without names. You see every line before it is saved.',
    ],
  },
  {
    title: 'First steps',
    lines: [
      'Start Practice, or choose an AWS account under AWS accounts. The band on top always says where you work.',
      'Press New link, choose the device cloud, type the customer, and create the link.',
      'The customer signs in at the device cloud: here on this computer, or with a QR code or a message on a device of their own.',
      'Linkwright finds the devices. Look at them: are they the customer\'s? Then register them.',
      'Done says how many devices AWS has confirmed. Save the completion note, and go on with the next customer.',
    ],
  },
  {
    title: 'What the states mean',
    rows: [
      { name: 'Waiting for the customer\'s sign-in', meaning: 'The link is made, and the customer has not finished signing in. Show the QR code, open the page here, or send the message. Waiting costs nothing; only AWS says when it failed.' },
      { name: 'The sign-in did not work', meaning: 'The customer said no, the page was open for too long, or the device cloud refused. Remove the link and make a new sign-in page.' },
      { name: 'Signed in', meaning: 'The device cloud accepted the sign-in. It is done only when the devices are registered and confirmed.' },
      { name: 'Needs a new sign-in', meaning: 'The device cloud no longer accepts the old permission. The devices stay in AWS but may not be reached until the customer signs in again: press Reconnect.' },
      { name: 'Asking AWS for a new sign-in page', meaning: 'AWS makes a fresh page for the same link. The one given out before stops working.' },
      { name: 'AWS gave no new sign-in page', meaning: 'Open it to see why. Where AWS refuses it as the link stands, the link can be removed and made anew.' },
      { name: '10 of 12 known devices found', meaning: 'After a new sign-in the devices that were registered before are compared with those found. None of them: very likely another account, and nothing is registered.' },
      { name: 'Finding devices', meaning: 'AWS asks the device cloud which devices the customer has. You can leave the page.' },
      { name: 'The device search did not end well', meaning: 'No devices, a failure, or no answer in time. Find again, or finish without devices and add them later.' },
      { name: 'Registered, waiting for AWS to confirm', meaning: 'AWS took the registration and does not list it yet. It is counted once it does.' },
      { name: 'Finished with 17 of 20 devices', meaning: 'Some devices failed, and you finished with the others. Open it to try the rest again.' },
      { name: 'Unclear whether the link was made', meaning: 'The answer of AWS was lost. Try again: no second link can come of it.' },
      { name: 'Not sent yet', meaning: 'AWS could not be reached. It goes on by itself when the network is back, also after the next start.' },
      { name: 'AWS has no such link', meaning: 'The answer was lost, and more than an hour later AWS does not list the link. You decide: make it again, or give it up.' },
      { name: 'AWS lists it as settled, confirming', meaning: 'The list of links says that the sign-in ended. One more look says how.' },
      { name: 'Paused', meaning: 'You paused registering. What was sent already still ends; Continue goes on with the rest.' },
      { name: 'Waiting at other desks', meaning: 'Links of this AWS account that wait for a sign-in and were made elsewhere. Continue here takes one over; nothing is made twice.' },
      { name: 'On another link', meaning: 'The device is registered already, for another link. It cannot be ticked.' },
      { name: 'Cut off', meaning: 'The device is in AWS, but its links were removed. Register it on this link under Already in AWS.' },
      { name: 'Made, not registered', meaning: 'The device is in AWS and was left half-way. Finish devices, on the link\'s page, registers it.' },
      { name: 'Accepted, no answer yet', meaning: 'AWS took the question for the device, and nothing new came within half a minute. That is no failure.' },
      { name: 'Since … (seen here)', meaning: 'AWS keeps no times. What this computer saw says so.' },
      { name: 'Being removed', meaning: 'AWS is removing the link. Nothing can be done with it.' },
      { name: 'Unknown state', meaning: 'AWS reports a state that this version does not know. Check again later; Technical view shows its name.' },
    ],
  },
  {
    title: 'Words, here and in AWS',
    rows: [
      { name: 'Device cloud', meaning: 'The connector destination of a cloud connector: the account at a vendor of locks, lights or heating, as your cloud team set it up.' },
      { name: 'Link', meaning: 'An account association: one customer at one device cloud.' },
      { name: 'Sign-in page', meaning: 'The device cloud\'s OAuth page. Its address belongs to one link and to one customer.' },
      { name: 'Company credential', meaning: 'General authorization: your company\'s own credential serves every customer, and nobody signs in.' },
      { name: 'Find devices', meaning: 'Device discovery: AWS asks the device cloud.' },
      { name: 'Device', meaning: 'A managed thing.' },
      { name: 'Reconnect', meaning: 'StartAccountAssociationRefresh, and the sign-in that follows.' },
      { name: 'Register', meaning: 'RegisterAccountAssociation: puts a device on a link.' },
      { name: 'Practice', meaning: 'A stand-in for the AWS service on this computer, with a sign-in page of its own.' },
    ],
  },
  {
    title: 'What is stored where',
    rows: [
      { name: 'AWS', meaning: 'Links, their names and notes, tags, devices and owners. Put no personal data there; Settings can give AWS the job number alone.' },
      { name: 'This computer', meaning: 'Settings, the lines of Waiting for you, what happened with each customer, and what was practised: kept between starts, so that closing is safe at any moment. Forget this customer, in the menu beside the title, erases one of them here; Start Practice afresh erases what was practised.' },
      { name: 'Nowhere', meaning: 'The customer\'s password, which we never see, and the sign-in address, which AWS gives anew each time. It is copied only when you press Copy.' },
    ],
  },
  {
    title: 'Keyboard',
    rows: [
      { name: 'Tab and Shift+Tab', meaning: 'From one control to the next, and back.' },
      { name: 'Enter in Customer', meaning: 'Creates the link.' },
      { name: 'Enter in a search field', meaning: 'Opens the list with what was typed.' },
      { name: 'Space', meaning: 'Ticks a device, turns a switch.' },
      { name: 'Arrow keys', meaning: 'Between tabs, choices and the entries of a list.' },
      { name: 'Esc', meaning: 'Closes a question or a list without doing anything.' },
    ],
  },
];
