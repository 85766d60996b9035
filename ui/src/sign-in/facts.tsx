// 'Started 3 min ago · checked 4 s ago · Check now'. When a link that was there
// already was begun, AWS does not tell.
import Button from '@cloudscape-design/components/button';

import { useNow } from '../desk/clock';
import { signIn as words } from '../words/sign-in';
import { checked, started, waitingHere } from '../words/time';
import type { StopProps } from '../wizard/wizard';
import type { SignInStop } from './sign-in';

/** Looking changes nothing, so it is off in another AWS account alone. */
export function Facts({ journey, stop, act }: StopProps<SignInStop>) {
  const now = useNow();
  const id = journey.accountAssociationId;
  return (
    <span className="lw-facts-line">
      <span className="lw-numbers">
        {journey.fromExistingLink ? waitingHere(stop.since, now) : started(stop.since, now)}
        {' · '}
        {stop.checking ? words.checking : stop.checkedAt === null ? words.notChecked : checked(stop.checkedAt, now)}
      </span>
      {id !== null && (
        <>
          {' · '}
          <Button
            variant="inline-link"
            data-testid="check-now"
            disabled={journey.otherIdentity !== null}
            onClick={() => void act.run('get_account_association', { accountAssociationId: id })}
          >
            {words.checkNow}
          </Button>
        </>
      )}
    </span>
  );
}
