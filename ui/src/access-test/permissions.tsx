// What the AWS sign-in may do: reads as they were asked, changes as they were used.
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';

import type { PermissionOutcomeView, PermissionView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { CopyAct } from '../problem/copy-act';
import { ProblemPanel } from '../problem/problem-panel';
import { accessTest as words, permissionOutcome } from '../words/access-test';
import { fillText } from '../words/fill';
import { day } from '../words/time';

export function Permissions({ permissions, where }: { permissions: PermissionView[]; where: string }) {
  return (
    <SpaceBetween size="l">
      <Group title={words.reads} meaning={words.readsMeaning} where={where} permissions={permissions.filter(({ isChange }) => !isChange)} />
      <Group title={words.changes} meaning={words.changesMeaning} where={where} permissions={permissions.filter(({ isChange }) => isChange)} />
    </SpaceBetween>
  );
}

function Group({ title, meaning, permissions, where }: { title: string; meaning: string; permissions: PermissionView[]; where: string }) {
  const act = useAct();
  return (
    <SpaceBetween size="xs">
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
      <Table
        variant="embedded"
        items={permissions}
        trackBy="action"
        wrapLines
        contentDensity="compact"
        ariaLabels={{ tableLabel: title }}
        header={
          <Header variant="h3" description={meaning}>
            {title}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'whatFor',
            header: words.columns.whatFor,
            isRowHeader: true,
            minWidth: 200,
            cell: ({ whatFor, action }) => (
              <>
                {whatFor}
                <span className="lw-row-why">
                  <Action action={action} />
                </span>
              </>
            ),
          },
          { id: 'outcome', header: words.columns.outcome, width: 208, cell: (permission) => <Outcome permission={permission} /> },
          {
            id: 'act',
            header: <span className="lw-hidden">{words.columns.act}</span>,
            width: 174,
            cell: ({ action, outcome }) =>
              outcome === 'refused' && (
                <CopyAct
                  act={act}
                  command="copy_text"
                  form={{ text: words.forCloudTeam(action, where) }}
                  variant="inline-link"
                  testId={`ask-for-${action}`}
                  ariaLabel={fillText(words.askNamed, { action })}
                >
                  {words.ask}
                </CopyAct>
              ),
          },
        ]}
      />
    </SpaceBetween>
  );
}

/** Broken after the first word, if at all. */
function Action({ action }: { action: string }) {
  const at = action.indexOf(':') + 1;
  return (
    <code className="lw-action">
      {action.slice(0, at)}
      <wbr />
      {action.slice(at)}
    </code>
  );
}

function Outcome({ permission: { action, outcome, isChange, seenAt } }: { permission: PermissionView }) {
  return (
    <span data-testid={`permission-${action}`} data-outcome={outcome}>
      <StatusIndicator type={icon(outcome)}>{permissionOutcome(outcome, isChange, seenAt === null ? null : day(seenAt))}</StatusIndicator>
    </span>
  );
}

function icon(outcome: PermissionOutcomeView): StatusIndicatorProps.Type {
  switch (outcome) {
    case 'asking':
      return 'loading';
    case 'allowed':
      return 'success';
    case 'refused':
      return 'error';
    case 'notTried':
      return 'pending';
    case 'notKnown':
      return 'info';
    default:
      return outcome satisfies never;
  }
}
