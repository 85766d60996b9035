// Help: problems and what to do; their own sentences come from the core.
import type { ActionView, ProblemKindView } from '../../backend/contract';
import type { Topic } from './topic';

export const problemsTopic: Topic = {
  id: 'problems',
  title: 'Problems and what to do',
  meaning: 'Every problem Linkwright can tell, sorted by what helps. … stands for what differs from case to case.',
  parts: [],
};

export const catalogue = {
  find: 'Find a problem',
  none: 'No problem is told in these words.',
  way: 'What to do: ',
  nothing: 'Nothing to press: follow what it says.',
  customer: 'The customer can help: there is a text to copy.',
  cloudTeam: 'Your cloud team can help: there is a text to copy.',
};

export function remedy(kind: ProblemKindView): string {
  switch (kind) {
    case 'signInToAws':
      return 'Sign in to AWS';
    case 'askForPermission':
      return 'Ask your cloud team for a permission';
    case 'checkNetwork':
      return 'Check network, VPN or proxy';
    case 'tryAgain':
      return 'Try again';
    case 'lookAgain':
      return 'Look again, then decide';
    case 'correctInput':
      return 'Correct what was typed or set up';
    case 'switchRegion':
      return 'Choose another Region';
    case 'anotherAccount':
      return 'Use the AWS account it belongs to';
    case 'removeLink':
      return 'Remove the link';
    case 'notPossible':
      return 'Not possible as it stands';
    default:
      return kind satisfies never;
  }
}

export function wayOn(action: ActionView['kind'] | null): string {
  switch (action) {
    case null:
      return catalogue.nothing;
    case 'correctInput':
      return 'correct it and send it again.';
    case 'tryAgain':
      return 'press Try again.';
    case 'checkAgain':
      return 'do what it says, then press Check again.';
    case 'copyForCloudTeam':
      return 'press Copy for the cloud team, and send it to them.';
    case 'switchRegion':
      return 'press Choose another Region.';
    case 'removeLink':
      return 'press Remove this link…; it asks before anything is removed.';
    case 'chooseAwsAccount':
      return 'press AWS accounts, and choose another one.';
    case 'signIn':
      return 'press Sign in to AWS.';
    case 'testConnection':
      return 'press Test access: it shows at which step it ends.';
    case 'findAgain':
      return 'press Find again.';
    default:
      return action satisfies never;
  }
}
