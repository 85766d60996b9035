// Whether the places are shown. AppLayout closes them by itself while the window
// is as small as a telephone, which every window is before it is first shown;
// that must not count as the person's choice for the larger window.
import { useState, useSyncExternalStore } from 'react';

/** AppLayout's own limit. */
const SMALL = '(max-width: 688px)';

export function useNavigationOpen(usually: boolean) {
  const small = useSyncExternalStore(subscribe, isSmall);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [openInSmall, setOpenInSmall] = useState(false);
  return {
    open: small ? openInSmall : (chosen ?? usually),
    change: (open: boolean) => (isSmall() ? setOpenInSmall(open) : setChosen(open)),
  };
}

function isSmall(): boolean {
  return window.matchMedia(SMALL).matches;
}

function subscribe(onChange: () => void): () => void {
  const list = window.matchMedia(SMALL);
  list.addEventListener('change', onChange);
  return () => list.removeEventListener('change', onChange);
}
