// How long registering will still take, from nothing but what was seen of it in
// this window since it was last begun or taken up.
import { useEffect, useReducer } from 'react';

/** So many must have ended while the window looked on before anything is said. */
const ENOUGH = 10;

export interface Pace {
  from: Seen;
  last: Seen;
}

interface Seen {
  /** How many devices had ended, well or badly. */
  ended: number;
  /** Milliseconds. */
  at: number;
}

export function beginning(seen: Seen): Pace {
  return { from: seen, last: seen };
}

/** Measures anew when fewer have ended than before: some are tried again. */
export function seenOn(pace: Pace, seen: Seen): Pace {
  return seen.ended < pace.last.ended ? beginning(seen) : { ...pace, last: seen };
}

/** Milliseconds; null while too little was seen. */
export function timeLeft({ from, last }: Pace, total: number): number | null {
  const ended = last.ended - from.ended;
  if (ended < ENOUGH || last.at <= from.at) return null;
  return ((total - last.ended) * (last.at - from.at)) / ended;
}

export function useTimeLeft(ended: number, total: number, paused: boolean): number | null {
  const [pace, look] = useReducer(looked, null);
  useEffect(() => look({ ended, at: Date.now(), paused }), [ended, paused]);
  return pace === null ? null : timeLeft(pace, total);
}

/** What ends while it is paused says nothing about the pace afterwards. */
function looked(pace: Pace | null, { paused, ...seen }: Seen & { paused: boolean }): Pace | null {
  if (paused) return null;
  return pace === null ? beginning(seen) : seenOn(pace, seen);
}
