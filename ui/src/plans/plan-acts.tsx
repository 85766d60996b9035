// What can be done about work under way: pause, go on, retry, stop.
import Button from '@cloudscape-design/components/button';

import type { PlanStateView, PlanView } from '../backend/contract';
import type { Act } from '../desk/use-act';
import { useReadOnly } from '../desk/where';
import { plans as words } from '../words/plans';

type PlanCommand = 'pause_plan' | 'continue_plan' | 'retry_plan' | 'stop_plan' | 'dismiss_plan';

export function PlanActs({ plan, act }: { plan: PlanView; act: Act }) {
  const { planId, linkName } = plan;
  const readOnly = useReadOnly();
  return (
    <span className="lw-row-acts">
      {commandsOf(plan).map((command) => (
        <Button
          key={command}
          data-testid={`${command.replace('_plan', '')}-plan-${planId}`}
          disabled={plan.otherIdentity !== null || (readOnly !== null && changesAws(command))}
          {...(readOnly === null ? {} : { disabledReason: readOnly })}
          loading={act.busy === command}
          ariaLabel={words.actNamed(label(command, plan), linkName)}
          onClick={() => void act.run(command, { planId })}
        >
          {label(command, plan)}
        </Button>
      ))}
    </span>
  );
}

function commandsOf({ state, foundMore }: PlanView): PlanCommand[] {
  // Devices that came meanwhile are a question, which Go on answers.
  if (foundMore > 0 && !isOver(state)) return ['continue_plan', 'stop_plan'];
  switch (state) {
    case 'working':
      return ['pause_plan'];
    case 'paused':
    case 'unreached':
      return ['continue_plan', 'stop_plan'];
    case 'someFailed':
      return ['retry_plan', 'stop_plan'];
    case 'done':
    case 'stopped':
      return ['dismiss_plan'];
    default:
      return state satisfies never;
  }
}

function changesAws(command: PlanCommand): boolean {
  return command === 'continue_plan' || command === 'retry_plan';
}

export function isOver(state: PlanStateView): boolean {
  return state === 'done' || state === 'stopped';
}

function label(command: PlanCommand, plan: PlanView): string {
  switch (command) {
    case 'pause_plan':
      return words.pause;
    case 'continue_plan':
      return plan.state === 'unreached' ? words.tryNow : words.goOn;
    case 'retry_plan':
      return words.retry(plan.failed);
    case 'stop_plan':
      return words.stop;
    case 'dismiss_plan':
      return words.dismiss;
    default:
      return command satisfies never;
  }
}
