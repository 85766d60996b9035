// Help: when a customer calls.
import type { Topic } from './topic';

export const calls: Topic = {
  id: 'calls',
  title: 'When a customer calls',
  meaning: 'Find the link, see what is wrong, put it right.',
  parts: [
    {
      lines: [
        'Type the customer, a job number, a note, or paste any id or serial number into the search on Home.',
        'Open the link. The box on top says how it stands and has the one next step, such as Reconnect.',
        'Find out what is wrong, under Diagnosis, asks AWS about everything and says what was seen, what it means, and what to do.',
        'Paste the address of the page the customer ended on: it tells why a sign-in failed. It is read here, and only its error is kept.',
        'Ask, beside a device, tells whether it answers. No answer yet is no failure.',
        'A support bundle, in the menu More, is a text for whoever helps, without names. You see every line before it is saved.',
      ],
    },
  ],
};
