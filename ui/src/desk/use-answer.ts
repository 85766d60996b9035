// A question asked once, on a press: its answer, that it is under way, its problem.
import { useCallback, useRef, useState } from 'react';

import type { Answer, Form, Question } from '../backend/backend';
import type { ProblemView } from '../backend/contract';
import { asProblem } from '../backend/problem';
import { useBackend } from './desk';

export interface Answered<C extends Question> {
  ask: (form: Form<C>) => Promise<Answer<C> | null>;
  answer: Answer<C> | null;
  asking: boolean;
  problem: ProblemView | null;
  /** Forgets the answer; one on its way is dropped when it comes. */
  clear: () => void;
}

export function useAnswer<C extends Question>(command: C): Answered<C> {
  const backend = useBackend();
  const round = useRef(0);
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<Answer<C> | null>(null);
  const [problem, setProblem] = useState<ProblemView | null>(null);

  const ask = useCallback(
    async (form: Form<C>) => {
      const mine = (round.current += 1);
      setAsking(true);
      setProblem(null);
      try {
        const given = await backend.invoke(command, form);
        if (mine !== round.current) return null;
        setAnswer(given);
        setAsking(false);
        return given;
      } catch (error) {
        if (mine !== round.current) return null;
        setProblem(asProblem(error));
        setAsking(false);
        return null;
      }
    },
    [backend, command],
  );
  const clear = useCallback(() => {
    round.current += 1;
    setAsking(false);
    setAnswer(null);
    setProblem(null);
  }, []);
  return { ask, answer, asking, problem, clear };
}
