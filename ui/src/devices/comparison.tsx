// After a reconnect: how many of the devices known before were found again, which
// tells whether the customer signed in with the same account.
import Alert from '@cloudscape-design/components/alert';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { ComparisonView, JourneyView } from '../backend/contract';
import { fill } from '../words/fill';
import { reconnect } from '../words/reconnect';

export function Comparison({ journey: { comparison, deviceCloud } }: { journey: JourneyView }) {
  const words = reconnect.compared;
  if (comparison === null || comparison.known === 0) return null;
  const { known, found, anotherAccount } = comparison;
  return (
    <div data-testid="comparison" aria-live="polite">
      {anotherAccount ? (
        <Alert type="warning" header={words.none(known)}>
          {fill(words.noneMeaning, { deviceCloud })}
        </Alert>
      ) : found === known ? (
        <StatusIndicator type="success">{words.all(known)}</StatusIndicator>
      ) : (
        <StatusIndicator type="warning">
          {found === 0 ? words.noneFound(known) : words.some(found, known)} <NotFound comparison={comparison} />
        </StatusIndicator>
      )}
    </div>
  );
}

/** None of the devices known before is there: a new sign-in page comes first. */
export function isNoneFound(comparison: ComparisonView | null): boolean {
  return comparison !== null && comparison.known > 0 && comparison.found === 0;
}

/** 'Not found: Hall lamp, Porch, and 5 more'. */
export function NotFound({ comparison: { known, found, notFound: names } }: { comparison: ComparisonView }) {
  const words = reconnect.compared;
  const more = known - found - names.length;
  if (names.length === 0) return null;
  return (
    <>
      {words.notFound}{' '}
      {names.map((name, index) => (
        // Two devices may bear one name.
        // eslint-disable-next-line react/no-array-index-key
        <span key={index}>
          {index > 0 && ', '}
          <bdi>{name}</bdi>
        </span>
      ))}
      {more > 0 && `, ${words.andMore(more)}`}
    </>
  );
}
