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
import { FinishLater } from '../wizard/finish-later';
import { JourneyStop } from '../wizard/journey-stop';
import type { StopProps } from '../wizard/wizard';
import { FoundDevices } from './found-devices';

export function Registering({ journey, stop, act, off }: StopProps<Extract<StopView, { kind: 'registering' }>>) {
  const { journeyId } = journey;
  const open = stop.settled && stop.failed > 0;
  const retry = () => void act.run('retry_failed_devices', { journeyId });
  return (
    <JourneyStop
      id="devices"
      journey={journey}
      act={act}
      title={words.title.registering}
      screen={open ? 'registering settled' : 'registering'}
      hint={open ? words.finishRest : words.youCanLeaveRegistering}
      acts={
        <>
          <FinishLater />
          {open && (
            <>
              <Button
                data-testid="finish"
                disabled={off}
                loading={act.busy === 'finish'}
                onClick={() => void act.run('finish', { journeyId })}
              >
                {words.finishWith(stop.done)}
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
          choosing={false}
          header={
            <SpaceBetween size="xs">
              <Header variant="h2">{words.registered(stop.done, stop.total)}</Header>
              {open ? (
                <StatusIndicator type="warning">
                  {stop.done === 0 ? words.allFailed(stop.failed) : words.safe(stop.done, stop.failed)}
                </StatusIndicator>
              ) : (
                <ProgressBar
                  value={stop.total === 0 ? 0 : (100 * stop.done) / stop.total}
                  ariaLabel={words.title.registering}
                  description={words.stillRegistering}
                  additionalInfo={stop.failed > 0 ? words.failedOf(stop.failed) : ''}
                />
              )}
            </SpaceBetween>
          }
        />
      </Container>
    </JourneyStop>
  );
}
