// Kept focus, in paused time.

import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { useKeptFocus } from './kept-focus';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

function opened(hasFocus: boolean) {
  vi.spyOn(document, 'hasFocus').mockReturnValue(hasFocus);
  return renderHook(({ openings }) => useKeptFocus(openings), { initialProps: { openings: 1 } });
}

test('three seconds of kept focus after opening are noticed', () => {
  const { result } = opened(true);
  wait(2900);
  expect(result.current).toBe(false);
  wait(400);
  expect(result.current).toBe(true);
});

test('focus that went elsewhere is nothing to notice, even when it comes back', () => {
  const { result } = opened(false);
  wait(500);
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  wait(10_000);
  expect(result.current).toBe(false);
});

test('opening again begins anew', () => {
  const { result, rerender } = opened(true);
  wait(3500);
  rerender({ openings: 2 });
  expect(result.current).toBe(false);
  wait(3500);
  expect(result.current).toBe(true);
});

test('before anything was opened there is nothing to notice', () => {
  const { result } = renderHook(() => useKeptFocus(0));
  wait(10_000);
  expect(result.current).toBe(false);
});
