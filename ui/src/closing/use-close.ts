// Closes the window.
import { useCallback, useState } from 'react';

import type { ProblemView } from '../backend/contract';
import { asProblem } from '../backend/problem';
import { useBackend } from '../desk/desk';

export function useClose() {
  const backend = useBackend();
  const [closing, setClosing] = useState(false);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const close = useCallback(() => {
    setClosing(true);
    setProblem(null);
    backend.closeWindow().catch((error: unknown) => {
      setClosing(false);
      setProblem(asProblem(error));
    });
  }, [backend]);
  return { close, closing, problem };
}
