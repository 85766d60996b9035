// 'Remove link…': what would go, counted and named, and typed to confirm where the
// AWS account is marked as production.
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';

import type { LinkView, UnlinkView } from '../backend/contract';
import { InAccount } from '../desk/in-account';
import { useAct } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { fill } from '../words/fill';
import { unlink as words } from '../words/link';
import { Dialog } from './dialog';
import { called } from './link-called';

export function Unlink({ link, onEnd }: { link: LinkView; onEnd: () => void }) {
  const { accountAssociationId } = link;
  const act = useAct();
  const planned = useQuestion('plan_unlink', { accountAssociationId });
  const [typed, setTyped] = useState('');
  const plan = planned.page;
  const whyNot = plan === null ? '' : plan.typeToConfirm !== null && typed !== plan.typeToConfirm ? words.whyNot : null;
  const begin = async () => {
    if (plan === null || whyNot !== null) return;
    if (await act.run('begin_unlink', { accountAssociationId, devices: plan.devices, typed })) onEnd();
  };

  return (
    <Dialog
      title={fill(words.title, { name: called(link) })}
      act={words.confirm(plan?.devices ?? 0)}
      keep={words.keep}
      testId="confirm-unlink"
      busy={act.busy !== null}
      whyNot={whyNot}
      problem={act.problem ?? planned.problem}
      onAct={() => void begin()}
      onEnd={onEnd}
    >
      {plan === null ? (
        planned.asking && <StatusIndicator type="loading">{words.counting}</StatusIndicator>
      ) : (
        <>
          <p data-testid="unlink-meaning">{words.meaning(plan.devices)}</p>
          <InAccount />
          {plan.devices > 0 && <Devices plan={plan} />}
          {plan.typeToConfirm !== null && (
            <FormField label={fill(words.type, { text: plan.typeToConfirm })} description={words.typeMeaning}>
              <Input
                autoFocus
                value={typed}
                spellcheck={false}
                onChange={({ detail }) => setTyped(detail.value)}
                onKeyDown={({ detail }) => detail.key === 'Enter' && !detail.isComposing && void begin()}
                nativeInputAttributes={{ 'data-testid': 'type-to-confirm' }}
              />
            </FormField>
          )}
        </>
      )}
    </Dialog>
  );
}

function Devices({ plan: { devices, deviceNames } }: { plan: UnlinkView }) {
  const more = devices - deviceNames.length;
  return (
    <>
      <p>{words.stays}</p>
      {words.names}
      <ul className="lw-causes">
        {deviceNames.map((name, index) => (
          // Two devices may bear one name.
          // eslint-disable-next-line react/no-array-index-key
          <li key={index}>
            <bdi>{name}</bdi>
          </li>
        ))}
        {more > 0 && <li>{words.more(more)}</li>}
      </ul>
    </>
  );
}
