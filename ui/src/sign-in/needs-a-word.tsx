// A link that worked before looks the same to AWS after the sign-in: somebody has to
// say that it is done.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';

import { reconnect as words } from '../words/reconnect';
import type { StopProps } from '../wizard/wizard';
import type { SignInStop } from './sign-in';

export function NeedsAWord({ journey: { journeyId }, act, off }: StopProps<SignInStop>) {
  return (
    <Alert
      type="info"
      action={
        <Button
          variant="primary"
          data-testid="say-signed-in"
          disabled={off}
          loading={act.busy === 'say_signed_in'}
          onClick={() => void act.run('say_signed_in', { journeyId })}
        >
          {words.signedIn}
        </Button>
      }
    >
      {words.needsAWord}
    </Alert>
  );
}
