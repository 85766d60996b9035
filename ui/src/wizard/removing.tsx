// The link is being removed.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { StopView } from '../backend/contract';
import { ProblemPanel } from '../problem/problem-panel';
import { fill } from '../words/fill';
import { wizard } from '../words/wizard';
import { GoHome } from './go-home';
import { JourneyStop } from './journey-stop';
import type { StopProps } from './wizard';

export function Removing({ journey, stop, act, off }: StopProps<Extract<StopView, { kind: 'removing' }>>) {
  const { customer, deviceCloud, journeyId } = journey;
  return (
    <JourneyStop
      id="sign-in"
      journey={journey}
      act={act}
      title={wizard.removing}
      screen="removing"
      acts={
        <>
          <GoHome />
          {stop.problem !== null && (
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
          <StatusIndicator type="loading">{fill(wizard.removingMeaning, { customer, deviceCloud })}</StatusIndicator>
        </Container>
      ) : (
        <ProblemPanel problem={stop.problem} />
      )}
    </JourneyStop>
  );
}
