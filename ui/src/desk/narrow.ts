// Whether the window is too narrow to show places, wizard and every column side
// by side. A larger text size makes it narrower: it zooms the page.
import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 1023px)';

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
}

function subscribe(onChange: () => void): () => void {
  const list = window.matchMedia(NARROW);
  list.addEventListener('change', onChange);
  return () => list.removeEventListener('change', onChange);
}
