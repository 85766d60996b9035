// Help: what the states mean.
import type { Topic } from './topic';

export const states: Topic = {
  id: 'states',
  title: 'What the states mean',
  meaning: 'As they stand on Home, in Links and on the page of a link.',
  parts: [
    {
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
  ],
};
