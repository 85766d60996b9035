// The desk's present view and the backend, for every part of the window.
import { createContext, useContext, type ReactNode } from 'react';

import type { Backend } from '../backend/backend';
import type { DeskView } from '../backend/contract';

const Desk = createContext<{ view: DeskView; backend: Backend } | null>(null);

export function DeskProvider({ view, backend, children }: { view: DeskView; backend: Backend; children: ReactNode }) {
  return <Desk value={{ view, backend }}>{children}</Desk>;
}

export function useDesk(): DeskView {
  return usePresent().view;
}

export function useBackend(): Backend {
  return usePresent().backend;
}

function usePresent() {
  const present = useContext(Desk);
  if (present === null) throw new Error('outside of DeskProvider');
  return present;
}
