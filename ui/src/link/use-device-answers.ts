// What each device said when it was asked; several may be asked at the same time.
import { useCallback, useState } from 'react';

import type { DeviceAnswerView, ProblemView } from '../backend/contract';
import { asProblem } from '../backend/problem';
import { useBackend } from '../desk/desk';

export type AskedDevice =
  | { kind: 'asking' }
  | { kind: 'said'; answer: DeviceAnswerView }
  | { kind: 'refused'; problem: ProblemView };

export function useDeviceAnswers(accountAssociationId: string) {
  const backend = useBackend();
  const [answers, setAnswers] = useState<Readonly<Record<string, AskedDevice>>>({});
  const ask = useCallback(
    async (managedThingId: string) => {
      const put = (asked: AskedDevice) => setAnswers((before) => ({ ...before, [managedThingId]: asked }));
      put({ kind: 'asking' });
      try {
        put({ kind: 'said', answer: await backend.invoke('ask_device', { accountAssociationId, managedThingId }) });
      } catch (error) {
        put({ kind: 'refused', problem: asProblem(error) });
      }
    },
    [backend, accountAssociationId],
  );
  return { answers, ask };
}
