// Whether this window kept the focus for a while after a page was opened. A
// browser that came to the front took it; more than that cannot be known.
import { useEffect, useState } from 'react';

const KEPT_FOCUS = 3000;
const LOOK_EVERY = 250;

export function useKeptFocus(openings: number): boolean {
  const [keptAt, setKeptAt] = useState(0);
  useEffect(() => {
    if (openings === 0) return;
    const opened = Date.now();
    const timer = setInterval(() => {
      if (!document.hasFocus()) return clearInterval(timer);
      if (Date.now() - opened < KEPT_FOCUS) return;
      setKeptAt(openings);
      clearInterval(timer);
    }, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [openings]);
  return openings > 0 && keptAt === openings;
}
