// Work under way on the link that is looked at: how far it is, its acts, its steps.
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { PlanView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { ProblemPanel } from '../problem/problem-panel';
import { fill, fillText } from '../words/fill';
import { planDoing, plans as words } from '../words/plans';
import { isOver, PlanActs } from './plan-acts';
import { PlanState } from './plan-state';
import { PlanSteps } from './plan-steps';

export function PlanPanel({ plan }: { plan: PlanView }) {
  const act = useAct();
  const { kind, linkName, done, failed, total, state, problem } = plan;
  const over = isOver(state);
  return (
    <div data-testid="plan">
      <Container
        header={
          <Header variant="h2" actions={<PlanActs plan={plan} act={act} />} description={over ? undefined : words.safe}>
            {fill(words.counted(planDoing(kind), done, total), { name: linkName })}
          </Header>
        }
      >
        <SpaceBetween size="xs">
          {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
          {problem !== null && <ProblemPanel problem={problem} mild />}
          {!over && (
            <ProgressBar
              value={total === 0 ? 0 : (100 * (done + failed)) / total}
              ariaLabel={fillText(planDoing(kind), { name: linkName })}
            />
          )}
          <div aria-live="polite">
            <PlanState plan={plan} />
          </div>
          <PlanSteps plan={plan} />
        </SpaceBetween>
      </Container>
    </div>
  );
}
