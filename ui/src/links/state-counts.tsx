// How many links are in which state, and how many need a person, in a narrow
// window in one line that scrolls sideways; pressing one shows them alone.
import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';

import type { LinkCounts, LinkStateView } from '../backend/contract';
import { linkState } from '../words/customer';
import { links as words, linkStates, linkStateShort } from '../words/links';
import { everyLink, isFiltered, type LinkQuery } from './link-query';
import { linkStateIcon } from './link-state';

interface StateCountsProps {
  counts: LinkCounts;
  query: LinkQuery;
  onChange: (part: Partial<LinkQuery>) => void;
}

export function StateCounts({ counts, query, onChange }: StateCountsProps) {
  const { states, needsPerson } = query;
  const countOf = (state: LinkStateView) => counts.byState.find((each) => each.state === state)?.count ?? 0;
  const occurring = linkStates.filter((state) => countOf(state) > 0);
  return (
    <div className="lw-counts" role="group" aria-label={words.counts}>
      <Count
        testId="count-all"
        pressed={states.length === 0 && !needsPerson}
        count={counts.total}
        onPress={() => onChange({ states: [], needsPerson: false })}
      >
        {words.all}
      </Count>
      <Count testId="filter-needs-person" pressed={needsPerson} count={counts.needsPerson} onPress={() => onChange({ needsPerson: !needsPerson })}>
        {words.filters.needsPerson}
      </Count>
      {occurring.map((state) => {
        const pressed = states.includes(state);
        return (
          <Count
            key={state}
            testId={`count-${state}`}
            title={linkState(state)}
            pressed={pressed}
            count={countOf(state)}
            onPress={() => onChange({ states: pressed ? states.filter((each) => each !== state) : [state] })}
          >
            <StatusIndicator type={linkStateIcon(state)} wrapText={false}>
              {linkStateShort(state)}
            </StatusIndicator>
          </Count>
        );
      })}
      {isFiltered(query) && (
        <Button variant="inline-link" wrapText={false} data-testid="clear-filters" onClick={() => onChange({ ...everyLink, search: query.search, order: query.order })}>
          {words.filters.clear}
        </Button>
      )}
    </div>
  );
}

interface CountProps {
  testId: string;
  /** The state in full. */
  title?: string;
  pressed: boolean;
  count: number;
  onPress: () => void;
  children: ReactNode;
}

function Count({ testId, title, pressed, count, onPress, children }: CountProps) {
  return (
    <button type="button" data-testid={testId} title={title} aria-pressed={pressed} onClick={onPress}>
      <span>{children}</span> <b>{count.toLocaleString('en')}</b>
    </button>
  );
}
