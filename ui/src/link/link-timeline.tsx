// What happened with this link, as far as this computer saw it.
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { LinkView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useQuestion } from '../desk/use-question';
import { ProblemPanel } from '../problem/problem-panel';
import { Entries } from '../timeline/entries';
import { timeline as words } from '../words/timeline';

export function LinkTimeline({ link: { accountAssociationId } }: { link: LinkView }) {
  const { linkRevision } = useDesk();
  const asked = useQuestion('list_link_timeline', { accountAssociationId }, linkRevision);
  return (
    <>
      {asked.problem !== null && <ProblemPanel problem={asked.problem} mild on={{ tryAgain: asked.askAgain }} />}
      {asked.page !== null ? (
        <Entries page={asked.page} />
      ) : (
        asked.asking && <StatusIndicator type="loading">{words.loading}</StatusIndicator>
      )}
    </>
  );
}
