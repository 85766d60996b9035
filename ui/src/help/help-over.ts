// Help lies over the place where one is, which stays as it is underneath: what
// was typed there, where it was scrolled to, what had the focus.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

import type { JourneyView } from '../backend/contract';
import { focusOnHeading, isShown, openDialog } from '../desk/focus';
import type { HelpAt, Place } from '../desk/places';
import { helpFor } from './help-for';

export interface HelpOver {
  at: HelpAt | null;
  show: (at: HelpAt) => void;
  /** To where one was. */
  back: () => void;
  /** To another place. */
  leave: () => void;
}

export function useHelpOver(place: Place, open: JourneyView | null): HelpOver {
  const [at, setAt] = useState<HelpAt | null>(null);
  const from = useRef<{ element: Element | null; top: number } | null>(null);
  const goingBack = useRef(false);

  const show = useCallback((next: HelpAt) => {
    from.current ??= { element: document.activeElement, top: window.scrollY };
    setAt(next);
  }, []);
  const leave = useCallback(() => {
    from.current = null;
    setAt(null);
  }, []);
  const back = useCallback(() => {
    goingBack.current = true;
    setAt(null);
  }, []);

  useLayoutEffect(() => {
    if (at !== null) window.scrollTo(0, 0);
    if (at !== null || !goingBack.current) return;
    goingBack.current = false;
    const { element, top } = from.current ?? { element: null, top: 0 };
    from.current = null;
    window.scrollTo(0, top);
    const wasInPage = element instanceof HTMLElement && element.closest('main') !== null && isShown(element);
    if (wasInPage) element.focus({ preventScroll: true });
    else focusOnHeading();
  }, [at]);

  useHelpKey(() => {
    if (at === null) show(helpFor(place, open?.stop ?? null));
  });
  return { at, show, back, leave };
}

/** F1, wherever one is, but not over a question that wants an answer. */
function useHelpKey(onKey: () => void) {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      if (openDialog() === null) latest.current();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
