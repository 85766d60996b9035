// Every state of the sign-in but waiting: what happened, what it means, one act.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';

import { fill } from '../words/fill';
import { signIn as words } from '../words/sign-in';
import { wizard } from '../words/wizard';
import { Confirm } from '../wizard/confirm';
import type { StopProps } from '../wizard/wizard';
import { Facts } from './facts';
import type { SignInStop } from './sign-in';

export function SignInEnded(props: StopProps<SignInStop>) {
  const { journey, stop } = props;
  const { customer, deviceCloud } = journey;
  switch (stop.state) {
    case 'failed':
      return (
        <Alert type="error" action={<StartAgain {...props} label={words.failed.act} />}>
          <SpaceBetween size="xs">
            <span>{fill(words.failed.meaning, { deviceCloud })}</span>
            <div>
              {words.failed.perhaps}
              <ul className="lw-causes">
                {words.failed.causes.map((cause) => (
                  <li key={cause}>{cause}</li>
                ))}
              </ul>
            </div>
            <span>{words.failed.actMeaning}</span>
            {stop.errorMessage !== null && (
              <ExpandableSection variant="inline" headerText={words.failed.detail}>
                <bdi>{stop.errorMessage}</bdi>
              </ExpandableSection>
            )}
          </SpaceBetween>
        </Alert>
      );
    case 'needsNewSignIn':
      return (
        <Alert type="warning" action={<StartAgainAfterQuestion {...props} />}>
          {fill(words.needsNew.meaning, { deviceCloud })}
        </Alert>
      );
    case 'gone':
      return (
        <Alert
          type="warning"
         
          action={<StartAgain {...props} label={fill(words.gone.act, { customer })} />}
        >
          {words.gone.meaning}
        </Alert>
      );
    case 'beingRemoved':
      return (
        <Alert type="info">
          {words.beingRemoved}
        </Alert>
      );
    case 'unknown':
      return (
        <Alert type="warning">
          <SpaceBetween size="xs">
            <span>{words.unknown}</span>
            <Facts {...props} />
          </SpaceBetween>
        </Alert>
      );
    case 'waiting':
      return null;
    default:
      return stop.state satisfies never;
  }
}

function StartAgain({ journey, act, off, label }: StopProps<SignInStop> & { label: ReactNode }) {
  return (
    <Button
      variant="primary"
      data-testid="start-again"
      disabled={off}
      loading={act.busy === 'start_again'}
      onClick={() => void act.run('start_again', { journeyId: journey.journeyId })}
    >
      {label}
    </Button>
  );
}

function StartAgainAfterQuestion({ journey, act, off }: StopProps<SignInStop>) {
  const [asked, setAsked] = useState(false);
  const { customer, deviceCloud, journeyId } = journey;
  return (
    <>
      <Button data-testid="start-again" disabled={off} onClick={() => setAsked(true)}>
        {words.needsNew.act}
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
        </Confirm>
      )}
    </>
  );
}
