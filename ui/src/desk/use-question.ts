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
export function useQuestion<C extends Question>(command: C, form: Form<C> | null, revision: unknown = 0): Asked<C> {
  const backend = useBackend();
  const latest = useRef(0);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<Omit<Asked<C>, 'askAgain'>>({ page: null, problem: null, asking: form !== null });
  const key = form === null ? null : JSON.stringify(form);

  useEffect(() => {
    latest.current += 1;
    const mine = latest.current;
    if (key === null) return;
    setState((before) => ({ ...before, asking: true }));
    backend.invoke(command, JSON.parse(key) as Form<C>).then(
      (page) => mine === latest.current && setState({ page, problem: null, asking: false }),
      (error: unknown) =>
        mine === latest.current && setState((before) => ({ ...before, problem: asProblem(error), asking: false })),
    );
  }, [backend, command, key, revision, round]);

  const askAgain = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, askAgain };
}
