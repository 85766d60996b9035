// 'Give it up': the link that was never made leaves the list. Asks in place where
// AWS may have made it after all.
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import { useEffect, useRef, useState } from 'react';

import type { JourneyView } from '../backend/contract';
import { usePlaces } from '../desk/places';
import type { Act } from '../desk/use-act';
import { giveUp as words } from '../words/creating';
import { fill } from '../words/fill';

interface GiveUpProps {
  journey: JourneyView;
  act: Act;
  off: boolean;
  /** Whether to ask first. */
  question: boolean;
}

export function GiveUp({ journey, act, off, question }: GiveUpProps) {
  const { customer, journeyId } = journey;
  const { go } = usePlaces();
  const [step, setStep] = useState<'offered' | 'asked' | 'kept'>('offered');
  const discard = async () => {
    if (await act.run('discard_journey', { journeyId })) go({ kind: 'home' });
  };
  const busy = act.busy === 'discard_journey';

  // The button that was pressed is gone, and the focus goes to what came for it.
  const next = useRef<ButtonProps.Ref>(null);
  useEffect(() => {
    if (step !== 'offered') next.current?.focus();
  }, [step]);

  if (step !== 'asked') {
    return (
      <Button
        ref={next}
        variant="link"
        data-testid="give-up"
        disabled={off}
        loading={busy}
        onClick={() => (question ? setStep('asked') : void discard())}
      >
        {words.act}
      </Button>
    );
  }
  return (
    <div className="lw-question" role="group" aria-labelledby="give-up-question">
      <span id="give-up-question">
        <b>{fill(words.title, { customer })}</b> {words.meaning}
      </span>
      <span className="lw-with-why">
        <Button data-testid="confirm-give-up" disabled={off} loading={busy} onClick={() => void discard()}>
          {words.confirm}
        </Button>
        <Button ref={next} data-testid="keep-trying" onClick={() => setStep('kept')}>
          {words.keep}
        </Button>
      </span>
    </div>
  );
}
