// Closing the window, and what stands in its place when it cannot be used.
import { customers } from './count';

export const closing = {
  title: 'Close Linkwright?',
  openSignIns: (n: number) =>
    `${customers(n)} ${n === 1 ? 'has' : 'have'} not signed in yet. AWS keeps the result; Linkwright looks again when you start it.`,
  working: (n: number) =>
    `${n === 1 ? "1 customer's devices are" : `The devices of ${customers(n)} are`} being registered; it goes on at the next start.`,
  unsaved: 'What happened is not on disk yet (the disk is full or cannot be written). Closing would lose it; AWS keeps what was made there.',
  unsavedHint: 'Make room on the disk first.',
  close: 'Close Linkwright',
  closeAllTheSame: 'Close all the same',
  stay: 'Stay',
};

export const unusable = {
  close: 'Close',
};
