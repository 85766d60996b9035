// A problem in words: what happened, what it means, one way on, who can help,
// details to copy.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { ActionView, ProblemView } from '../backend/contract';
import { usePlaces } from '../desk/places';
import { useAct, type Act } from '../desk/use-act';
import { actionLabel, problems } from '../words/problem';
import { CodeBox } from './code-box';
import { CopyAct } from './copy-act';

type ActionKind = ActionView['kind'];
export type ProblemWays = Partial<Record<ActionKind, () => void>>;

interface ProblemPanelProps {
  problem: ProblemView;
  /** What the one way on does here; without an entry there is no button. */
  on?: ProblemWays;
  /** Nothing is lost by it; only the look changes. */
  mild?: boolean;
  onDismiss?: () => void;
}

export function ProblemPanel({ problem, on = {}, mild = false, onDismiss }: ProblemPanelProps) {
  const act = useAct();
  const { go } = usePlaces();
  const ways: Partial<Record<ActionKind, () => unknown>> = {
    checkAgain: async () => {
      if (await act.run('check_aws_account', {})) onDismiss?.();
    },
    signIn: async () => {
      if (await act.run('sign_in_to_aws', {})) onDismiss?.();
    },
    // Without a name it is of what was wanted last, as long as that has a problem.
    testConnection: async () => {
      await act.run('test_connection', { savedAccountId: null });
      go({ kind: 'accessTest' });
    },
    switchRegion: () => go({ kind: 'awsAccounts' }),
    chooseAwsAccount: () => go({ kind: 'awsAccounts' }),
    ...on,
  };
  const action = problem.action;
  const way = action === null ? undefined : ways[action.kind];
  const command = action?.kind === 'checkAgain' ? action.command : null;

  return (
    <div data-testid="problem">
      <Alert
        type={mild ? 'warning' : 'error'}
        header={<bdi>{problem.title}</bdi>}
        action={
          action !== null && way !== undefined ? (
            <Button onClick={() => void way()} loading={act.busy !== null} data-testid="problem-action">
              {actionLabel(action.kind)}
            </Button>
          ) : undefined
        }
        {...(onDismiss === undefined
          ? {}
          : { dismissible: true, dismissAriaLabel: problems.dismiss, onDismiss })}
      >
        <SpaceBetween size="xs">
          <bdi>{problem.meaning}</bdi>
          {command !== null && <CodeBox label={problems.command} lines={[command]} />}
          <CopiesFor problem={problem} act={act} />
          {problem.entry !== null && <WhatItMeans entry={problem.entry} />}
          <Details problem={problem} act={act} />
        </SpaceBetween>
      </Alert>
    </div>
  );
}

/** Not in a dialog, which Help would lie under; window.css takes it away there. */
function WhatItMeans({ entry }: { entry: string }) {
  const { go } = usePlaces();
  return (
    <span className="lw-what-it-means">
      <Button
        variant="inline-link"
        data-testid="what-it-means"
        onClick={() => go({ kind: 'help', at: { topic: 'problems', entry } })}
      >
        {problems.whatItMeans}
      </Button>
    </span>
  );
}

function CopiesFor({ problem, act }: { problem: ProblemView; act: Act }) {
  if (problem.forCloudTeam === null && problem.forCustomer === null) return null;
  return (
    <SpaceBetween size="xs" direction="horizontal">
      {problem.forCloudTeam !== null && (
        <CopyAct act={act} command="copy_text" form={{ text: problem.forCloudTeam }}>
          {problems.forCloudTeam}
        </CopyAct>
      )}
      {problem.forCustomer !== null && (
        <CopyAct act={act} command="copy_text" form={{ text: problem.forCustomer }}>
          {problems.forCustomer}
        </CopyAct>
      )}
    </SpaceBetween>
  );
}

function Details({ problem, act }: { problem: ProblemView; act: Act }) {
  const facts: [string, string][] = [];
  if (problem.detail !== null) facts.push([problems.detail, problem.detail]);
  if (problem.operation !== null) facts.push([problems.operation, problem.operation]);
  if (problem.requestId !== null) facts.push([problems.requestId, problem.requestId]);
  if (facts.length === 0) return null;
  const text = [problem.title, problem.meaning, ...facts.map(([name, value]) => `${name}: ${value}`)].join('\n');
  return (
    <ExpandableSection headerText={problems.details} variant="inline">
      <SpaceBetween size="xs">
        <dl className="lw-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        <CopyAct act={act} command="copy_text" form={{ text }} variant="inline-link">
          {problems.copyDetails}
        </CopyAct>
      </SpaceBetween>
    </ExpandableSection>
  );
}
