// The link is being made, or the answer was lost and it is unclear whether it was.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { StopView } from '../backend/contract';
import { ProblemPanel } from '../problem/problem-panel';
import { fill } from '../words/fill';
import { wizard } from '../words/wizard';
import { FinishLater } from './finish-later';
import { JourneyStop } from './journey-stop';
import type { StopProps } from './wizard';

export function Creating({ journey, stop, act, off }: StopProps<Extract<StopView, { kind: 'creating' }>>) {
  const { customer, deviceCloud, journeyId } = journey;
  const unclear = stop.problem !== null;
  return (
    <JourneyStop
      id="customer"
      journey={journey}
      act={act}
      title={unclear ? wizard.createUnclear : wizard.creating}
      screen={unclear ? 'unclear' : 'creating'}
      hint={unclear ? wizard.tryAgainMeaning : undefined}
      acts={
        <>
          <FinishLater />
          {unclear && (
            <Button
              variant="primary"
              data-testid="try-again"
              disabled={off}
              loading={act.busy === 'try_again'}
              onClick={() => void act.run('try_again', { journeyId })}
            >
              {wizard.tryAgain}
            </Button>
          )}
        </>
      }
    >
      {stop.problem === null ? (
        <Container>
          <StatusIndicator type="loading">{fill(wizard.creatingMeaning, { customer, deviceCloud })}</StatusIndicator>
        </Container>
      ) : (
        <ProblemPanel problem={stop.problem} />
      )}
    </JourneyStop>
  );
}
