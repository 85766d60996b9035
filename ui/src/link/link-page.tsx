// The page of one link: what it is, what is wrong, and the way to put it right.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect } from 'react';

import { useBackend, useDesk } from '../desk/desk';
import { usePlaces, type LinkTab } from '../desk/places';
import { useQuestion } from '../desk/use-question';
import type { LinkQuery } from '../links/link-query';
import { ProblemPanel } from '../problem/problem-panel';
import { link as words } from '../words/link';
import { links } from '../words/links';
import { OneLink } from './one-link';

interface LinkPageProps {
  accountAssociationId: string;
  tab?: LinkTab | undefined;
  from?: LinkQuery | undefined;
}

export function LinkPage(props: LinkPageProps) {
  const { account } = useDesk();
  if (account === null) {
    return (
      <SpaceBetween size="l">
        <Header variant="h1">{links.title}</Header>
        <Alert type="info">{links.noAccount}</Alert>
      </SpaceBetween>
    );
  }
  // What another AWS account answered is not shown for a moment longer.
  return <LookedAt key={`${account.account} ${account.region} ${account.customEndpoint ?? ''} ${account.practice}`} {...props} />;
}

function LookedAt({ accountAssociationId, tab, from }: LinkPageProps) {
  const { linkRevision } = useDesk();
  const { go } = usePlaces();
  useLook(accountAssociationId);
  const asked = useQuestion('get_link', { accountAssociationId }, linkRevision);
  const back = () => go(from === undefined ? { kind: 'links' } : { kind: 'links', query: from });

  if (asked.page !== null) {
    return <OneLink link={asked.page} problem={asked.problem} begunTab={tab ?? 'devices'} onBack={back} />;
  }
  return (
    <SpaceBetween size="m">
      <Header variant="h1">{words.one}</Header>
      {asked.problem !== null ? (
        <ProblemPanel problem={asked.problem} mild on={{ tryAgain: asked.askAgain }} />
      ) : (
        <StatusIndicator type="loading">{words.loading}</StatusIndicator>
      )}
      <Button data-testid="back-to-links" onClick={back}>
        {words.backToLinks}
      </Button>
    </SpaceBetween>
  );
}

/** While the page is there the desk looks at this link. */
function useLook(accountAssociationId: string) {
  const backend = useBackend();
  useEffect(() => {
    void backend.invoke('look_at_link', { accountAssociationId }).catch(() => undefined);
    return () => void backend.invoke('leave_link', { accountAssociationId }).catch(() => undefined);
  }, [backend, accountAssociationId]);
}
