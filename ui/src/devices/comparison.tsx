// After a reconnect: how many of the devices known before were found again, which
// tells whether the customer signed in with the same account.
import Alert from '@cloudscape-design/components/alert';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { ComparisonView, JourneyView } from '../backend/contract';
import type { Act } from '../desk/use-act';
import { NewSignInPage } from '../sign-in/new-sign-in-page';
import { fill } from '../words/fill';
import { reconnect } from '../words/reconnect';

interface ComparisonProps {
  journey: JourneyView;
  act: Act;
  off: boolean;
}

export function Comparison({ journey, act, off }: ComparisonProps) {
  const { comparison, deviceCloud } = journey;
  const words = reconnect.compared;
  if (comparison === null || comparison.known === 0) return null;
  const { known, found, notFound, anotherAccount } = comparison;
  return (
    <div data-testid="comparison" aria-live="polite">
      {anotherAccount ? (
        <Alert type="warning" header={words.none(known)} action={<NewSignInPage journey={journey} act={act} off={off} variant="primary" />}>
          {fill(words.noneMeaning, { deviceCloud })}
        </Alert>
      ) : found === known ? (
        <StatusIndicator type="success">{words.all(known)}</StatusIndicator>
      ) : (
        <StatusIndicator type="warning">
          {found === 0 ? words.noneFound(known) : words.some(found, known)} <NotFound missing={known - found} names={notFound} />
        </StatusIndicator>
      )}
    </div>
  );
}

function NotFound({ missing, names }: { missing: number; names: ComparisonView['notFound'] }) {
  const words = reconnect.compared;
  const more = missing - names.length;
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
