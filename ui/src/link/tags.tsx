// A link's tags in AWS, changed together.
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';

import type { LinkView, TagForm } from '../backend/contract';
import { TagsField } from '../choose-device-cloud/tags-field';
import { useAct } from '../desk/use-act';
import { useReadOnly } from '../desk/where';
import { ProblemPanel } from '../problem/problem-panel';
import { notes as words } from '../words/editing';

export function Tags({ link: { accountAssociationId, tags, gone } }: { link: LinkView }) {
  const act = useAct();
  const readOnly = useReadOnly();
  const [edited, setEdited] = useState<TagForm[] | null>(null);
  if (tags === null) return <StatusIndicator type="info">{words.tagsNotRead}</StatusIndicator>;
  const save = async () => {
    if (edited === null) return;
    const filled = edited.filter((tag) => tag.key !== '' || tag.value !== '');
    if (await act.run('edit_tags', { accountAssociationId, tags: filled })) setEdited(null);
  };
  return (
    <SpaceBetween size="s">
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
      <TagsField tags={edited ?? tags} problems={[]} onChange={setEdited} />
      {edited !== null && (
        <span className="lw-with-why">
          <Button variant="primary" data-testid="save-tags" disabled={gone || readOnly !== null} loading={act.busy !== null} onClick={() => void save()}>
            {words.saveTags}
          </Button>
          <span className="lw-quiet">{readOnly ?? words.tagsChanged}</span>
        </span>
      )}
    </SpaceBetween>
  );
}
