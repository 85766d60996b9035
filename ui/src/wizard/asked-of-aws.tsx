// AWS was asked to make or to remove the link: it is under way, or it is not known
// how it ended and there is one way on.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';

import type { JourneyView, ProblemView } from '../backend/contract';
import type { Act } from '../desk/use-act';
import { ProblemPanel } from '../problem/problem-panel';
import { fill } from '../words/fill';
import { JourneyStop } from './journey-stop';
import type { StopId } from './stop-frame';

interface AskedOfAwsProps {
  id: StopId;
  journey: JourneyView;
  act: Act;
  off: boolean;
  title: string;
  screen: string;
  /** In one sentence; where a person is needed, a problem takes its place. */
  meaning: string;
  /** Under way, to be sent by itself later, or a person is needed. */
  state: 'underWay' | 'waiting' | 'unclear';
  problem: ProblemView | null;
  /** The label of the one way on, which asks again; null without one. */
  again: string | null;
  hint?: ReactNode;
  /** Ways out, before the one way on. */
  ways: ReactNode;
}

export function AskedOfAws({ journey, act, off, meaning, state, problem, again, ways, ...stop }: AskedOfAwsProps) {
  const { customer, deviceCloud, journeyId } = journey;
  const said = fill(meaning, { customer, deviceCloud });
  return (
    <JourneyStop
      {...stop}
      journey={journey}
      act={act}
      acts={
        <>
          {ways}
          {again !== null && (
            <Button
              variant="primary"
              data-testid="try-again"
              disabled={off}
              loading={act.busy === 'try_again'}
              onClick={() => void act.run('try_again', { journeyId })}
            >
              {again}
            </Button>
          )}
        </>
      }
    >
      <div aria-live="polite" className="lw-ways">
        {state !== 'unclear' && (
          <Container>
            <StatusIndicator type={state === 'waiting' ? 'pending' : 'loading'}>{said}</StatusIndicator>
          </Container>
        )}
        {state === 'unclear' && problem === null && <Alert type="warning">{said}</Alert>}
        {problem !== null && <ProblemPanel problem={problem} mild />}
      </div>
    </JourneyStop>
  );
}
