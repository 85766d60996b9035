// The very first page: practise, or work in AWS.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';

import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import { useAct } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { ProblemPanel } from '../problem/problem-panel';
import { firstStart } from '../words/home';

export function FirstStart() {
  const { accountProblem, awsAccountsRevision, connecting } = useDesk();
  const { go } = usePlaces();
  const act = useAct();
  const { page } = useQuestion('list_aws_accounts', {}, awsAccountsRevision);
  const found = page === null ? undefined : page.accounts.length + page.offers.filter((offer) => offer.source.kind !== 'practice').length;
  const problem = act.problem ?? accountProblem;

  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={firstStart.meaning}>
        {firstStart.title}
      </Header>
      {problem !== null && <ProblemPanel problem={problem} on={{ checkAgain: () => void act.run('check_aws_account', {}) }} />}
      <div className="lw-cards">
        <Container fitHeight header={<Header variant="h2">{firstStart.practiseTitle}</Header>}>
          <div className="lw-card">
            <Box color="text-body-secondary">{firstStart.practiseMeaning}</Box>
            <Button
              variant="primary"
              data-testid="use-practice"
              loading={connecting || act.busy !== null}
              onClick={() => void act.run('use_aws_account', { source: { kind: 'practice' }, region: null })}
            >
              {firstStart.practise}
            </Button>
          </div>
        </Container>
        <Container fitHeight header={<Header variant="h2">{firstStart.workTitle}</Header>}>
          <div className="lw-card">
            <Box color="text-body-secondary">{firstStart.workMeaning}</Box>
            <Button data-testid="work-in-aws" onClick={() => go({ kind: 'awsAccounts' })}>
              {found === undefined ? firstStart.workUncounted : firstStart.work(found)}
            </Button>
          </div>
        </Container>
      </div>
    </SpaceBetween>
  );
}
