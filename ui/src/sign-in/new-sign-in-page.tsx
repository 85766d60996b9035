// 'New sign-in page': AWS is asked for a fresh one for this very link.
import Button, { type ButtonProps } from '@cloudscape-design/components/button';

import type { JourneyView } from '../backend/contract';
import type { Act } from '../desk/use-act';
import { reconnect as words } from '../words/reconnect';

interface NewSignInPageProps {
  journey: JourneyView;
  act: Act;
  off: boolean;
  label?: string;
  variant?: ButtonProps.Variant;
}

export function NewSignInPage({ journey: { journeyId }, act, off, label, variant }: NewSignInPageProps) {
  return (
    <Button
      variant={variant ?? 'normal'}
      data-testid="new-sign-in-page"
      disabled={off}
      loading={act.busy === 'new_sign_in_page'}
      onClick={() => void act.run('new_sign_in_page', { journeyId })}
    >
      {label ?? words.newPage}
    </Button>
  );
}
