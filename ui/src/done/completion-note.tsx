// The completion note as it will be saved, printed or copied.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';

import type { ProblemView } from '../backend/contract';
import { asProblem } from '../backend/problem';
import { useBackend } from '../desk/desk';
import { useAct } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { CopyAct } from '../problem/copy-act';
import { ProblemPanel } from '../problem/problem-panel';
import { done as words } from '../words/done';
import { fill } from '../words/fill';

export function CompletionNote({ journeyId }: { journeyId: string }) {
  const backend = useBackend();
  const act = useAct();
  const note = useQuestion('completion_note', { journeyId });
  const [path, setPath] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const [saveProblem, setSaveProblem] = useState<ProblemView | null>(null);
  const problem = note.problem ?? saveProblem ?? act.problem;
  const written = note.page !== null;

  const save = async () => {
    setSaving(true);
    setSaveProblem(null);
    try {
      setPath((await backend.invoke('save_completion_note', { journeyId })).path);
    } catch (error) {
      setSaveProblem(asProblem(error));
    } finally {
      setSaving(false);
    }
  };

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={words.noteMeaning}
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              <Button iconName="download" data-testid="save-note" disabled={!written} loading={saving} onClick={() => void save()}>
                {words.save}
              </Button>
              <Button data-testid="print-note" disabled={!written} onClick={() => window.print()}>
                {words.print}
              </Button>
              <CopyAct act={act} command="copy_completion_note" form={{ journeyId }} testId="copy-note" disabled={!written}>
                {words.copy}
              </CopyAct>
            </SpaceBetween>
          }
        >
          {words.note}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {problem !== null && <ProblemPanel problem={problem} mild on={{ tryAgain: note.askAgain }} />}
        <div aria-live="polite">
          {path !== null && (
            <StatusIndicator type="success">{fill(words.saved, { path: <code><bdi>{path}</bdi></code> })}</StatusIndicator>
          )}
        </div>
        {note.page === null
          ? note.asking && <StatusIndicator type="loading">{words.noteLoading}</StatusIndicator>
          : <pre className="lw-note" data-testid="completion-note">{note.page.text}</pre>}
      </SpaceBetween>
    </Container>
  );
}
