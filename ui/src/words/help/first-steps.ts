// Help: first steps.
import type { Topic } from './topic';

export const firstSteps: Topic = {
  id: 'firstSteps',
  title: 'First steps',
  meaning: 'From nothing to a customer whose devices are in AWS.',
  parts: [
    {
      lines: [
        'Start Practice, or choose an AWS account under AWS accounts. The band on top always says where you work.',
        'Press New link, choose the device cloud, type the customer, and create the link.',
        'The customer signs in at the device cloud: here on this computer, or with a QR code or a message on a device of their own.',
        'Linkwright finds the devices. Look at them: are they the customer\'s? Then register them.',
        'Done says how many devices AWS has confirmed. Save the completion note, and go on with the next customer.',
      ],
    },
    {
      title: 'Good to know',
      rows: [
        { name: 'Practice comes first', meaning: 'It is the same work with made-up customers, on this computer alone. The band on top is striped, and What happens, in it, lets things go wrong on purpose.' },
        { name: 'Close it at any moment', meaning: 'What was begun is written down before it is sent. It goes on at the next start, and no link or device is made twice.' },
        { name: 'One customer, one sign-in page', meaning: 'The page belongs to one link. Do not send it to two people, and open it in a private browser window.' },
        { name: 'Look before you register', meaning: 'Whoever signs in decides whose devices are found. If they are not this customer\'s, press These are not …: the link is removed, and nothing was registered.' },
        { name: 'Technical view', meaning: 'The switch in the band shows ids, AWS\'s own names of states, request ids, and the same with the AWS CLI.' },
      ],
    },
  ],
};
