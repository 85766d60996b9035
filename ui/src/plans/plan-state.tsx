// How far work under way has come: icon and word, and what it asks.
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

import type { PlanStateView, PlanView } from '../backend/contract';
import { fill } from '../words/fill';
import { planDone, plans as words, planState } from '../words/plans';

export function PlanState({ plan }: { plan: PlanView }) {
  const { state, foundMore, failed, kind, otherIdentity } = plan;
  return (
    <>
      <StatusIndicator type={icon(state)}>{state === 'done' ? planDone(kind) : planState(state)}</StatusIndicator>
      {foundMore > 0 && state !== 'done' && state !== 'stopped' && <span className="lw-row-why">{words.foundMore(foundMore)}</span>}
      {failed > 0 && <span className="lw-row-why">{words.failed(failed)}</span>}
      {otherIdentity !== null && (
        <span className="lw-row-why">
          {otherIdentity.practice
            ? words.otherIdentityPractice
            : fill(words.otherIdentity, { account: otherIdentity.account, region: otherIdentity.regionName })}
        </span>
      )}
    </>
  );
}

function icon(state: PlanStateView): StatusIndicatorProps.Type {
  switch (state) {
    case 'working':
      return 'in-progress';
    case 'paused':
    case 'stopped':
      return 'stopped';
    case 'someFailed':
      return 'warning';
    case 'unreached':
      return 'pending';
    case 'done':
      return 'success';
    default:
      return state satisfies never;
  }
}
