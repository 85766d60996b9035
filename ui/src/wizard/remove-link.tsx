// 'Remove this link…' and the question before it.
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';

import type { JourneyView } from '../backend/contract';
import { InAccount } from '../desk/in-account';
import type { Act } from '../desk/use-act';
import { fill } from '../words/fill';
import { wizard } from '../words/wizard';
import { Confirm } from './confirm';

export function RemoveLink({ journey, act, off }: { journey: JourneyView; act: Act; off: boolean }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button variant="link" data-testid="remove-link" disabled={off} onClick={() => setAsked(true)}>
        {wizard.remove}
      </Button>
      {asked && <ConfirmRemoval journey={journey} act={act} onEnd={() => setAsked(false)} />}
    </>
  );
}

export function ConfirmRemoval({ journey, act, onEnd }: { journey: JourneyView; act: Act; onEnd: () => void }) {
  const { customer, deviceCloud, journeyId, fromExistingLink } = journey;
  return (
    <Confirm
      title={wizard.removeTitle}
      act={wizard.removeConfirm}
      keep={wizard.keep}
      testId="confirm-remove"
      busy={act.busy !== null}
      onEnd={onEnd}
      onConfirm={async () => {
        await act.run('remove_link', { journeyId });
        onEnd();
      }}
    >
      <p>{fill(wizard.removeMeaning, { customer, deviceCloud })}</p>
      <InAccount />
      {(fromExistingLink || journey.stop.kind === 'registering') && <p>{wizard.removeDevices}</p>}
    </Confirm>
  );
}
