// The keyboard is never lost: a new page begins at its heading, and where what
// had the focus is gone, the focus goes to what stands in its place.
import { useEffect, useRef } from 'react';

/** Once a new place is drawn; what took the focus by itself keeps it. */
export function useFocusOnArrival(key: string) {
  const arrivedAt = useRef<string | null>(null);
  useEffect(() => {
    const before = arrivedAt.current;
    arrivedAt.current = key;
    const page = document.querySelector('.lw-page');
    if (before === null || before === key || page === null || page.contains(document.activeElement) || openDialog() !== null) return;
    focusOnHeading();
  }, [key]);
}

/** What had the focus was taken off the page, as by a stop that changed: its successor gets it. */
export function useFocusNeverLost() {
  useEffect(() => {
    let last: Element | null = null;
    const remember = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
    };
    const watch = new MutationObserver(() => {
      if (last === null || (document.activeElement !== document.body && document.activeElement !== null)) return;
      if (last.isConnected && isShown(last)) return;
      const dialog = openDialog();
      if (dialog === null) focusOnHeading();
      else dialog.querySelector<HTMLElement>('button, input, textarea, [tabindex]')?.focus();
    });
    document.addEventListener('focusin', remember);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['hidden', 'disabled'] });
    return () => {
      document.removeEventListener('focusin', remember);
      watch.disconnect();
    };
  }, []);
}

export function focusOnHeading() {
  const heading = [...document.querySelectorAll<HTMLElement>('main h1')].find(isShown);
  if (heading === undefined) return;
  const place = heading.closest<HTMLElement>('.lw-heading') ?? heading;
  place.tabIndex = -1;
  place.focus();
}

/** A question that wants an answer first. */
export function openDialog(): Element | null {
  return [...document.querySelectorAll('[role=dialog]')].find(isShown) ?? null;
}

/** WebKitGTK before 2.44 cannot be asked. */
export function isShown(element: Element): boolean {
  return typeof element.checkVisibility === 'function' ? element.checkVisibility() : element.getClientRects().length > 0;
}
