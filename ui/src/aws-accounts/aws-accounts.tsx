// AWS accounts: who the person is, the ways into AWS kept here, those found on this
// computer, and the team file.
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';

import type { AwsAccountsPage, ProblemView, SavedAccountView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import { useAct, type Act } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { ProblemPanel } from '../problem/problem-panel';
import { accounts as words } from '../words/accounts';
import { EditAccount } from './edit-account';
import { FoundHere } from './found-here';
import { RemoveAccount } from './remove-account';
import { ReplaceKeys } from './replace-keys';
import { SavedAccounts } from './saved-accounts';
import { TeamFile } from './team-file';
import { WhoIAm } from './who-i-am';

export type AccountDialog = { kind: 'edit' | 'replaceKeys' | 'remove'; account: SavedAccountView };

export function AwsAccounts() {
  const { account, accountProblem, awsAccountsRevision, connecting } = useDesk();
  const { go } = usePlaces();
  const listing = useQuestion('list_aws_accounts', {}, awsAccountsRevision);
  const act = useAct();
  const [dialog, setDialog] = useState<AccountDialog | null>(null);
  const page = listing.page;
  const problem = listing.problem ?? act.problem ?? accountProblem ?? page?.problem ?? null;
  const close = () => setDialog(null);
  const test = async (savedAccountId: string | null) => {
    if (await act.run('test_connection', { savedAccountId })) go({ kind: 'accessTest' });
  };

  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={words.meaning}
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            <Button iconName="refresh" data-testid="look-again" onClick={listing.askAgain}>
              {words.lookAgain}
            </Button>
            <Button variant="primary" data-testid="add-aws-account" onClick={() => go({ kind: 'addAwsAccount' })}>
              {words.add}
            </Button>
          </SpaceBetween>
        }
      >
        {words.title}
      </Header>
      {problem !== null && <Told problem={problem} act={act} listing={listing} />}
      {connecting && <StatusIndicator type="loading">{words.connecting}</StatusIndicator>}
      {account !== null && (
        <WhoIAm
          account={account}
          saved={page?.accounts.find((each) => each.savedAccountId === account.savedAccountId) ?? null}
          testing={act.busy === 'test_connection'}
          onTest={() => void test(account.savedAccountId)}
          onEdit={(saved) => setDialog({ kind: 'edit', account: saved })}
        />
      )}
      <SavedAccounts page={page} asking={listing.asking} act={act} onTest={(id) => void test(id)} onDialog={setDialog} />
      <FoundHere page={page} asking={listing.asking} act={act} />
      {page !== null && <TeamFile read={page.teamFile} />}
      {page !== null && <Asked dialog={dialog} page={page} onEnd={close} />}
    </SpaceBetween>
  );
}

function Told({ problem, act, listing }: { problem: ProblemView; act: Act; listing: { problem: ProblemView | null; askAgain: () => void } }) {
  return (
    <ProblemPanel
      problem={problem}
      on={{
        checkAgain: () => void act.run('check_aws_account', {}),
        tryAgain: listing.problem === null ? () => void act.run('check_aws_account', {}) : listing.askAgain,
      }}
    />
  );
}

function Asked({ dialog, page, onEnd }: { dialog: AccountDialog | null; page: AwsAccountsPage; onEnd: () => void }) {
  if (dialog === null) return null;
  const { kind, account } = dialog;
  switch (kind) {
    case 'edit':
      return <EditAccount account={account} regions={page.regions} onEnd={onEnd} />;
    case 'replaceKeys':
      return <ReplaceKeys account={account} onEnd={onEnd} />;
    case 'remove':
      return <RemoveAccount account={account} onEnd={onEnd} />;
    default:
      return kind satisfies never;
  }
}
