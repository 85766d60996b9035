// The operator's own sign-in at AWS: a panel above every page, so that the work stays
// in sight. Which way it goes the desk decides.
import Button from '@cloudscape-design/components/button';
import { useEffect, useId, useRef, type ReactNode } from 'react';

import type { AwsSignInView, AwsSignInWayView, ProblemView } from '../backend/contract';
import { useAct, type Act } from '../desk/use-act';
import { CodeBox } from '../problem/code-box';
import { ProblemPanel } from '../problem/problem-panel';
import { awsSignIn as words, isAddress } from '../words/aws-sign-in';
import { fill } from '../words/fill';
import { KeysAgain } from './keys-again';
import { MfaCode } from './mfa-code';
import { Portal, PortalOpen, PortalOpening } from './portal';

export function AwsSignIn({ signIn: { name, ranOut, way, problem } }: { signIn: AwsSignInView }) {
  const act = useAct();
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  // It appears above what is looked at.
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), []);
  const told = act.problem ?? (problem === null ? null : withoutOwnActs(problem));
  return (
    <section id="aws-sign-in" ref={panel} tabIndex={-1} className="lw-aws-sign-in" aria-labelledby={titleId} data-testid="aws-sign-in" data-way={way.kind}>
      <div className="lw-aws-sign-in-top">
        <h2 id={titleId}>
          {ranOut ? words.ranOut : fill(isAddress(name) ? words.beginAt : words.begin, { name })}
        </h2>
        <Button variant="inline-link" data-testid="aws-sign-in-not-now" onClick={() => void act.run('cancel_aws_sign_in', {})}>
          {words.notNow}
        </Button>
      </div>
      {ranOut && <span className="lw-quiet">{fill(words.to, { name })}</span>}
      {told !== null && <ProblemPanel problem={told} mild onDismiss={act.problem === null ? undefined : act.dismiss} />}
      <Way way={way} act={act} atOnce={!ranOut} />
    </section>
  );
}

function Way({ way, act, atOnce }: { way: AwsSignInWayView; act: Act; atOnce: boolean }): ReactNode {
  switch (way.kind) {
    case 'portal':
      return <Portal command={way.command} act={act} />;
    case 'portalOpening':
      return <PortalOpening />;
    case 'portalOpen':
      return <PortalOpen way={way} act={act} />;
    case 'mfaCode':
      return <MfaCode way={way} act={act} atOnce={atOnce} />;
    case 'accessKeys':
      return <KeysAgain savedAccountId={way.savedAccountId} act={act} />;
    case 'keyring':
      return <AskAgain meaning={words.keyring.meaning} label={words.keyring.act} act={act} />;
    case 'terminal':
      return <CodeBox label={words.terminal.meaning} lines={[way.command]} testId="copy-sign-in-command" />;
    case 'outside':
      return <AskAgain meaning={words.outside.meaning} label={words.outside.act} act={act} />;
    default:
      return way satisfies never;
  }
}

function AskAgain({ meaning, label, act }: { meaning: string; label: string; act: Act }) {
  return (
    <span className="lw-with-why">
      {meaning}
      <Button data-testid="aws-sign-in-again" loading={act.busy === 'sign_in_to_aws'} onClick={() => void act.run('sign_in_to_aws', {})}>
        {label}
      </Button>
    </span>
  );
}

/** The panel has the buttons for these itself. */
function withoutOwnActs(problem: ProblemView): ProblemView {
  const kind = problem.action?.kind;
  return kind === 'signIn' || kind === 'checkAgain' ? { ...problem, action: null } : problem;
}
