// Whether the window is too narrow, at the chosen text size, to show places,
// wizard and every column side by side.
import { useCallback, useSyncExternalStore } from 'react';

import type { TextSizeView } from '../backend/contract';
import { useDesk } from './desk';

const WIDE_ENOUGH = 1024;

export function useNarrow(): boolean {
  const { textSize } = useDesk().settings;
  const query = `(max-width: ${WIDE_ENOUGH * zoom(textSize) - 1}px)`;
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** As in window.css. */
function zoom(textSize: TextSizeView): number {
  switch (textSize) {
    case 'normal':
      return 1;
    case 'large':
      return 1.15;
    case 'largest':
      return 1.3;
    default:
      return textSize satisfies never;
  }
}
