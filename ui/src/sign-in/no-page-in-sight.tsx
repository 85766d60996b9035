// Always there after opening: other ways to the page. It claims nothing; after
// three seconds in which this window kept the focus it is only easier to see.
import Button from '@cloudscape-design/components/button';
import { useEffect, useState } from 'react';

import type { JourneyView } from '../backend/contract';
import type { Act } from '../desk/use-act';
import { CopyAct } from '../problem/copy-act';
import { signIn as words } from '../words/sign-in';

const KEPT_FOCUS = 3000;
const LOOK_EVERY = 250;

interface NoPageInSightProps {
  journey: JourneyView;
  act: Act;
  off: boolean;
  /** How often the page was opened from here. */
  openings: number;
  onOpenAgain: () => void;
  onQrCode: () => void;
}

export function NoPageInSight({ journey, act, off, openings, onOpenAgain, onQrCode }: NoPageInSightProps) {
  const plain = useKeptFocus(openings);
  return (
    <div className={`lw-no-page ${plain ? 'lw-no-page-plain' : ''}`} data-testid="no-page-in-sight" data-highlighted={plain}>
      <b>{words.noPage}</b>
      <Button variant="inline-link" disabled={off} onClick={onOpenAgain}>
        {words.openAgain}
      </Button>
      <CopyAct
        act={act}
        command="copy_sign_in_address"
        form={{ journeyId: journey.journeyId }}
        variant="inline-link"
        testId="copy-address"
        disabled={off}
      >
        {words.copyAddressInstead}
      </CopyAct>
      <Button variant="inline-link" data-testid="qr-instead" disabled={off} onClick={onQrCode}>
        {words.qrInstead}
      </Button>
    </div>
  );
}

function useKeptFocus(openings: number): boolean {
  const [keptAt, setKeptAt] = useState(0);
  useEffect(() => {
    if (openings === 0) return;
    const opened = Date.now();
    const timer = setInterval(() => {
      if (!document.hasFocus()) return clearInterval(timer);
      if (Date.now() - opened < KEPT_FOCUS) return;
      setKeptAt(openings);
      clearInterval(timer);
    }, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [openings]);
  return openings > 0 && keptAt === openings;
}
