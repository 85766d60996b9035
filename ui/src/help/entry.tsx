// An entry of Help; the one that was asked for is marked, scrolled to, and takes
// the focus, so that it is read from there.
import { useEffect, useRef, type ReactNode } from 'react';

export function Entry({ marked, children }: { marked: boolean; children: ReactNode }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!marked) return;
    place.current?.scrollIntoView({ block: 'center' });
    place.current?.focus({ preventScroll: true });
  }, [marked]);
  if (!marked) return children;
  return (
    <span ref={place} tabIndex={-1} className="lw-help-marked" data-testid="help-entry">
      {children}
    </span>
  );
}
