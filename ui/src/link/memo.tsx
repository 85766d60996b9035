// Own spelling and own note of a link, kept on this computer alone.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';

import type { LinkView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { ProblemPanel } from '../problem/problem-panel';
import { notes as words } from '../words/editing';

export function Memo({ link: { accountAssociationId, spelling, memo } }: { link: LinkView }) {
  const act = useAct();
  const [typed, setTyped] = useState({ spelling: spelling ?? '', note: memo ?? '' });
  const [saved, setSaved] = useState(false);
  const change = (part: Partial<typeof typed>) => {
    setTyped((before) => ({ ...before, ...part }));
    setSaved(false);
  };
  const save = async () => setSaved(await act.run('save_memo', { accountAssociationId, ...typed }));

  return (
    <Container
      header={
        <Header variant="h2" description={words.ownMeaning}>
          {words.own}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
        <div className="lw-two">
          <FormField label={words.spelling} description={words.spellingMeaning}>
            <Input
              value={typed.spelling}
              onChange={({ detail }) => change({ spelling: detail.value })}
              nativeInputAttributes={{ 'data-testid': 'own-spelling' }}
            />
          </FormField>
          <FormField label={words.note} description={words.noteMeaning}>
            <Textarea
              rows={2}
              value={typed.note}
              onChange={({ detail }) => change({ note: detail.value })}
              nativeTextareaAttributes={{ 'data-testid': 'own-note' }}
            />
          </FormField>
        </div>
        <span className="lw-with-why">
          <Button data-testid="save-memo" loading={act.busy !== null} onClick={() => void save()}>
            {words.save}
          </Button>
          <span aria-live="polite">{saved && <StatusIndicator type="success">{words.saved}</StatusIndicator>}</span>
        </span>
      </SpaceBetween>
    </Container>
  );
}
