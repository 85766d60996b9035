// The band on top: where the person works, and in practice that nothing is real.
import Icon, { type IconProps } from '@cloudscape-design/components/icon';

import type { AccountView } from '../backend/contract';
import { useSaid } from '../desk/clock';
import { useDesk } from '../desk/desk';
import { useAct } from '../desk/use-act';
import { ProblemPanel } from '../problem/problem-panel';
import { fill } from '../words/fill';
import { band } from '../words/frame';
import { span } from '../words/time';
import { AccountSwitcher } from './account-switcher';
import { SceneSelect } from './scene-select';

export function Band({ onSettings }: { onSettings: () => void }) {
  const { account, awsSignIn, connecting, practice, settings } = useDesk();
  const act = useAct();
  const toggleTechnicalView = () =>
    void act.run('save_settings', { ...settings, technicalView: !settings.technicalView });

  return (
    <header id="band" data-testid="band" className="lw-top">
      <div className={`lw-band ${look(account)}`}>
        <div className="lw-band-where">
          <AccountSwitcher act={act}>
            {account !== null ? <Where account={account} /> : connecting ? band.connecting : band.noAccount}
          </AccountSwitcher>
          {account !== null && <Marks account={account} connecting={connecting} />}
        </div>
        {awsSignIn !== null ? (
          <button
            type="button"
            className="lw-band-attention"
            data-testid="band-sign-in-needed"
            onClick={() => document.getElementById('aws-sign-in')?.focus()}
          >
            <Icon name="status-warning" />
            {band.signInNeeded}
          </button>
        ) : (
          account !== null && account.signedInUntil !== null && <SignInEnds at={account.signedInUntil} busy={act.busy === 'sign_in_to_aws'} onRenew={() => void act.run('sign_in_to_aws', {})} />
        )}
        {practice !== null && practice.scene !== null && <SceneSelect scene={practice.scene} />}
        <button
          type="button"
          role="switch"
          aria-checked={settings.technicalView}
          className="lw-band-switch"
          data-testid="technical-view"
          title={band.technicalView}
          onClick={toggleTechnicalView}
        >
          <span className="lw-band-long">{band.technicalView}</span>
          <span className="lw-switch" aria-hidden="true" />
        </button>
        <button type="button" className="lw-band-gear" aria-label={band.settings} data-testid="settings" onClick={onSettings}>
          <Icon name="settings" />
        </button>
      </div>
      {account !== null && account.customEndpoint !== null && (
        <div className="lw-red-bar" role="alert" data-testid="red-bar">
          {fill(band.elsewhere, { host: <b><bdi>{account.customEndpoint}</bdi></b> })}
        </div>
      )}
      {act.problem !== null && (
        <div className="lw-band-said">
          <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />
        </div>
      )}
    </header>
  );
}

function Where({ account }: { account: AccountView }) {
  if (account.practice) {
    return (
      <span className="lw-band-text">
        <b>{band.practice}</b> <span className="lw-band-more">{band.practiceMeaning}</span>
      </span>
    );
  }
  return (
    <span className="lw-band-text">
      <b>
        <bdi>{account.name}</bdi>
      </b>{' '}
      <span className="lw-band-more">
        <span className="lw-nowrap">
          {band.account(account.account)}
          {' ·'}
        </span>{' '}
        <span className="lw-nowrap">
          <bdi className="lw-band-who" title={account.who}>
            {band.who(account.who)}
          </bdi>
          {' ·'}
        </span>{' '}
        <span className="lw-nowrap">{account.regionName}</span>
      </span>
    </span>
  );
}

/** Of the AWS account in use, which stays in use while another one is asked. */
function Marks({ account: { practice, production, readOnly }, connecting }: { account: AccountView; connecting: boolean }) {
  return (
    <span className="lw-band-marks">
      {production && !practice && <Chip icon="flag">{band.production}</Chip>}
      {readOnly && !practice && <Chip icon="lock-private">{band.readOnly}</Chip>}
      {connecting && (
        <span className="lw-band-asking" title={band.connecting} data-testid="band-asking">
          {band.asking}
        </span>
      )}
    </span>
  );
}

function Chip({ icon, children }: { icon: IconProps.Name; children: string }) {
  return (
    <span className="lw-chip" data-testid={`chip-${children.toLowerCase()}`}>
      <Icon name={icon} size="small" />
      {children}
    </span>
  );
}

const MINUTE = 60_000;
/** From then on the end of the sign-in is worth a word. */
const SAID_BEFORE = 15 * MINUTE;

function SignInEnds({ at, busy, onRenew }: { at: number; busy: boolean; onRenew: () => void }) {
  const said = useSaid((now) => {
    const left = at - now;
    if (left > SAID_BEFORE) return '';
    return left <= 0 ? band.signInEnded : band.signInEnds(span(Math.max(left, MINUTE)));
  });
  if (said === '') return null;
  return (
    <span className="lw-band-ends" data-testid="sign-in-ends">
      <Icon name="status-warning" />
      <span>{said}</span>
      <button type="button" className="lw-band-act" data-testid="renew-sign-in" disabled={busy} onClick={onRenew}>
        {band.renew}
      </button>
    </span>
  );
}

/** In the colour the person chose, so that two AWS accounts are not mistaken. */
function look(account: AccountView | null): string {
  if (account === null) return 'lw-band-none';
  return account.practice ? 'lw-band-practice' : `lw-colour-${account.colour}`;
}
