// Whose link it is, and everything that can be done with it.
import Button from '@cloudscape-design/components/button';
import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef } from 'react';

import type { LinkView } from '../backend/contract';
import { useSaid } from '../desk/clock';
import { useDesk } from '../desk/desk';
import { usePlaces } from '../desk/places';
import type { Act } from '../desk/use-act';
import { useReadOnly } from '../desk/where';
import { fill } from '../words/fill';
import { link as words } from '../words/link';
import { checked, date } from '../words/time';
import { called } from './link-called';
import type { LinkDialog } from './one-link';

interface LinkHeaderProps {
  link: LinkView;
  act: Act;
  onDialog: (dialog: LinkDialog) => void;
  onDiagnose: () => void;
  onBack: () => void;
}

export function LinkHeader({ link, act, onDialog, onDiagnose, onBack }: LinkHeaderProps) {
  // What was pressed to come here is gone; the focus begins at the top.
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const readOnly = useReadOnly();
  return (
    <div className="lw-link-header lw-heading" ref={heading} tabIndex={-1}>
      <Button variant="inline-link" iconName="arrow-left" data-testid="link-back" onClick={onBack}>
        {words.back}
      </Button>
      <Header
        variant="h1"
        description={<About link={link} />}
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            <More link={link} act={act} onDialog={onDialog} onDiagnose={onDiagnose} />
            {!link.gone && (
              <span className="lw-with-why">
                {readOnly !== null && <span className="lw-quiet">{readOnly}</span>}
                <Button data-testid="edit-link" disabled={readOnly !== null} onClick={() => onDialog('edit')}>
                  {words.edit}
                </Button>
              </span>
            )}
          </SpaceBetween>
        }
      >
        <bdi className="lw-name">{called(link)}</bdi>
      </Header>
    </div>
  );
}

function About({ link }: { link: LinkView }) {
  const { spelling, name, deviceCloud, jobNumber, madeOn, author } = link;
  const made = madeOn !== null ? words.made(date(madeOn), author) : author === null ? null : words.madeBy(author);
  return (
    <span className="lw-dots">
      {spelling !== null && name !== null && spelling !== name && <span>{fill(words.storedAs, { name })}</span>}
      <bdi>{deviceCloud}</bdi>
      {jobNumber !== null && <bdi>{words.job(jobNumber)}</bdi>}
      {made !== null && <bdi>{made}</bdi>}
      <Checked link={link} />
    </span>
  );
}

function Checked({ link: { checking, checkedAt } }: { link: LinkView }) {
  const said = useSaid((now) => (checking ? words.checking : checkedAt === null ? words.notChecked : checked(checkedAt, now)));
  return <span className="lw-numbers">{said}</span>;
}

function More({ link, act, onDialog, onDiagnose }: Omit<LinkHeaderProps, 'onBack'>) {
  const { technicalView } = useDesk().settings;
  const { go } = usePlaces();
  const readOnly = useReadOnly();
  const { accountAssociationId, gone, state } = link;
  const { menu } = words;
  const items: ButtonDropdownProps.ItemOrGroup[] = [
    { id: 'check-now', text: menu.checkNow },
    ...(state === 'signedIn' ? [{ id: 'find-devices', text: menu.findDevices, ...off(gone ? words.whyNot.gone : readOnly) }] : []),
    { id: 'diagnose-link', text: menu.diagnose },
    { id: 'support-bundle', text: menu.bundle },
    ...(technicalView ? [{ id: 'copy-id', text: menu.copyId }] : []),
    { id: 'forget-link', text: menu.forget },
    { id: 'unlink', text: menu.remove, ...off(gone ? words.whyNot.gone : state === 'beingRemoved' ? words.whyNot.beingRemoved : readOnly) },
  ];
  const chosen = async (id: string) => {
    if (id === 'check-now') await act.run('get_account_association', { accountAssociationId });
    else if (id === 'find-devices') {
      if (await act.run('open_link', { accountAssociationId })) go({ kind: 'wizard' });
    } else if (id === 'diagnose-link') onDiagnose();
    else if (id === 'support-bundle') onDialog('bundle');
    else if (id === 'copy-id') await act.run('copy_text', { text: accountAssociationId });
    else if (id === 'forget-link') onDialog('forget');
    else onDialog('unlink');
  };
  return (
    <ButtonDropdown data-testid="link-more" items={items} onItemClick={({ detail }) => void chosen(detail.id)}>
      {words.more}
    </ButtonDropdown>
  );
}

function off(why: string | null) {
  return why === null ? {} : { disabled: true, disabledReason: why };
}
