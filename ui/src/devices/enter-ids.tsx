// Three pasted ids: looked up and shown in words before anything is sent.
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';

import type { IdsView, LookUpIdsForm, ProblemView } from '../backend/contract';
import { asProblem } from '../backend/problem';
import { useBackend } from '../desk/desk';
import { useAct } from '../desk/use-act';
import { useReadOnly } from '../desk/where';
import { ProblemPanel } from '../problem/problem-panel';
import { linkState } from '../words/customer';
import { ids as words, thingStatus } from '../words/devices';

const empty: LookUpIdsForm = { managedThingId: '', accountAssociationId: '', deviceDiscoveryId: '' };
const fields: { id: keyof LookUpIdsForm; label: string; testId: string }[] = [
  { id: 'managedThingId', label: words.thing, testId: 'ids-thing' },
  { id: 'accountAssociationId', label: words.link, testId: 'ids-link' },
  { id: 'deviceDiscoveryId', label: words.search, testId: 'ids-search' },
];

export function EnterIds() {
  const backend = useBackend();
  const act = useAct();
  const [typed, setTyped] = useState(empty);
  const [found, setFound] = useState<{ of: LookUpIdsForm; ids: IdsView } | null>(null);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  const [looking, setLooking] = useState(false);
  const [sent, setSent] = useState(false);
  const complete = fields.every(({ id }) => typed[id].trim() !== '');

  const change = (part: Partial<LookUpIdsForm>) => {
    setTyped((before) => ({ ...before, ...part }));
    setFound(null);
    setSent(false);
  };
  const lookUp = async () => {
    setLooking(true);
    setProblem(null);
    setFound(null);
    act.dismiss();
    try {
      setFound({ of: typed, ids: await backend.invoke('look_up_ids', typed) });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setLooking(false);
    }
  };
  const register = async () => {
    if (found !== null && (await act.run('register_account_association', found.of))) {
      setSent(true);
      setFound(null);
    }
  };

  return (
    <div data-testid="enter-ids">
      <ExpandableSection headerText={words.title}>
        <SpaceBetween size="s">
          <span className="lw-quiet">{words.meaning}</span>
          <div className="lw-three">
            {fields.map(({ id, label, testId }) => (
              <FormField key={id} label={label}>
                <Input
                  value={typed[id]}
                  spellcheck={false}
                  onChange={({ detail }) => change({ [id]: detail.value })}
                  onKeyDown={({ detail }) => detail.key === 'Enter' && complete && void lookUp()}
                  nativeInputAttributes={{ 'data-testid': testId }}
                />
              </FormField>
            ))}
          </div>
          <span className="lw-with-why">
            <Button data-testid="look-up" disabled={!complete} loading={looking} onClick={() => void lookUp()}>
              {words.lookUp}
            </Button>
            {!complete && <span className="lw-quiet">{words.whyNot}</span>}
          </span>
          {(problem ?? act.problem) !== null && (
            <ProblemPanel problem={(problem ?? act.problem) as ProblemView} on={{ tryAgain: () => void lookUp() }} />
          )}
          {found !== null && <InWords found={found.ids} busy={act.busy !== null} onRegister={() => void register()} />}
          <div aria-live="polite">{sent && <StatusIndicator type="success">{words.sent}</StatusIndicator>}</div>
        </SpaceBetween>
      </ExpandableSection>
    </div>
  );
}

function InWords({ found, busy, onRegister }: { found: IdsView; busy: boolean; onRegister: () => void }) {
  const readOnly = useReadOnly();
  return (
    <SpaceBetween size="s">
      <b>{words.shown}</b>
      <dl className="lw-facts" data-testid="ids-in-words">
        <Fact name={words.device} parts={[found.thingName, found.thingKind, thingStatus(found.thingStatus)]} />
        <Fact name={words.linkName} parts={[found.linkName, found.deviceCloud, linkState(found.linkState)]} />
        <Fact name={words.deviceSearch} parts={[words.searchFound(found.searchFound)]} />
      </dl>
      {found.problem !== null ? (
        <ProblemPanel problem={found.problem} />
      ) : (
        <span className="lw-with-why">
          <Button variant="primary" data-testid="register-ids" disabled={readOnly !== null} loading={busy} onClick={onRegister}>
            {words.register}
          </Button>
          {readOnly !== null && <span className="lw-quiet">{readOnly}</span>}
        </span>
      )}
    </SpaceBetween>
  );
}

function Fact({ name, parts }: { name: string; parts: string[] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {parts.filter((part) => part !== '').map((part, index) => (
          <span key={part}>
            {index > 0 && ' · '}
            <bdi>{part}</bdi>
          </span>
        ))}
      </dd>
    </div>
  );
}
