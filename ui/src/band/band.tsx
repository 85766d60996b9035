// The band on top: where the person works, and in practice that nothing is real.
import Icon from '@cloudscape-design/components/icon';

import type { AccountView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useAct } from '../desk/use-act';
import { fill } from '../words/fill';
import { band } from '../words/frame';
import { SceneSelect } from './scene-select';

const COLOURS = 5;

export function Band({ onSettings }: { onSettings: () => void }) {
  const { account, connecting, practice, settings } = useDesk();
  const act = useAct();
  const toggleTechnicalView = () =>
    void act.run('save_settings', { ...settings, technicalView: !settings.technicalView });

  return (
    <header id="band" data-testid="band" className="lw-top">
      <div className={`lw-band ${look(account)}`}>
        <div className="lw-band-where">
          {connecting ? <span>{band.connecting}</span> : account === null ? <span>{band.noAccount}</span> : <Where account={account} />}
        </div>
        {practice !== null && practice.scene !== null && <SceneSelect scene={practice.scene} />}
        <button
          type="button"
          role="switch"
          aria-checked={settings.technicalView}
          className="lw-band-switch"
          data-testid="technical-view"
          onClick={toggleTechnicalView}
        >
          {band.technicalView}
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
    </header>
  );
}

function Where({ account }: { account: AccountView }) {
  if (account.practice) {
    return (
      <span className="lw-band-text">
        <b>{band.practice}</b> {band.practiceMeaning}
      </span>
    );
  }
  return (
    <span className="lw-band-text">
      <b>
        <bdi>{account.name}</bdi>
      </b>{' '}
      {band.account(account.account)}
      {' · '}
      <bdi>{account.who}</bdi>
      {' · '}
      {account.regionName}
    </span>
  );
}

/** Each AWS account keeps its colour, so that two of them are not mistaken. */
function look(account: AccountView | null): string {
  if (account === null) return 'lw-band-none';
  if (account.practice) return 'lw-band-practice';
  let sum = 0;
  for (const letter of account.account + account.region) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  return `lw-band-${sum % COLOURS}`;
}
