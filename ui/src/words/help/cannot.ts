// Help: what Linkwright cannot do.
import type { Topic } from './topic';

export const cannot: Topic = {
  id: 'cannot',
  title: 'What Linkwright cannot do',
  meaning: 'So that nobody looks for it here.',
  parts: [
    {
      rows: [
        { name: 'Set up a device cloud', meaning: 'Cloud connectors and their destinations are made by your cloud team in AWS. Linkwright shows those that are there.' },
        { name: 'Sign in for the customer', meaning: 'Only the customer, or somebody with the customer\'s password, can. Linkwright opens the page and waits.' },
        { name: 'See why a device cloud refused', meaning: 'AWS passes on a short error at most. Paste the address of the page the customer ended on: it often says more.' },
        { name: 'Make a sign-in page last longer', meaning: 'The device cloud decides how long. A new one can be asked for at any time.' },
        { name: 'Move a device to another link', meaning: 'Take it off the one link and register it on the other. Replace, in the device\'s menu, does both.' },
        { name: 'Switch devices', meaning: 'Ask reads how a device is. Nothing turns a lamp on or opens a lock.' },
        { name: 'Undo what was removed', meaning: 'A removed link or device is gone at AWS. It can be made anew, with a new sign-in.' },
        { name: 'Tell when something happened at AWS', meaning: 'AWS keeps no times for links. Linkwright shows what this computer saw.' },
        { name: 'Change what your AWS sign-in may do', meaning: 'That is your cloud team\'s. Test access shows what is missing, and writes the request.' },
        { name: 'Many customers at once', meaning: 'Each link is made by itself. Several can wait for their sign-ins at the same time.' },
        { name: 'Other languages', meaning: 'The window speaks English. Message texts to customers can be written in any language, in Settings.' },
      ],
    },
  ],
};
