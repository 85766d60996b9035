// One intent at a time: runs it, says which is under way, keeps its problem.
import { useCallback, useRef, useState } from 'react';

import type { Form, Intent } from '../backend/backend';
import type { ProblemView } from '../backend/contract';
import { asProblem } from '../backend/problem';
import { useBackend } from './desk';

export interface Act {
  /** False when it failed or another is still under way. */
  run: <C extends Intent>(command: C, form: Form<C>) => Promise<boolean>;
  busy: Intent | null;
  problem: ProblemView | null;
  dismiss: () => void;
}

export function useAct(): Act {
  const backend = useBackend();
  const underWay = useRef(false);
  const [busy, setBusy] = useState<Intent | null>(null);
  const [problem, setProblem] = useState<ProblemView | null>(null);

  const run = useCallback(
    async <C extends Intent>(command: C, form: Form<C>): Promise<boolean> => {
      if (underWay.current) return false;
      underWay.current = true;
      setBusy(command);
      setProblem(null);
      try {
        await backend.invoke(command, form);
        return true;
      } catch (error) {
        setProblem(asProblem(error));
        return false;
      } finally {
        underWay.current = false;
        setBusy(null);
      }
    },
    [backend],
  );
  const dismiss = useCallback(() => setProblem(null), []);
  return { run, busy, problem, dismiss };
}
