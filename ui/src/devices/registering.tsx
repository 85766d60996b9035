// The chosen devices on their way: each row becomes its result in place.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { StopView } from '../backend/contract';
import { ProblemPanel } from '../problem/problem-panel';
import { devices as words } from '../words/devices';
import { reconnect } from '../words/reconnect';
import { leftInWords } from '../words/time';
import { FinishLater } from '../wizard/finish-later';
import { JourneyStop } from '../wizard/journey-stop';
import type { StopProps } from '../wizard/wizard';
import { FoundDevices } from './found-devices';
import { useTimeLeft } from './pace';

type RegisteringStop = Extract<StopView, { kind: 'registering' }>;

export function Registering({ journey, stop, act, off }: StopProps<RegisteringStop>) {
  const { journeyId } = journey;
  const open = stop.settled && stop.failed > 0;
  const retry = () => void act.run('retry_failed_devices', { journeyId });
  return (
    <JourneyStop
      id="devices"
      journey={journey}
      act={act}
      title={journey.bringing > 0 ? reconnect.bringing(journey.bringing) : words.title.registering}
      screen={open ? 'registering settled' : 'registering'}
      hint={open ? words.finishRest : words.youCanCloseRegistering}
      acts={
        <>
          <FinishLater />
          {!stop.settled && <PauseOrContinue journey={journey} stop={stop} act={act} off={off} />}
          {open && (
            <>
              <Button
                data-testid="finish"
                disabled={off}
                loading={act.busy === 'finish'}
                onClick={() => void act.run('finish', { journeyId })}
              >
                {journey.reconnecting && stop.done === 0 ? reconnect.finish : words.finishWith(stop.done)}
              </Button>
              <Button
                variant="primary"
                data-testid="retry-failed"
                disabled={off}
                loading={act.busy === 'retry_failed_devices'}
                onClick={retry}
              >
                {words.retry(stop.failed)}
              </Button>
            </>
          )}
        </>
      }
    >
      {stop.problem !== null && <ProblemPanel problem={stop.problem} mild on={{ tryAgain: retry }} />}
      <Container>
        <FoundDevices
          journey={journey}
          revision={stop.rowsRevision}
          act={act}
          choosing="no"
          header={
            <SpaceBetween size="xs">
              <Header variant="h2">{words.registered(stop.done, stop.total)}</Header>
              {open ? (
                <StatusIndicator type="warning">
                  {stop.done === 0 ? words.allFailed(stop.failed) : words.safe(stop.done, stop.failed)}
                </StatusIndicator>
              ) : (
                <UnderWay stop={stop} />
              )}
            </SpaceBetween>
          }
        />
      </Container>
    </JourneyStop>
  );
}

function UnderWay({ stop }: { stop: RegisteringStop }) {
  const ended = stop.done + stop.failed;
  const left = useTimeLeft(ended, stop.total, stop.paused);
  return (
    <>
      <ProgressBar
        value={stop.total === 0 ? 0 : (100 * ended) / stop.total}
        ariaLabel={words.title.registering}
        description={stop.paused ? '' : left === null ? words.stillRegistering : leftInWords(left)}
        additionalInfo={stop.failed > 0 ? words.failedOf(stop.failed) : ''}
      />
      <div aria-live="polite" className="lw-said">
        {stop.paused && <StatusIndicator type="stopped">{words.paused}</StatusIndicator>}
      </div>
    </>
  );
}

function PauseOrContinue({ journey, stop, act, off }: StopProps<RegisteringStop>) {
  const { journeyId } = journey;
  const command = stop.paused ? 'continue_registering' : 'pause_registering';
  return (
    <Button
      variant={stop.paused ? 'primary' : 'normal'}
      iconName={stop.paused ? 'play' : 'pause'}
      data-testid={stop.paused ? 'continue-registering' : 'pause-registering'}
      disabled={off}
      loading={act.busy === command}
      onClick={() => void act.run(command, { journeyId })}
    >
      {stop.paused ? words.goOn : words.pause}
    </Button>
  );
}
