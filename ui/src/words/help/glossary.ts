// Help: words, here and in AWS.
import type { Topic } from './topic';

export const glossary: Topic = {
  id: 'words',
  title: 'Words, here and in AWS',
  meaning: 'For talking with your cloud team.',
  parts: [
    {
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
  ],
};
