// The page is on a host that this device cloud never had: nobody gets it before a
// person has made sure that it is right.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { JourneyView } from '../backend/contract';
import type { Act } from '../desk/use-act';
import { CopyAct } from '../problem/copy-act';
import { fill } from '../words/fill';
import { signIn } from '../words/sign-in';
import { Host } from './host';

const words = signIn.hostChanged;

interface HostChangedProps {
  journey: JourneyView;
  before: string;
  host: string;
  act: Act;
  off: boolean;
}

export function HostChanged({ journey: { journeyId, deviceCloud }, before, host, act, off }: HostChangedProps) {
  return (
    <div data-testid="host-changed">
      <Alert type="warning" header={words.title}>
        <SpaceBetween size="s">
          <Host label={words.before} host={before} testId="host-before" />
          <Host label={words.now} host={host} />
          <span>{fill(words.meaning, { deviceCloud })}</span>
          <span className="lw-row-acts">
            <CopyAct act={act} command="copy_text" form={{ text: words.question(deviceCloud, before, host) }}>
              {words.forCloudTeam}
            </CopyAct>
            <Button
              data-testid="trust-host"
              disabled={off}
              loading={act.busy === 'trust_sign_in_host'}
              onClick={() => void act.run('trust_sign_in_host', { journeyId, host })}
            >
              {words.act(host)}
            </Button>
          </span>
        </SpaceBetween>
      </Alert>
    </div>
  );
}
