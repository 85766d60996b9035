// Notes and tags: what only this computer knows of a link, and what AWS keeps with it.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { LinkView } from '../backend/contract';
import { useReadOnly } from '../desk/where';
import { notes as words } from '../words/editing';
import { Memo } from './memo';
import { Tags } from './tags';

export function Notes({ link, onEdit }: { link: LinkView; onEdit: () => void }) {
  const readOnly = useReadOnly();
  return (
    <SpaceBetween size="m">
      <Memo link={link} />
      <Container
        header={
          <Header
            variant="h2"
            actions={
              !link.gone && (
                <span className="lw-with-why">
                  {readOnly !== null && <span className="lw-quiet">{readOnly}</span>}
                  <Button data-testid="edit-note" disabled={readOnly !== null} onClick={onEdit}>
                    {words.edit}
                  </Button>
                </span>
              )
            }
          >
            {words.inAws}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <bdi>{link.note === '' ? words.noNote : link.note}</bdi>
          <Tags link={link} />
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}
