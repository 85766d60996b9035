// The dialog for a link's name and note: what AWS would store is shown while typing.
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';

import type { EditLinkForm, LinkView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { useSettled } from '../desk/use-settled';
import { editLink as words } from '../words/editing';
import { fill } from '../words/fill';
import { Dialog } from './dialog';
import { called } from './link-called';

export function EditLink({ link, onEnd }: { link: LinkView; onEnd: () => void }) {
  const act = useAct();
  const { accountAssociationId } = link;
  const [typed, setTyped] = useState({ name: link.name ?? '', note: link.note });
  const form: EditLinkForm = { accountAssociationId, ...typed };
  const { page: check } = useQuestion('check_link_edit', JSON.parse(useSettled(JSON.stringify(form))) as EditLinkForm);
  const wrong = check !== null && (check.nameProblem !== null || check.noteProblem !== null);
  const save = async () => {
    if (!wrong && (await act.run('edit_link', form))) onEnd();
  };

  return (
    <Dialog
      title={fill(words.title, { name: called(link) })}
      act={words.save}
      testId="save-link"
      busy={act.busy !== null}
      whyNot={wrong ? (check.nameProblem ?? check.noteProblem ?? '') : null}
      problem={act.problem}
      onAct={() => void save()}
      onEnd={onEnd}
    >
      <SpaceBetween size="m">
        <FormField
          label={words.name}
          description={words.nameMeaning}
          errorText={check?.nameProblem ?? ''}
          constraintText={
            check?.storedName != null && fill(words.stored, { stored: <b><bdi data-testid="stored-name">{check.storedName}</bdi></b> })
          }
        >
          <Input
            autoFocus
            value={typed.name}
            onChange={({ detail }) => setTyped((before) => ({ ...before, name: detail.value }))}
            onKeyDown={({ detail }) => detail.key === 'Enter' && !detail.isComposing && void save()}
            nativeInputAttributes={{ 'data-testid': 'link-name', maxLength: 256 }}
          />
        </FormField>
        <FormField label={words.note} description={words.noteMeaning} errorText={check?.noteProblem ?? ''}>
          <Textarea
            rows={2}
            value={typed.note}
            onChange={({ detail }) => setTyped((before) => ({ ...before, note: detail.value }))}
            nativeTextareaAttributes={{ 'data-testid': 'link-note' }}
          />
        </FormField>
        {check?.description != null && (
          <div>
            <div className="lw-label">{words.description}</div>
            <code className="lw-address" data-testid="kept-description">
              <bdi>{check.description}</bdi>
            </code>
            <span className="lw-quiet">{words.descriptionMeaning}</span>
          </div>
        )}
      </SpaceBetween>
    </Dialog>
  );
}
