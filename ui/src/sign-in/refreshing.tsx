// AWS is asked for a new sign-in page, or gave none and says why.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { StopView } from '../backend/contract';
import { ProblemPanel } from '../problem/problem-panel';
import { fill } from '../words/fill';
import { reconnect as words } from '../words/reconnect';
import { wizard } from '../words/wizard';
import { FinishLater } from '../wizard/finish-later';
import { JourneyStop } from '../wizard/journey-stop';
import type { StopProps } from '../wizard/wizard';
import { RemoveAndMake } from './remove-and-make';

type RefreshingStop = Extract<StopView, { kind: 'refreshing' }>;

export function Refreshing({ journey, stop, act, off }: StopProps<RefreshingStop>) {
  const { customer, deviceCloud, journeyId } = journey;
  const { problem, refused, canGoBack } = stop;
  const unreached = problem?.kind === 'checkNetwork';
  return (
    <JourneyStop
      id="sign-in"
      journey={journey}
      act={act}
      title={refused ? words.refused : problem === null ? words.refreshing : words.noPage}
      screen={`refreshing ${refused ? 'refused' : problem === null ? 'under way' : 'problem'}`}
      hint={unreached ? words.unreachedHint : wizard.finishLaterMeaning}
      acts={
        <>
          {canGoBack && problem !== null && (
            <Button
              data-testid="back-to-sign-in"
              disabled={off}
              loading={act.busy === 'back_to_sign_in'}
              onClick={() => void act.run('back_to_sign_in', { journeyId })}
            >
              {words.back}
            </Button>
          )}
          <FinishLater />
          {problem !== null && (
            <Button
              variant={refused ? 'normal' : 'primary'}
              data-testid="try-again"
              disabled={off}
              loading={act.busy === 'try_again'}
              onClick={() => void act.run('try_again', { journeyId })}
            >
              {words.tryAgain}
            </Button>
          )}
          {refused && <RemoveAndMake journey={journey} act={act} off={off} label={words.removeAndMake} variant="primary" />}
        </>
      }
    >
      <div aria-live="polite" className="lw-ways">
        {problem === null ? (
          <Container>
            <StatusIndicator type="loading">{fill(words.refreshingMeaning, { customer, deviceCloud })}</StatusIndicator>
          </Container>
        ) : (
          <ProblemPanel problem={problem} mild />
        )}
        {refused && <Alert type="info">{words.refusedMeaning}</Alert>}
      </div>
    </JourneyStop>
  );
}
