// Work of several steps on a link: removing it, taking devices off, editing.
import type { PlanKindView, PlanStateView, PlanStepStateView } from '../backend/contract';

export const plans = {
  title: 'Under way on links',
  counted: (doing: string, done: number, total: number) => `${doing}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`,
  more: (n: number) => `and ${n.toLocaleString('en')} more`,
  pause: 'Pause',
  goOn: 'Go on',
  tryNow: 'Try now',
  retry: (failed: number) => `Retry ${failed}`,
  stop: 'Stop',
  dismiss: 'Close',
  open: 'Open',
  openNamed: 'Open {name}',
  actNamed: (act: string, name: string) => `${act}: ${name}`,
  foundMore: (n: number) =>
    n === 1 ? '1 more device was registered meanwhile: take it off too?' : `${n} more devices were registered meanwhile: take them off too?`,
  safe: 'Safe to close at any moment: it goes on where it stood.',
  failed: (n: number) => (n === 1 ? '1 step failed. What was done stays done.' : `${n} steps failed. What was done stays done.`),
  steps: 'Steps',
  stepsLoading: 'Looking up the steps…',
  columns: { step: 'Step', state: 'Result' },
  otherIdentity: 'This was begun in AWS account {account} in {region}. Choose it to go on.',
  otherIdentityPractice: 'This was begun in Practice. Choose Practice to go on.',
  backToLinks: 'Back to Links',
};

/** What is being done, with the link's name in {name}. */
export function planDoing(kind: PlanKindView): string {
  switch (kind) {
    case 'unlink':
      return 'Removing {name}';
    case 'removeDevices':
      return 'Taking devices off {name}';
    case 'editLink':
      return 'Changing {name}';
    case 'editTags':
      return 'Changing the tags of {name}';
    case 'editDevice':
      return 'Changing a device of {name}';
    default:
      return kind satisfies never;
  }
}

/** How it ended. */
export function planDone(kind: PlanKindView): string {
  switch (kind) {
    case 'unlink':
      return 'Removed.';
    case 'removeDevices':
      return 'Done.';
    case 'editLink':
    case 'editTags':
    case 'editDevice':
      return 'Changed.';
    default:
      return kind satisfies never;
  }
}

export function planState(state: PlanStateView): string {
  switch (state) {
    case 'working':
      return 'Under way';
    case 'paused':
      return 'Paused. What was sent already still ends.';
    case 'someFailed':
      return 'Some steps failed';
    case 'unreached':
      return 'AWS cannot be reached: it goes on by itself when the network is back';
    case 'done':
      return 'Done';
    case 'stopped':
      return 'Stopped before everything was done';
    default:
      return state satisfies never;
  }
}

export function stepState(state: PlanStepStateView): string {
  switch (state) {
    case 'waiting':
      return 'To come';
    case 'working':
      return 'Under way';
    case 'done':
      return 'Done';
    case 'wasDone':
      return 'It was so already';
    case 'failed':
      return 'Failed';
    default:
      return state satisfies never;
  }
}
