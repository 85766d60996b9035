// Asks the desk, shortly after the last keystroke, what AWS would make of the
// customer as typed. The answer to a text that has changed since is dropped.
import { useCallback, useEffect, useRef, useState } from 'react';

import type { CustomerCheck, CustomerForm, ProblemView } from '../backend/contract';
import { asProblem } from '../backend/problem';
import { useBackend } from '../desk/desk';

const AFTER_LAST_KEY = 120;

export interface Checked {
  check: CustomerCheck | null;
  /** The check is of what is typed now. */
  fresh: boolean;
  problem: ProblemView | null;
  /** Asks at once; null when the question itself failed. */
  checkNow: () => Promise<CustomerCheck | null>;
}

export function useCustomerCheck(form: CustomerForm): Checked {
  const backend = useBackend();
  const key = JSON.stringify(form);
  const latest = useRef('');
  const [state, setState] = useState<{ of: string; check: CustomerCheck | null; problem: ProblemView | null }>({
    of: '',
    check: null,
    problem: null,
  });

  const checkNow = useCallback(async () => {
    latest.current = key;
    try {
      const check = await backend.invoke('check_customer', JSON.parse(key) as CustomerForm);
      if (latest.current === key) setState({ of: key, check, problem: null });
      return check;
    } catch (error) {
      if (latest.current === key) setState({ of: key, check: null, problem: asProblem(error) });
      return null;
    }
  }, [backend, key]);

  useEffect(() => {
    latest.current = key;
    const timer = setTimeout(() => void checkNow(), AFTER_LAST_KEY);
    return () => clearTimeout(timer);
  }, [key, checkNow]);

  return { check: state.check, fresh: state.of === key, problem: state.problem, checkNow };
}
