// 'Waiting for you': one line per customer whose link wants something, each with
// one act.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';

import type { JourneyLine, LineState } from '../backend/contract';
import { useSaid } from '../desk/clock';
import { useDesk } from '../desk/desk';
import { useNarrow } from '../desk/narrow';
import { usePlaces } from '../desk/places';
import { useAct } from '../desk/use-act';
import { useReadOnly } from '../desk/where';
import { ProblemPanel } from '../problem/problem-panel';
import { fill } from '../words/fill';
import { home, lineAct, lineState } from '../words/home';
import { checkedLately, span } from '../words/time';
import { Customer } from './customer';

export function Waiting() {
  const { account, waiting, waitingCount } = useDesk();
  const { go } = usePlaces();
  const act = useAct();
  const narrow = useNarrow();
  const readOnly = useReadOnly();
  const open = async (line: JourneyLine) => {
    const { journeyId, state } = line;
    const first = carriedOut(state);
    if (first !== null && !(await act.run(first, { journeyId }))) return;
    if (await act.run('open_journey', { journeyId })) go({ kind: 'wizard' });
  };

  return (
    <SpaceBetween size="s">
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
      <Table
        variant="container"
        items={waiting}
        trackBy="journeyId"
        wrapLines
        stickyColumns={{ last: 1 }}
        contentDensity="compact"
        ariaLabels={{ tableLabel: home.waiting }}
        header={
          <Header variant="h2" counter={waitingCount > 0 ? `(${waitingCount})` : ''} description={home.waitingMeaning}>
            {home.waiting}
          </Header>
        }
        footer={waitingCount > waiting.length && waiting.length > 0 ? <Box>{home.restOfWaiting(waiting.length, waitingCount)}</Box> : undefined}
        empty={<Empty canBegin={account !== null && readOnly === null} onBegin={() => go({ kind: 'newLink', seed: {} })} />}
        columnDefinitions={[
          { id: 'customer', header: home.columns.customer, isRowHeader: true, minWidth: narrow ? 110 : 130, cell: (line) => <Customer name={line.customer} jobNumber={line.jobNumber} deviceCloud={narrow ? line.deviceCloud : null} /> },
          ...(narrow
            ? []
            : [{ id: 'deviceCloud', header: home.columns.deviceCloud, cell: (line: JourneyLine) => <bdi>{line.deviceCloud}</bdi> }]),
          { id: 'state', header: home.columns.state, minWidth: narrow ? 150 : 170, cell: (line) => <State line={line} /> },
          { id: 'age', header: home.columns.age, minWidth: 90, cell: (line) => <Age line={line} /> },
          {
            id: 'act',
            header: <span className="lw-hidden">{home.columns.act}</span>,
            cell: (line) =>
              line.otherIdentity === null ? (
                <Button
                  variant="inline-link"
                  wrapText={false}
                  data-testid={`line-act-${line.journeyId}`}
                  disabled={readOnly !== null && carriedOut(line.state) !== null}
                  {...(readOnly === null ? {} : { disabledReason: readOnly })}
                  loading={act.busy !== null}
                  ariaLabel={`${lineAct(line.state)}: ${line.customer}`}
                  onClick={() => void open(line)}
                >
                  {lineAct(line.state)}
                </Button>
              ) : (
                <Button variant="inline-link" wrapText={false} onClick={() => go({ kind: 'awsAccounts' })}>
                  {home.switchAccount}
                </Button>
              ),
          },
        ]}
      />
    </SpaceBetween>
  );
}

function State({ line }: { line: JourneyLine }) {
  const other = line.otherIdentity;
  return (
    <>
      <StatusIndicator type={icon(line.state)}>{lineState(line.state)}</StatusIndicator>
      {other !== null && (
        <Box variant="small" display="block">
          {other.practice
            ? home.otherAccountPractice
            : fill(home.otherAccount, { account: other.account, region: other.regionName })}
        </Box>
      )}
    </>
  );
}

function Age({ line }: { line: JourneyLine }) {
  const { startedAt, checkedAt } = line;
  const age = useSaid((now) => span(now - startedAt));
  return (
    <span className="lw-numbers">
      {age}
      {line.state.kind === 'waitingForSignIn' && checkedAt !== null && <Checked at={checkedAt} />}
    </span>
  );
}

function Checked({ at }: { at: number }) {
  return <span className="lw-row-why lw-nowrap">{useSaid((now) => checkedLately(at, now))}</span>;
}

function Empty({ canBegin, onBegin }: { canBegin: boolean; onBegin: () => void }) {
  return (
    <Box textAlign="center" padding={{ vertical: 'm' }}>
      <SpaceBetween size="s">
        <b>{home.empty}</b>
        <Box color="text-body-secondary">{home.emptyMeaning}</Box>
        {canBegin && <Button onClick={onBegin}>{home.newLink}</Button>}
      </SpaceBetween>
    </Box>
  );
}

/** What the act of a line carries out before its stop is opened; null when it opens it alone. */
function carriedOut(state: LineState): 'try_again' | 'continue_registering' | 'retry_failed_devices' | null {
  switch (state.kind) {
    case 'createUnclear':
    case 'createUnreached':
    case 'removalUnclear':
      return 'try_again';
    case 'paused':
      return 'continue_registering';
    case 'someFailed':
      return 'retry_failed_devices';
    case 'creating':
    case 'createNotFound':
    case 'createRefused':
    case 'askingForSignIn':
    case 'newSignInRefused':
    case 'waitingForSignIn':
    case 'confirming':
    case 'signInFailed':
    case 'needsNewSignIn':
    case 'unknownState':
    case 'findingDevices':
    case 'findingFailed':
    case 'choosingDevices':
    case 'registering':
    case 'finishedInPart':
    case 'finishedWithoutDevices':
    case 'removing':
    case 'gone':
      return null;
    default:
      return state satisfies never;
  }
}

function icon(state: LineState): StatusIndicatorProps.Type {
  switch (state.kind) {
    case 'waitingForSignIn':
    case 'createUnreached':
      return 'pending';
    case 'creating':
    case 'askingForSignIn':
    case 'confirming':
    case 'findingDevices':
    case 'registering':
    case 'removing':
      return 'in-progress';
    case 'choosingDevices':
      return 'info';
    case 'signInFailed':
    case 'createRefused':
      return 'error';
    case 'createUnclear':
    case 'createNotFound':
    case 'newSignInRefused':
    case 'needsNewSignIn':
    case 'unknownState':
    case 'removalUnclear':
    case 'gone':
    case 'findingFailed':
    case 'someFailed':
    case 'finishedInPart':
      return 'warning';
    case 'paused':
    case 'finishedWithoutDevices':
      return 'stopped';
    default:
      return state satisfies never;
  }
}
