// A page asked of the desk again whenever its form or its revision changes.
// The last page stays on the screen while the next is on its way, and a late
// answer to an earlier question is dropped.
import { useCallback, useEffect, useRef, useState } from 'react';

import type { Answer, Form, Question } from '../backend/backend';
import type { ProblemView } from '../backend/contract';
import { asProblem } from '../backend/problem';
import { useBackend } from './desk';

export interface Asked<C extends Question> {
  page: Answer<C> | null;
  problem: ProblemView | null;
  asking: boolean;
  askAgain: () => void;
}

/** With a form of `null` nothing is asked. */
export function useQuestion<C extends Question>(command: C, form: Form<C> | null, revision: string | number = 0): Asked<C> {
  const backend = useBackend();
  const latest = useRef<string | null>(null);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ of: string | null; page: Answer<C> | null; problem: ProblemView | null }>({
    of: null,
    page: null,
    problem: null,
  });
  const key = form === null ? null : JSON.stringify({ form, revision, round });

  useEffect(() => {
    latest.current = key;
    if (key === null) return;
    const asked = JSON.parse(key) as { form: Form<C> };
    backend.invoke(command, asked.form).then(
      (page) => latest.current === key && setState({ of: key, page, problem: null }),
      (error: unknown) =>
        latest.current === key && setState((before) => ({ ...before, of: key, problem: asProblem(error) })),
    );
    return () => {
      latest.current = null;
    };
  }, [backend, command, key]);

  const askAgain = useCallback(() => setRound((before) => before + 1), []);
  return { page: state.page, problem: state.problem, asking: key !== null && state.of !== key, askAgain };
}
