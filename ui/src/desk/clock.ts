// The one display timer: the present moment, once a second, for 'checked 4 s ago'.
// Nothing is decided by it.
import { useSyncExternalStore } from 'react';

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const readers = new Set<() => void>();

export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** What is said of the present moment; drawn anew only when that is something else. */
export function useSaid(say: (now: number) => string): string {
  return useSyncExternalStore(subscribe, () => say(now));
}

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const each of readers) each();
    }, 1000);
  }
  return () => {
    readers.delete(reader);
    if (readers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}
