// Every state of the sign-in but waiting: what happened, what it means, one act.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

import { fill } from '../words/fill';
import { signIn as words } from '../words/sign-in';
import type { StopProps } from '../wizard/wizard';
import { Facts } from './facts';
import { FinalPageHere } from './final-page-here';
import { NewSignInPage } from './new-sign-in-page';
import { RemoveAndMake } from './remove-and-make';
import type { SignInStop } from './sign-in';

export function SignInEnded(props: StopProps<SignInStop>) {
  const { journey, stop } = props;
  const { customer, deviceCloud } = journey;
  switch (stop.state) {
    case 'failed':
      return (
        <SpaceBetween size="s">
          <Alert type="error" action={<FailedActs {...props} />}>
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
              {!journey.reconnecting && !journey.fromExistingLink && <span>{words.failed.actMeaning}</span>}
              {stop.errorMessage !== null && (
                <ExpandableSection variant="inline" headerText={words.failed.detail}>
                  <bdi>{stop.errorMessage}</bdi>
                </ExpandableSection>
              )}
            </SpaceBetween>
          </Alert>
          <FinalPageHere journey={journey} act={props.act} />
        </SpaceBetween>
      );
    case 'needsNewSignIn':
      return (
        <Alert type="warning" action={<NeedsNewActs {...props} />}>
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

/** The link and its devices stay; removing it is the second way. */
function NeedsNewActs(props: StopProps<SignInStop>) {
  return (
    <span className="lw-row-acts">
      <RemoveAndMake {...props} label={words.needsNew.act} />
      <NewSignInPage {...props} variant="primary" />
    </span>
  );
}

/** A link just made is made anew; one that was there keeps its devices, where AWS allows it. */
function FailedActs(props: StopProps<SignInStop>) {
  const { journey } = props;
  if (!journey.reconnecting && !journey.fromExistingLink) {
    return (
      <span className="lw-row-acts">
        <NewSignInPage {...props} />
        <StartAgain {...props} label={words.failed.act} />
      </span>
    );
  }
  return <NeedsNewActs {...props} />;
}
