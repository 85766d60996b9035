// The test of the way to AWS: each step by host, what the sign-in may do, and a policy
// to copy.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { ConnectionTestView } from '../backend/contract';
import { useNow } from '../desk/clock';
import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import { useAct, type Act } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { ProblemPanel, type ProblemWays } from '../problem/problem-panel';
import { accessTest as words } from '../words/access-test';
import { fill } from '../words/fill';
import { ago } from '../words/time';
import { Permissions } from './permissions';
import { Policy } from './policy';
import { Steps } from './steps';

export function AccessTest() {
  const { account, connectionTestRevision } = useDesk();
  const { go } = usePlaces();
  const act = useAct();
  // Before the first test there is none to ask for.
  const asked = useQuestion('connection_test', connectionTestRevision === 0 ? null : {}, connectionTestRevision);
  const test = asked.page;
  const problem = act.problem ?? asked.problem;
  // Then AWS's own number for it is known.
  const isInUse = account !== null && test !== null && (test.savedAccountId === null || test.savedAccountId === account.savedAccountId);
  const whyNot = test === null && account === null ? words.noAccount : null;
  const testAgain = () => void act.run('test_connection', { savedAccountId: test?.savedAccountId ?? null });

  return (
    <SpaceBetween size="l">
      <div className="lw-link-header">
        <Button variant="inline-link" iconName="arrow-left" data-testid="back-to-accounts" onClick={() => go({ kind: 'awsAccounts' })}>
          {words.back}
        </Button>
        <Header
          variant="h1"
          description={words.meaning}
          actions={
            <span className="lw-with-why">
              {whyNot !== null && <span className="lw-quiet">{whyNot}</span>}
              <Button
                variant={test === null ? 'primary' : 'normal'}
                data-testid="test-again"
                disabled={whyNot !== null || test?.running === true}
                loading={act.busy !== null}
                onClick={testAgain}
              >
                {test === null ? words.begin : words.again}
              </Button>
            </span>
          }
        >
          {test === null ? words.title : fill(words.titleOf, { name: test.name })}
        </Header>
      </div>
      {problem !== null && <ProblemPanel problem={problem} mild on={{ tryAgain: asked.askAgain }} />}
      {test === null ? (
        !asked.asking && <StatusIndicator type="info">{words.none}</StatusIndicator>
      ) : (
        <SpaceBetween size="l">
          <Container header={<Header variant="h2" info={<Running test={test} />}>{words.way}</Header>}>
            <Steps steps={test.steps} on={{ testConnection: testAgain, ...(isInUse ? {} : waysOfAnother(test, act, testAgain)) }} />
          </Container>
          <Container header={<Header variant="h2">{words.permissions}</Header>}>
            <SpaceBetween size="m">
              {test.secretNote !== null && (
                <Alert type="info" header={words.secretTitle}>
                  <span data-testid="secret-note">{test.secretNote}</span>
                </Alert>
              )}
              {test.permissions.length === 0 ? (
                <span className="lw-quiet">{words.permissionsLater}</span>
              ) : (
                <Permissions permissions={test.permissions} where={isInUse ? account.account : test.name} />
              )}
            </SpaceBetween>
          </Container>
        </SpaceBetween>
      )}
      <Policy />
    </SpaceBetween>
  );
}

/** The problem of an AWS account that is not in use is not one of the account that is. */
function waysOfAnother({ savedAccountId }: ConnectionTestView, act: Act, testAgain: () => void): ProblemWays {
  if (savedAccountId === null) return {};
  return { signIn: () => void act.run('use_saved_account', { savedAccountId }), checkAgain: testAgain };
}

function Running({ test: { running, begunAt } }: { test: ConnectionTestView }) {
  const now = useNow();
  return (
    <span className="lw-quiet" aria-live="polite" data-testid="test-running" data-running={running}>
      {running ? <StatusIndicator type="loading">{words.running}</StatusIndicator> : words.begun(ago(begunAt, now))}
    </span>
  );
}
