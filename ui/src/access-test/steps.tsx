// The steps of the way to AWS, grouped by the host they were about.
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

import type { TestOutcomeView, TestStepView } from '../backend/contract';
import { ProblemPanel, type ProblemWays } from '../problem/problem-panel';
import { accessTest as words, stepName, stepOutcome } from '../words/access-test';

interface StepsProps {
  steps: TestStepView[];
  /** What the ways on of a problem do here. */
  on: ProblemWays;
}

export function Steps({ steps, on }: StepsProps) {
  return (
    <div className="lw-test-hosts" aria-live="polite">
      {hosts(steps).map(([host, ofHost]) => (
        <section key={host}>
          <h3 className="lw-test-host">
            <bdi>{host}</bdi>
          </h3>
          <ul className="lw-plain-list">
            {ofHost.map((step) => (
              <li key={step.step} data-testid={`step-${step.step}`} data-outcome={step.outcome} className="lw-test-step">
                <span>{stepName(step.step)}</span>
                <span>
                  <StatusIndicator type={icon(step.outcome)} iconAriaLabel={stepOutcome(step.outcome)}>
                    {said(step)}
                  </StatusIndicator>
                  {step.problem !== null && <ProblemPanel problem={step.problem} mild={step.outcome !== 'failed'} on={on} />}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** In the order they were begun. */
function hosts(steps: TestStepView[]): [string, TestStepView[]][] {
  const byHost = new Map<string, TestStepView[]>();
  for (const step of steps) {
    const host = step.host ?? words.ownHost;
    byHost.set(host, [...(byHost.get(host) ?? []), step]);
  }
  return [...byHost];
}

function said({ text, outcome }: TestStepView) {
  const word = stepOutcome(outcome);
  if (text === '' || text === word) return word;
  return (
    <>
      {word}
      {' · '}
      <bdi>{text}</bdi>
    </>
  );
}

function icon(outcome: TestOutcomeView): StatusIndicatorProps.Type {
  switch (outcome) {
    case 'working':
      return 'loading';
    case 'good':
      return 'success';
    case 'warning':
      return 'warning';
    case 'failed':
      return 'error';
    case 'notNeeded':
      return 'info';
    case 'notReached':
      return 'pending';
    default:
      return outcome satisfies never;
  }
}
