// Help: what the AWS sign-in needs to be allowed, and why.
import type { PolicySizeForm } from '../../backend/contract';
import type { Topic } from './topic';

export const permissions: Topic = {
  id: 'permissions',
  title: 'Permissions',
  meaning: 'What your AWS sign-in needs to be allowed, and what for. Test access says which of them it has.',
  parts: [
    {
      title: 'Whom to ask',
      lines: [
        'Open AWS accounts and press Test access. Each step on the way to AWS is tested, and each reading permission.',
        'Choose the policy for your work under A policy for your cloud team, and copy it.',
        'Send it to whoever manages AWS for your company. Nothing else has to be set up for you.',
      ],
    },
  ],
};

export const permissionWords = {
  test: 'Test access',
  secret: 'Why listing links works and opening one does not',
  reads: 'To look',
  changes: 'To change',
  sizes: 'For:',
  size: (size: PolicySizeForm) => {
    switch (size) {
      case 'readOnlySupport':
        return 'Read-only support';
      case 'installer':
        return 'Installer';
      case 'everything':
        return 'All';
      default:
        return size satisfies never;
    }
  },
};
