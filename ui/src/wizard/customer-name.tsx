// Which customer this is about, with the name corrected in place.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';

import type { JourneyView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { useReadOnly } from '../desk/where';
import { ProblemPanel } from '../problem/problem-panel';
import { customer as customerWords } from '../words/customer';
import { fill } from '../words/fill';
import { frame } from '../words/frame';
import { wizard } from '../words/wizard';

export function CustomerName({ journey }: { journey: JourneyView }) {
  const [editing, setEditing] = useState(false);
  const { kind } = journey.stop;
  const readOnly = useReadOnly();
  const correctable = readOnly === null && journey.otherIdentity === null && kind !== 'creating' && kind !== 'removing' && kind !== 'removed';

  if (editing) return <Editing journey={journey} onEnd={() => setEditing(false)} />;
  return (
    <span className="lw-who">
      <span>{fill(wizard.title, { customer: <b><bdi>{journey.customer}</bdi></b>, deviceCloud: journey.deviceCloud })}</span>
      {journey.storedName !== journey.customer && journey.storedName !== '' && (
        <Box variant="small">{fill(wizard.stored, { stored: journey.storedName })}</Box>
      )}
      {correctable && (
        <Button variant="icon" iconName="edit" ariaLabel={wizard.correctName} data-testid="correct-name" onClick={() => setEditing(true)} />
      )}
    </span>
  );
}

function Editing({ journey, onEnd }: { journey: JourneyView; onEnd: () => void }) {
  const act = useAct();
  const [name, setName] = useState(journey.customer);
  const { page } = useQuestion(
    'check_customer',
    name.trim() === ''
      ? null
      : { connectorDestinationId: null, customer: name, jobNumber: journey.jobNumber, owner: null, note: null, tags: [] },
  );
  const problem = page?.problems.find((each) => each.field === 'customer');
  const savable = name.trim() !== '' && problem === undefined;
  const save = async () => {
    if (savable && (await act.run('rename_link', { journeyId: journey.journeyId, customer: name }))) onEnd();
  };
  return (
    <span className="lw-who-editing">
      <span className="lw-who">
        <Input
          autoFocus
          value={name}
          ariaLabel={wizard.correctNameLabel}
          invalid={problem !== undefined}
          onChange={({ detail }) => setName(detail.value)}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Enter') void save();
            if (detail.key === 'Escape') onEnd();
          }}
          nativeInputAttributes={{ 'data-testid': 'correct-name-field' }}
        />
        <Button disabled={!savable} loading={act.busy !== null} onClick={() => void save()}>
          {wizard.saveName}
        </Button>
        <Button variant="link" onClick={onEnd}>
          {frame.cancel}
        </Button>
      </span>
      <Box variant="small" display="block">
        {problem !== undefined
          ? problem.message
          : page?.storedName && fill(page.converted ? customerWords.converted : customerWords.stored, { stored: <b><bdi>{page.storedName}</bdi></b> })}
      </Box>
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
    </span>
  );
}
