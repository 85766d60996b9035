// Help: what is stored where.
import type { Topic } from './topic';

export const privacy: Topic = {
  id: 'privacy',
  title: 'What is stored where',
  meaning: 'Linkwright talks to AWS and to nobody else. It sends no statistics, and looks for no updates.',
  parts: [
    {
      title: 'At AWS',
      rows: [
        { name: 'Links and devices', meaning: 'Names of links as AWS stores them, notes with job number, initials and day, tags, devices with their names and owners. Put no personal data there; Settings can give AWS the job number alone.' },
        { name: 'The customer\'s permission', meaning: 'AWS keeps what the device cloud gave it after the sign-in. Linkwright never sees it.' },
      ],
    },
    {
      title: 'On this computer, in Linkwright\'s own folder',
      rows: [
        { name: 'The journal', meaning: 'Customers as you typed them, what happened with each, what is under way, your notes: for your user alone, with up to three backups. What is over is erased after 400 days.' },
        { name: 'The list of links', meaning: 'As AWS told it last, so that searching is at once.' },
        { name: 'Settings and texts', meaning: 'Company, telephone, initials, message texts, AWS accounts by name, colour and marks, and what AWS has permitted each of them so far.' },
        { name: 'Sign-in pages', meaning: 'The hosts they belonged to, so that another one is noticed. Never their addresses.' },
        { name: 'Practice', meaning: 'What was practised. Start Practice afresh erases it.' },
        { name: 'The log', meaning: 'Calls to AWS, how long they took and how they ended. No names, no addresses, no secrets. At most 25 MB.' },
        { name: 'The web view\'s cache', meaning: 'What draws the window keeps files of Linkwright\'s own pages in the system\'s folder for caches. It can be deleted while Linkwright is not running.' },
      ],
    },
    {
      title: 'In this computer\'s keyring',
      rows: [
        { name: 'Access keys', meaning: 'Those you typed under AWS accounts. Without a keyring they are in memory alone and gone when Linkwright ends.' },
      ],
    },
    {
      title: 'In the AWS CLI\'s folder',
      rows: [
        { name: 'Sign-ins of IAM Identity Center', meaning: 'In the folder .aws, where the AWS CLI keeps and shares them.' },
      ],
    },
    {
      title: 'Where you put it',
      rows: [
        { name: 'Files you save', meaning: 'Completion notes, lists, support bundles and team files go to your documents. Support bundles hold no names; you see every line first.' },
        { name: 'The clipboard', meaning: 'Only what you copy with a button. The sign-in address is copied only when you ask for it.' },
      ],
    },
    {
      title: 'Nowhere',
      rows: [
        { name: 'The customer\'s password', meaning: 'It is typed at the device cloud. Linkwright never sees it.' },
        { name: 'The sign-in address', meaning: 'AWS gives it anew each time. It is in no file and no log.' },
        { name: 'Digits of your MFA device', meaning: 'Sent to AWS once, and forgotten.' },
        { name: 'What makes a device reachable', meaning: 'AuthenticationMaterial goes from AWS back to AWS, and is never on the disk.' },
      ],
    },
    {
      title: 'Erasing',
      rows: [
        { name: 'One customer', meaning: 'Forget this customer, in the menu beside the title or on the page of a link, erases the customer from the journal, its backups and the list of links. AWS keeps its own.' },
        { name: 'An AWS account', meaning: 'Remove, under AWS accounts, takes it off this computer, its keys from the keyring too.' },
      ],
    },
  ],
};
