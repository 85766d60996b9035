// AWS is asking the device cloud which devices the customer has, or the search
// ended badly.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { DiscoveryEndView, JourneyView, StopView } from '../backend/contract';
import { ProblemPanel } from '../problem/problem-panel';
import { NewSignInPage } from '../sign-in/new-sign-in-page';
import { devices as words, searchEnd } from '../words/devices';
import { fill } from '../words/fill';
import { reconnect } from '../words/reconnect';
import { wizard } from '../words/wizard';
import { FinishLater } from '../wizard/finish-later';
import { RemoveLink } from '../wizard/remove-link';
import { JourneyStop } from '../wizard/journey-stop';
import type { StopProps } from '../wizard/wizard';
import { Comparison, isNoneFound } from './comparison';
import { NotTheirDevices } from './not-their-devices';

type FindingStop = Extract<StopView, { kind: 'findingDevices' }>;

export function FindingDevices({ journey, stop, act, off }: StopProps<FindingStop>) {
  const { deviceCloud, journeyId, reconnecting, replacing, bringing } = journey;
  const ofNewLink = !reconnecting && replacing === null && bringing === 0;
  const noneFound = isNoneFound(journey.comparison);
  const ended = stop.end !== null || stop.problem !== null;
  const findAgain = () => void act.run('find_devices', { journeyId });
  return (
    <JourneyStop
      id="devices"
      journey={journey}
      act={act}
      title={titleOf(journey, stop)}
      screen={`finding ${stop.end ?? (ended ? 'problem' : 'under way')}`}
      hint={ended ? words.finishWithoutMeaning : wizard.finishLaterMeaning}
      acts={
        <>
          {stop.end === 'noDevices' && ofNewLink && <NotTheirDevices journey={journey} act={act} off={off} />}
          {ended && ofNewLink && <RemoveLink journey={journey} act={act} off={off} />}
          <FinishLater />
          <Button
            data-testid="finish"
            disabled={off}
            loading={act.busy === 'finish'}
            onClick={() => void act.run('finish', { journeyId })}
          >
            {reconnecting ? reconnect.finish : words.finishWithout}
          </Button>
          {ended && (
            <Button
              variant={noneFound ? 'normal' : 'primary'}
              data-testid="find-again"
              disabled={off}
              loading={act.busy === 'find_devices'}
              onClick={findAgain}
            >
              {words.findAgain}
            </Button>
          )}
          {noneFound && <NewSignInPage journey={journey} act={act} off={off} variant="primary" />}
        </>
      }
    >
      {stop.problem !== null && <ProblemPanel problem={stop.problem} on={{ findAgain, tryAgain: findAgain }} />}
      <Comparison journey={journey} />
      {stop.end !== null && <Ended end={stop.end} deviceCloud={deviceCloud} />}
      {!ended && (
        <Container>
          <SpaceBetween size="s">
            <StatusIndicator type="loading">{fill(words.asking, { deviceCloud })}</StatusIndicator>
            <span className="lw-quiet">
              {journey.bringing > 0 && <>{fill(reconnect.bringingMeaning(journey.bringing), { deviceCloud })} </>}
              {words.foundSoFar(stop.found)} {words.youCanLeave}
            </span>
          </SpaceBetween>
        </Container>
      )}
    </JourneyStop>
  );
}

function titleOf({ bringing }: JourneyView, stop: FindingStop): string {
  if (stop.end !== null) return words.title.ended;
  return bringing > 0 ? reconnect.bringing(bringing) : words.title.finding;
}

function Ended({ end, deviceCloud }: { end: DiscoveryEndView; deviceCloud: string }) {
  const said = searchEnd(end);
  return (
    <Alert type="warning" header={said.title}>
      <SpaceBetween size="xs">
        <span>{fill(said.meaning, { deviceCloud })}</span>
        <div>
          {said.perhaps}
          <ul className="lw-causes">
            {said.causes.map((cause) => (
              <li key={cause}>{fill(cause, { deviceCloud })}</li>
            ))}
          </ul>
        </div>
      </SpaceBetween>
    </Alert>
  );
}
