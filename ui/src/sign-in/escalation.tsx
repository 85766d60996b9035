// What is worth saying after a while. Only AWS's state may say failed; time
// alone changes wording.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';

import { useNow } from '../desk/clock';
import { escalation, signIn as words } from '../words/sign-in';
import { FinalPageHere } from './final-page-here';
import type { WayProps } from './ways';

export function Escalation({ stop, journey, act, onRemind }: Pick<WayProps, 'stop' | 'journey' | 'act'> & { onRemind: () => void }) {
  const now = useNow();
  const said = escalation(stop.channel ?? 'here', now - (stop.handedOverAt ?? stop.since));
  return (
    <div aria-live="polite" className="lw-said">
      {said !== null && (
        <Alert
          type="info"
          action={
            stop.channel === 'message' ? (
              <Button data-testid="remind" onClick={onRemind}>
                {words.remind}
              </Button>
            ) : undefined
          }
        >
          {said}
        </Alert>
      )}
      {said !== null && <FinalPageHere journey={journey} act={act} />}
    </div>
  );
}
