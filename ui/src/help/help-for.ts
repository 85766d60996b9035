// Which page of Help is for what is on the screen.
import type { CreatingView, SignInStateView, StopView } from '../backend/contract';
import type { HelpAt, Place } from '../desk/places';

export function helpFor(place: Place, stop: StopView | null): HelpAt {
  switch (place.kind) {
    case 'wizard':
      return stop === null ? { topic: 'firstSteps' } : helpForStop(stop);
    case 'home':
    case 'newLink':
    case 'practice':
      return { topic: 'firstSteps' };
    case 'links':
    case 'link':
    case 'existingLink':
      return { topic: 'calls' };
    case 'awsAccounts':
    case 'addAwsAccount':
    case 'accessTest':
      return { topic: 'permissions' };
    case 'activity':
      return { topic: 'privacy' };
    case 'help':
      return place.at ?? { topic: 'firstSteps' };
    default:
      return place satisfies never;
  }
}

function helpForStop(stop: StopView): HelpAt {
  const entry = stateOf(stop);
  return entry === null ? { topic: 'firstSteps' } : { topic: 'states', entry };
}

/** The state by its name in Help; a test holds the two together. */
function stateOf(stop: StopView): string | null {
  switch (stop.kind) {
    case 'creating':
      return creatingState(stop.phase);
    case 'refreshing':
      return 'Asking AWS for a new sign-in page';
    case 'signIn':
      return signInState(stop.state);
    case 'findingDevices':
      return stop.end === null ? 'Finding devices' : 'The device search did not end well';
    case 'registering':
      return stop.paused ? 'Paused' : 'Registered, waiting for AWS to confirm';
    case 'removing':
    case 'removed':
      return 'Being removed';
    case 'choosingDevices':
    case 'done':
      return null;
    default:
      return stop satisfies never;
  }
}

function creatingState(phase: CreatingView): string | null {
  switch (phase) {
    case 'unclear':
    case 'looking':
      return 'Unclear whether the link was made';
    case 'unreached':
      return 'Not sent yet';
    case 'notFound':
      return 'AWS has no such link';
    case 'sending':
    case 'refused':
      return null;
    default:
      return phase satisfies never;
  }
}

function signInState(state: SignInStateView): string {
  switch (state) {
    case 'waiting':
      return "Waiting for the customer's sign-in";
    case 'failed':
      return 'The sign-in did not work';
    case 'needsNewSignIn':
      return 'Needs a new sign-in';
    case 'beingRemoved':
      return 'Being removed';
    case 'gone':
      return 'AWS has no such link';
    case 'unknown':
      return 'Unknown state';
    default:
      return state satisfies never;
  }
}
