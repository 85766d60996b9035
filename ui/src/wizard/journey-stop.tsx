// A stop of an open wizard: the frame with what every one of them shows, another
// AWS account, a problem of the last act, and Technical view.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

import type { JourneyView } from '../backend/contract';
import { useNow } from '../desk/clock';
import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import type { Act } from '../desk/use-act';
import { useReadOnly } from '../desk/where';
import { ProblemPanel } from '../problem/problem-panel';
import { TechnicalPanel } from '../technical/technical-panel';
import { fill } from '../words/fill';
import { frame } from '../words/frame';
import { wizard } from '../words/wizard';
import { CustomerName } from './customer-name';
import { ForgetCustomer } from './forget-customer';
import { stepsOf } from './steps';
import { StopFrame, type StopId } from './stop-frame';
import { Timeline } from './timeline';

interface JourneyStopProps {
  id: StopId;
  journey: JourneyView;
  act: Act;
  title: string;
  /** Tells the screens of one stop apart, for the focus. */
  screen: string;
  children: ReactNode;
  hint?: ReactNode;
  acts: ReactNode;
}

export function JourneyStop({ id, journey, act, title, screen, children, hint, acts }: JourneyStopProps) {
  const now = useNow();
  const { go } = usePlaces();
  const { account } = useDesk();
  const other = journey.otherIdentity;
  const readOnly = useReadOnly();
  const off = other === null && readOnly !== null;
  return (
    <StopFrame
      stop={id}
      title={title}
      subtitle={<CustomerName journey={journey} />}
      menu={<ForgetCustomer journey={journey} act={act} />}
      steps={stepsOf(journey, now)}
      focusOn={`${journey.journeyId} ${screen}`}
      hint={off ? readOnly : hint}
      acts={acts}
    >
      <SpaceBetween size="m">
        {other !== null && (
          <Alert
            type="warning"
            header={
              other.practice
                ? wizard.otherIdentityPractice
                : fill(wizard.otherIdentity, { account: other.account, region: other.regionName })
            }
            action={<Button onClick={() => go({ kind: 'awsAccounts' })}>{wizard.chooseAwsAccount}</Button>}
          >
            {wizard.otherIdentityMeaning}
          </Alert>
        )}
        {off && account !== null && (
          <Alert type="info" header={readOnly}>
            {fill(frame.readOnlyMeaning, { name: account.name })}
          </Alert>
        )}
        {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
        {children}
        <Timeline journey={journey} />
        {journey.technical !== null && <TechnicalPanel technical={journey.technical} />}
      </SpaceBetween>
    </StopFrame>
  );
}
