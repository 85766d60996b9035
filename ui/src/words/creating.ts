// While the link is being made: what is known, and the one way on.
import type { CreatingView } from '../backend/contract';

export interface CreatingWords {
  title: string;
  /** What is known, in one sentence. */
  meaning: string;
  /** The one way on; null while AWS is being asked. */
  act: string | null;
  hint: string | null;
}

export function creating(phase: CreatingView): CreatingWords {
  switch (phase) {
    case 'sending':
      return {
        title: 'Making the link',
        meaning: 'Asking AWS to make the link of {customer} at {deviceCloud}.',
        act: null,
        hint: null,
      };
    case 'looking':
      return {
        title: 'Looking for the link',
        meaning: 'An answer of AWS was lost. Asking AWS whether the link of {customer} at {deviceCloud} is there.',
        act: null,
        hint: null,
      };
    case 'unclear':
      return {
        title: 'Was the link made?',
        meaning: 'The answer of AWS was lost, so the link of {customer} at {deviceCloud} may or may not be there.',
        act: 'Try again',
        hint: 'Trying again cannot make a second link.',
      };
    case 'unreached':
      return {
        title: 'Not sent yet',
        meaning: 'Nothing was sent for {customer} at {deviceCloud}: it goes on by itself when the network is back.',
        act: 'Try now',
        hint: 'Safe to close: it goes on at the next start.',
      };
    case 'refused':
      return {
        title: 'AWS did not make the link',
        meaning: 'AWS said no to the link of {customer} at {deviceCloud}. There is none.',
        act: 'Ask again',
        hint: null,
      };
    case 'notFound':
      return {
        title: 'AWS has no such link: make it again?',
        meaning: 'The link of {customer} at {deviceCloud} was asked for more than an hour ago, the answer was lost, and AWS lists no such link.',
        act: 'Make it again',
        hint: null,
      };
    default:
      return phase satisfies never;
  }
}

export const giveUp = {
  act: 'Give it up',
  title: 'Give up the link of {customer}?',
  meaning: 'It leaves Waiting for you, and nothing is made in AWS. Should AWS have made it after all, it appears under Links.',
  confirm: 'Yes, give it up',
  keep: 'Keep it',
};
