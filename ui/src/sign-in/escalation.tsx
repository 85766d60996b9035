// What is worth saying after a while. Only AWS's state may say failed; time
// alone changes wording.
import Alert from '@cloudscape-design/components/alert';

import { useNow } from '../desk/clock';
import { escalation } from '../words/sign-in';
import type { SignInStop } from './sign-in';

export function Escalation({ stop }: { stop: SignInStop }) {
  const now = useNow();
  const said = escalation(stop.channel ?? 'here', now - (stop.handedOverAt ?? stop.since));
  return (
    <div aria-live="polite" className="lw-said">
      {said !== null && <Alert type="info">{said}</Alert>}
    </div>
  );
}
