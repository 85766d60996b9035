// Removing the link and making a new one for the same customer, after a question.
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import { useState } from 'react';

import type { JourneyView } from '../backend/contract';
import { InAccount } from '../desk/in-account';
import type { Act } from '../desk/use-act';
import { fill } from '../words/fill';
import { signIn as words } from '../words/sign-in';
import { wizard } from '../words/wizard';
import { Confirm } from '../wizard/confirm';

interface RemoveAndMakeProps {
  journey: JourneyView;
  act: Act;
  off: boolean;
  label: string;
  variant?: ButtonProps.Variant;
}

export function RemoveAndMake({ journey, act, off, label, variant }: RemoveAndMakeProps) {
  const [asked, setAsked] = useState(false);
  const { customer, deviceCloud, journeyId } = journey;
  return (
    <>
      <Button variant={variant ?? 'normal'} data-testid="start-again" disabled={off} onClick={() => setAsked(true)}>
        {label}
      </Button>
      {asked && (
        <Confirm
          title={words.needsNew.confirmTitle}
          act={words.needsNew.confirm}
          keep={wizard.keep}
          testId="confirm-start-again"
          busy={act.busy !== null}
          onEnd={() => setAsked(false)}
          onConfirm={async () => {
            await act.run('start_again', { journeyId });
            setAsked(false);
          }}
        >
          <p>{fill(words.needsNew.confirmMeaning, { customer, deviceCloud })}</p>
          <InAccount />
        </Confirm>
      )}
    </>
  );
}
