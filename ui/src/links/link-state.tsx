// A link's state: icon and word.
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

import type { LinkStateView } from '../backend/contract';
import { linkState } from '../words/customer';

export function LinkState({ state }: { state: LinkStateView }) {
  return <StatusIndicator type={linkStateIcon(state)}>{linkState(state)}</StatusIndicator>;
}

export function linkStateIcon(state: LinkStateView): StatusIndicatorProps.Type {
  switch (state) {
    case 'waitingForSignIn':
      return 'pending';
    case 'signInFailed':
      return 'error';
    case 'signedIn':
      return 'success';
    case 'needsNewSignIn':
    case 'unknown':
      return 'warning';
    case 'beingRemoved':
      return 'in-progress';
    default:
      return state satisfies never;
  }
}
