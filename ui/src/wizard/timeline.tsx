// 'What happened': folded, looked up when opened and again when the stop changes.
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';

import type { JourneyView, StopView } from '../backend/contract';
import { useQuestion } from '../desk/use-question';
import { ProblemPanel } from '../problem/problem-panel';
import { Entries } from '../timeline/entries';
import { timeline as words } from '../words/timeline';

export function Timeline({ journey }: { journey: JourneyView }) {
  const [opened, setOpened] = useState(false);
  const asked = useQuestion('list_timeline', opened ? { journeyId: journey.journeyId } : null, happened(journey.stop));
  return (
    <div data-testid="timeline">
      <ExpandableSection headerText={words.title} expanded={opened} onChange={({ detail }) => setOpened(detail.expanded)}>
        {asked.problem !== null && <ProblemPanel problem={asked.problem} mild on={{ tryAgain: asked.askAgain }} />}
        {asked.page !== null ? (
          <Entries page={asked.page} />
        ) : (
          asked.asking && <StatusIndicator type="loading">{words.loading}</StatusIndicator>
        )}
      </ExpandableSection>
    </div>
  );
}

/** Changes when something may have happened; a mere look at AWS is nothing. */
function happened(stop: StopView): string {
  return JSON.stringify(stop.kind === 'signIn' ? { ...stop, checkedAt: null, checking: false } : stop);
}
