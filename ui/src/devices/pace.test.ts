// How long registering will still take.

import { expect, test } from 'vitest';

import { leftInWords } from '../words/time';
import { beginning, seenOn, timeLeft } from './pace';

const SECOND = 1000;

test('nothing is said before ten devices ended while the window looked on', () => {
  const begun = beginning({ ended: 300, at: 0 });
  expect(timeLeft(begun, 500)).toBeNull();
  expect(timeLeft(seenOn(begun, { ended: 309, at: SECOND }), 500)).toBeNull();
  expect(timeLeft(seenOn(begun, { ended: 310, at: SECOND }), 500)).toBe(19 * SECOND);
});

test('what ended before the window looked counts for nothing', () => {
  const pace = seenOn(beginning({ ended: 400, at: 10 * SECOND }), { ended: 420, at: 20 * SECOND });
  expect(timeLeft(pace, 500)).toBe(40 * SECOND);
});

test('a retry is measured anew', () => {
  const before = seenOn(beginning({ ended: 0, at: 0 }), { ended: 100, at: 10 * SECOND });
  expect(timeLeft(seenOn(before, { ended: 80, at: 60 * SECOND }), 100)).toBeNull();
});

test.each([
  [400, 'a few seconds left'],
  [9_000, 'a few seconds left'],
  [12_000, 'about 20 s left'],
  [41_000, 'about 50 s left'],
  [61_000, 'about 2 min left'],
  [59 * 60_000, 'about 59 min left'],
  [61 * 60_000, 'about 2 h left'],
])('%i ms left are told calmly, rounded up', (ms, told) => {
  expect(leftInWords(ms)).toBe(told);
});
