// Places shown and hidden.

import { act, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';

import { useNavigationOpen } from './navigation-open';

afterEach(() => vi.restoreAllMocks());

/** A window that can be made larger. */
function windowOf(width: { small: boolean }) {
  const listeners = new Set<() => void>();
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (media) =>
      ({
        media,
        get matches() {
          return width.small;
        },
        addEventListener: (_: string, listener: () => void) => listeners.add(listener),
        removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
      }) as unknown as MediaQueryList,
  );
  return (small: boolean) =>
    act(() => {
      width.small = small;
      for (const each of listeners) each();
    });
}

test('places closed while the window was not yet shown are open in the shown one', () => {
  const resize = windowOf({ small: true });
  const { result } = renderHook(() => useNavigationOpen(true));
  act(() => result.current.change(false));
  expect(result.current.open).toBe(false);
  resize(false);
  expect(result.current.open).toBe(true);
});

test('what the person closed stays closed', () => {
  windowOf({ small: false });
  const { result } = renderHook(() => useNavigationOpen(true));
  act(() => result.current.change(false));
  expect(result.current.open).toBe(false);
});
