// Work under way on links, such as removing one with its devices: a line each.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { PlanView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import { useAct, type Act } from '../desk/use-act';
import { PlanActs } from '../plans/plan-acts';
import { PlanState } from '../plans/plan-state';
import { ProblemPanel } from '../problem/problem-panel';
import { fill, fillText } from '../words/fill';
import { planDoing, plans as words } from '../words/plans';

export function Plans() {
  const { plans, plansCount } = useDesk();
  const act = useAct();
  if (plansCount === 0) return null;
  return (
    <SpaceBetween size="s">
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
      <Container
        header={
          <Header variant="h2" counter={`(${plansCount})`}>
            {words.title}
          </Header>
        }
        footer={plansCount > plans.length ? words.more(plansCount - plans.length) : undefined}
      >
        <ul className="lw-plan-lines">
          {plans.map((plan) => (
            <PlanLine key={plan.planId} plan={plan} act={act} />
          ))}
        </ul>
      </Container>
    </SpaceBetween>
  );
}

function PlanLine({ plan, act }: { plan: PlanView; act: Act }) {
  const { go } = usePlaces();
  const { planId, accountAssociationId, linkName, kind, done, total, otherIdentity } = plan;
  return (
    <li data-testid={`plan-${planId}`}>
      <span>
        <b>{fill(words.counted(planDoing(kind), done, total), { name: linkName })}</b>
        <PlanState plan={plan} />
      </span>
      <span className="lw-row-acts">
        <PlanActs plan={plan} act={act} />
        {otherIdentity === null && (
          <Button
            variant="inline-link"
            data-testid={`open-plan-${planId}`}
            ariaLabel={fillText(words.openNamed, { name: linkName })}
            onClick={() => go({ kind: 'link', accountAssociationId })}
          >
            {words.open}
          </Button>
        )}
      </span>
    </li>
  );
}
