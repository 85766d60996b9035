// A role of IAM Identity Center: the portal, the sign-in there, then AWS account and
// role as the portal lists them.
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';

import type { PortalForm, PortalView } from '../../backend/contract';
import { useDesk } from '../../desk/desk';
import { useAct } from '../../desk/use-act';
import { ProblemPanel } from '../../problem/problem-panel';
import { addAccount as words } from '../../words/add-account';
import type { Draft } from './draft';
import { PortalRole } from './portal-role';

interface IdentityCenterSourceProps {
  portals: PortalView[];
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

const ANOTHER = 'another';

export function IdentityCenterSource({ portals, draft, onChange }: IdentityCenterSourceProps) {
  const { awsSignIn } = useDesk();
  const act = useAct();
  const [typing, setTyping] = useState(portals.length === 0);
  const { portal, signedInAt } = draft;
  const complete = portal.startUrl.trim() !== '' && portal.portalRegion.trim() !== '';
  const change = (part: Partial<PortalForm>) =>
    onChange({ portal: { ...portal, ...part }, signedInAt: null, account: null, role: null });
  const signIn = async () => {
    if (!complete) return;
    const at = { startUrl: portal.startUrl.trim(), portalRegion: portal.portalRegion.trim() };
    if (await act.run('sign_in_to_portal', at)) onChange({ signedInAt: at, account: null, role: null });
  };
  const signInButton = (
    <span className="lw-with-why">
      <Button data-testid="sign-in-to-portal" disabled={!complete} loading={act.busy !== null} onClick={() => void signIn()}>
        {signedInAt === null ? words.signIn : words.signInAgain}
      </Button>
      {!complete && <span className="lw-quiet">{words.why.portal}</span>}
    </span>
  );

  return (
    <SpaceBetween size="m">
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
      {portals.length > 0 && (
        <KnownPortals
          portals={portals}
          chosen={typing ? null : portal}
          onChoose={(known) => {
            setTyping(known === null);
            change(known ?? { startUrl: '', portalRegion: '' });
          }}
        />
      )}
      {typing && <TypedPortal portal={portal} onChange={change} onSubmit={() => void signIn()} />}
      {awsSignIn !== null && signedInAt !== null ? (
        <StatusIndicator type="in-progress">{words.signingIn}</StatusIndicator>
      ) : signedInAt === null ? (
        signInButton
      ) : (
        <PortalRole
          portal={signedInAt}
          account={draft.account}
          role={draft.role}
          onChange={onChange}
          onSignIn={() => void signIn()}
          signInAgain={signInButton}
        />
      )}
    </SpaceBetween>
  );
}

interface KnownPortalsProps {
  portals: PortalView[];
  chosen: PortalForm | null;
  /** With `null` another one is typed. */
  onChoose: (portal: PortalForm | null) => void;
}

function KnownPortals({ portals, chosen, onChoose }: KnownPortalsProps) {
  const options = [
    ...portals.map(({ startUrl, portalRegion, session }) => ({
      value: keyOf({ startUrl, portalRegion }),
      label: session ?? startUrl,
      description: session === null ? portalRegion : `${startUrl} · ${portalRegion}`,
    })),
    { value: ANOTHER, label: words.anotherPortal },
  ];
  const value = chosen === null ? ANOTHER : keyOf(chosen);
  return (
    <FormField label={words.portal}>
      <Select
        data-testid="choose-portal"
        options={options}
        selectedOption={options.find((option) => option.value === value) ?? null}
        expandToViewport
        onChange={({ detail }) => {
          const known = portals.find((each) => keyOf(each) === detail.selectedOption.value);
          onChoose(known === undefined ? null : { startUrl: known.startUrl, portalRegion: known.portalRegion });
        }}
      />
    </FormField>
  );
}

function TypedPortal({ portal, onChange, onSubmit }: { portal: PortalForm; onChange: (part: Partial<PortalForm>) => void; onSubmit: () => void }) {
  return (
    <div className="lw-two">
      <FormField label={words.startUrl} description={words.startUrlMeaning}>
        <Input
          value={portal.startUrl}
          placeholder={words.startUrlExample}
          spellcheck={false}
          onChange={({ detail }) => onChange({ startUrl: detail.value })}
          onKeyDown={({ detail }) => detail.key === 'Enter' && onSubmit()}
          nativeInputAttributes={{ 'data-testid': 'start-url' }}
        />
      </FormField>
      <FormField label={words.portalRegion} description={words.portalRegionMeaning}>
        <Input
          value={portal.portalRegion}
          placeholder={words.portalRegionExample}
          spellcheck={false}
          onChange={({ detail }) => onChange({ portalRegion: detail.value })}
          onKeyDown={({ detail }) => detail.key === 'Enter' && onSubmit()}
          nativeInputAttributes={{ 'data-testid': 'portal-region' }}
        />
      </FormField>
    </div>
  );
}

function keyOf({ startUrl, portalRegion }: PortalForm): string {
  return `${portalRegion} ${startUrl}`;
}
