// 'These are not Miller's devices': the way back before anything was made.
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';

import type { JourneyView } from '../backend/contract';
import { InAccount } from '../desk/in-account';
import type { Act } from '../desk/use-act';
import { devices as words } from '../words/devices';
import { fill } from '../words/fill';
import { Confirm } from '../wizard/confirm';
import { wizard } from '../words/wizard';

export function NotTheirDevices({ journey, act, off }: { journey: JourneyView; act: Act; off: boolean }) {
  const [asked, setAsked] = useState(false);
  const { customer, deviceCloud, journeyId } = journey;
  return (
    <>
      <Button variant="link" data-testid="not-their-devices" disabled={off} onClick={() => setAsked(true)}>
        {fill(words.notTheirs, { customer })}
      </Button>
      {asked && (
        <Confirm
          title={fill(words.notTheirsTitle, { customer })}
          act={words.notTheirsConfirm}
          keep={wizard.keep}
          testId="confirm-not-their-devices"
          busy={act.busy !== null}
          onEnd={() => setAsked(false)}
          onConfirm={async () => {
            await act.run('start_again', { journeyId });
            setAsked(false);
          }}
        >
          <p>{fill(words.notTheirsMeaning, { customer, deviceCloud })}</p>
          <p>{fill(words.notTheirsHint, { deviceCloud })}</p>
          <InAccount />
        </Confirm>
      )}
    </>
  );
}
