// Always there after opening: other ways to the page. It claims nothing; after
// three seconds in which this window kept the focus it is only easier to see.
import Button from '@cloudscape-design/components/button';

import type { JourneyView } from '../backend/contract';
import type { Act } from '../desk/use-act';
import { CopyAct } from '../problem/copy-act';
import { reconnect } from '../words/reconnect';
import { signIn as words } from '../words/sign-in';
import { useKeptFocus } from './kept-focus';

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
      <Button
        variant="inline-link"
        data-testid="new-sign-in-page"
        disabled={off}
        onClick={() => void act.run('new_sign_in_page', { journeyId: journey.journeyId })}
      >
        {reconnect.expired}
      </Button>
      <Button variant="inline-link" data-testid="qr-instead" disabled={off} onClick={onQrCode}>
        {words.qrInstead}
      </Button>
    </div>
  );
}
