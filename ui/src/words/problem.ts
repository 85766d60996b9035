// What stands round a problem; its own sentences come from the desk.
import type { ActionView } from '../backend/contract';

export const problems = {
  brokenCall: {
    title: 'Linkwright did not answer its own window',
    meaning: 'This is a fault of Linkwright, not of AWS. Try again; if it comes back, start Linkwright again.',
  },
  forCloudTeam: 'Copy for the cloud team',
  forCustomer: 'Copy for the customer',
  whatItMeans: 'What does this mean?',
  details: 'Details',
  copyDetails: 'Copy details',
  detail: 'What AWS said',
  operation: 'Operation',
  requestId: 'Request id',
  dismiss: 'Close this message',
  command: 'Run this in a terminal:',
};

/** The label of the one way on; null where another button already stands. */
export function actionLabel(kind: ActionView['kind']): string {
  switch (kind) {
    case 'correctInput':
      return 'Correct it';
    case 'tryAgain':
      return 'Try again';
    case 'checkAgain':
      return 'Check again';
    case 'copyForCloudTeam':
      return problems.forCloudTeam;
    case 'switchRegion':
      return 'Choose another Region';
    case 'removeLink':
      return 'Remove this link…';
    case 'chooseAwsAccount':
      return 'AWS accounts';
    case 'signIn':
      return 'Sign in to AWS';
    case 'testConnection':
      return 'Test access';
    case 'findAgain':
      return 'Find again';
    default:
      return kind satisfies never;
  }
}
