// The operator's own key for this customer, put on each device that is made.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';

import type { JourneyView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { ProblemPanel } from '../problem/problem-panel';
import { owner as words } from '../words/devices';
import { fill } from '../words/fill';
import { frame } from '../words/frame';

export function Owner({ journey, off }: { journey: JourneyView; off: boolean }) {
  const [editing, setEditing] = useState(false);
  if (editing) return <Editing journey={journey} onEnd={() => setEditing(false)} />;
  return (
    <span className="lw-who">
      <span>{journey.owner === null ? words.none : fill(words.is, { owner: <b><bdi>{journey.owner}</bdi></b> })}</span>
      <Button variant="icon" iconName="edit" ariaLabel={words.change} data-testid="change-owner" disabled={off} onClick={() => setEditing(true)} />
    </span>
  );
}

function Editing({ journey, onEnd }: { journey: JourneyView; onEnd: () => void }) {
  const act = useAct();
  const [owner, setOwner] = useState(journey.owner ?? '');
  const save = async () => {
    if (await act.run('set_owner', { journeyId: journey.journeyId, owner })) onEnd();
  };
  return (
    <span className="lw-who-editing">
      <span className="lw-who">
        <Input
          autoFocus
          value={owner}
          ariaLabel={words.label}
          onChange={({ detail }) => setOwner(detail.value)}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Enter') void save();
            if (detail.key === 'Escape') onEnd();
          }}
          nativeInputAttributes={{ 'data-testid': 'owner-field', maxLength: 64 }}
        />
        <Button loading={act.busy !== null} onClick={() => void save()}>
          {words.save}
        </Button>
        <Button variant="link" onClick={onEnd}>
          {frame.cancel}
        </Button>
      </span>
      <Box variant="small" display="block">
        {words.rule}
      </Box>
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
    </span>
  );
}
