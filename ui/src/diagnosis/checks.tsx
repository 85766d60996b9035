// What was looked at, folded: each check with how it ended.
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

import type { CheckOutcomeView, CheckView } from '../backend/contract';
import { checkOutcome, diagnosis as words } from '../words/diagnosis';

export function Checks({ checks }: { checks: CheckView[] }) {
  return (
    <div data-testid="checks">
      <ExpandableSection headerText={words.checks(checks.length)}>
        <ul className="lw-plain-list lw-plan-steps">
          {checks.map((check) => (
            <li key={check.name}>
              <bdi>{check.name}</bdi>
              <span>
                <StatusIndicator type={icon(check.outcome)}>{checkOutcome(check.outcome)}</StatusIndicator>
                {check.problem !== null && <bdi className="lw-row-why">{`${check.problem.title}. ${check.problem.meaning}`}</bdi>}
              </span>
            </li>
          ))}
        </ul>
      </ExpandableSection>
    </div>
  );
}

function icon(outcome: CheckOutcomeView): StatusIndicatorProps.Type {
  switch (outcome) {
    case 'well':
      return 'success';
    case 'found':
      return 'warning';
    case 'notSeen':
      return 'info';
    case 'skipped':
      return 'stopped';
    default:
      return outcome satisfies never;
  }
}
