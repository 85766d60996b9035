// The second stop: the customer's sign-in, waited for or gone wrong.
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState, type ReactNode } from 'react';

import type { JourneyView, StopView } from '../backend/contract';
import { ProblemPanel } from '../problem/problem-panel';
import { fill } from '../words/fill';
import { reconnect } from '../words/reconnect';
import { signIn as words } from '../words/sign-in';
import { clock } from '../words/time';
import { wizard } from '../words/wizard';
import { FinishLater } from '../wizard/finish-later';
import { GoHome } from '../wizard/go-home';
import { JourneyStop } from '../wizard/journey-stop';
import { ConfirmRemoval, RemoveLink } from '../wizard/remove-link';
import type { StopProps } from '../wizard/wizard';
import { Facts } from './facts';
import { HostChanged } from './host-changed';
import { NeedsAWord } from './needs-a-word';
import { SignInEnded } from './sign-in-ended';
import { Ways } from './ways';

export type SignInStop = Extract<StopView, { kind: 'signIn' }>;

export function SignIn({ journey, stop, act, off }: StopProps<SignInStop>) {
  const [removalAsked, setRemovalAsked] = useState(false);
  const removable = stop.state !== 'gone' && stop.state !== 'beingRemoved';
  const companyCredential = journey.access.kind === 'companyCredential';
  const unsafe = stop.problem?.kind === 'removeLink';
  const title = titleOf(stop, companyCredential, unsafe, journey.reconnecting);

  return (
    <JourneyStop
      id="sign-in"
      journey={journey}
      act={act}
      title={title}
      screen={`sign-in ${stop.state}`}
      hint={removable ? wizard.finishLaterMeaning : undefined}
      acts={
        <>
          {removable && <RemoveLink journey={journey} act={act} off={off} />}
          {removable ? <FinishLater /> : <GoHome />}
        </>
      }
    >
      {stop.problem !== null && (
        <ProblemPanel
          problem={stop.problem}
          mild={!unsafe}
          on={{
            removeLink: () => setRemovalAsked(true),
            ...(journey.accountAssociationId === null
              ? {}
              : {
                  tryAgain: () =>
                    void act.run('get_account_association', {
                      accountAssociationId: journey.accountAssociationId ?? '',
                    }),
                }),
          }}
        />
      )}
      {removalAsked && <ConfirmRemoval journey={journey} act={act} onEnd={() => setRemovalAsked(false)} />}
      {stop.state === 'waiting' && stop.needsAWord && !unsafe && <NeedsAWord journey={journey} stop={stop} act={act} off={off} />}
      {stop.state === 'waiting' && unsafe ? null : stop.state === 'waiting' ? (
        <Container header={<Header variant="h2" description={<Who companyCredential={companyCredential} journey={journey} />} actions={<Facts journey={journey} stop={stop} act={act} off={off} />}>{companyCredential ? words.nobody : words.ways}</Header>}>
          <div aria-live="polite" className="lw-said lw-said-first">
            {stop.confirming && <StatusIndicator type="in-progress">{words.confirming}</StatusIndicator>}
            {stop.replacedAt !== null && <StatusIndicator type="info">{reconnect.replaced(clock(stop.replacedAt))}</StatusIndicator>}
          </div>
          {companyCredential ? (
            <Nobody journey={journey} />
          ) : stop.host === null ? (
            <StatusIndicator type="loading">{words.asking}</StatusIndicator>
          ) : stop.hostBefore !== null ? (
            <HostChanged journey={journey} before={stop.hostBefore} host={stop.host} act={act} off={off} />
          ) : (
            <Ways journey={journey} stop={stop} host={stop.host} act={act} off={off} />
          )}
        </Container>
      ) : (
        <SignInEnded journey={journey} stop={stop} act={act} off={off} />
      )}
    </JourneyStop>
  );
}

function titleOf(stop: SignInStop, companyCredential: boolean, unsafe: boolean, reconnecting: boolean): string {
  if (stop.state !== 'waiting') return words.title[stop.state];
  if (unsafe) return words.title.unsafe;
  if (companyCredential) return words.title.companyCredential;
  return reconnecting ? reconnect.waiting : words.title.waiting;
}

function Who({ companyCredential, journey: { deviceCloud, reconnecting } }: { companyCredential: boolean; journey: JourneyView }): ReactNode {
  return companyCredential ? null : fill(reconnecting ? reconnect.who : words.who, { deviceCloud });
}

function Nobody({ journey }: Pick<StopProps<SignInStop>, 'journey'>) {
  if (journey.access.kind !== 'companyCredential') return null;
  return (
    <StatusIndicator type="in-progress">
      {fill(words.nobodyMeaning, { name: journey.access.authMaterialName, deviceCloud: journey.deviceCloud })}
    </StatusIndicator>
  );
}
