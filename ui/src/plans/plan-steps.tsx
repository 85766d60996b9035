// The steps of work under way, each with its result.
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Pagination from '@cloudscape-design/components/pagination';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';

import type { PlanStepRow, PlanStepStateView, PlanView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useQuestion } from '../desk/use-question';
import { ROWS_PER_PAGE } from '../devices/page-of-rows';
import { ProblemPanel } from '../problem/problem-panel';
import { links } from '../words/links';
import { plans as words, stepState } from '../words/plans';

export function PlanSteps({ plan }: { plan: PlanView }) {
  const { linkRevision } = useDesk();
  const [opened, setOpened] = useState(false);
  const [page, setPage] = useState(1);
  const asked = useQuestion(
    'list_plan_steps',
    opened ? { planId: plan.planId, offset: (page - 1) * ROWS_PER_PAGE } : null,
    `${linkRevision} ${plan.done} ${plan.failed} ${plan.state}`,
  );
  const pages = Math.ceil((asked.page?.total ?? 0) / ROWS_PER_PAGE);
  return (
    <div data-testid="plan-steps">
      <ExpandableSection headerText={words.steps} expanded={opened} onChange={({ detail }) => setOpened(detail.expanded)}>
        {asked.problem !== null && <ProblemPanel problem={asked.problem} mild on={{ tryAgain: asked.askAgain }} />}
        {asked.page === null ? (
          asked.asking && <StatusIndicator type="loading">{words.stepsLoading}</StatusIndicator>
        ) : (
          <ol className="lw-plain-list lw-plan-steps" start={asked.page.offset + 1}>
            {asked.page.rows.slice(0, ROWS_PER_PAGE).map((step, index) => (
              // Steps never change places, and have no name of their own.
              // eslint-disable-next-line react/no-array-index-key
              <Step key={`${page} ${index}`} step={step} />
            ))}
          </ol>
        )}
        {pages > 1 && (
          <Pagination
            currentPageIndex={page}
            pagesCount={pages}
            ariaLabels={{ nextPageLabel: links.nextPage, previousPageLabel: links.previousPage, pageLabel: links.page }}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        )}
      </ExpandableSection>
    </div>
  );
}

function Step({ step }: { step: PlanStepRow }) {
  const { technicalView } = useDesk().settings;
  return (
    <li>
      <bdi>{step.text}</bdi>
      <span>
        <StatusIndicator type={icon(step.state)}>{stepState(step.state)}</StatusIndicator>
        {step.problem !== null && <bdi className="lw-row-why">{`${step.problem.title}. ${step.problem.meaning}`}</bdi>}
        {technicalView && <code className="lw-id">{[step.operation, step.requestId].filter((each) => each !== null).join(' · ')}</code>}
      </span>
    </li>
  );
}

function icon(state: PlanStepStateView): StatusIndicatorProps.Type {
  switch (state) {
    case 'waiting':
      return 'pending';
    case 'working':
      return 'in-progress';
    case 'done':
    case 'wasDone':
      return 'success';
    case 'failed':
      return 'error';
    default:
      return state satisfies never;
  }
}
