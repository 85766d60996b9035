// What can be done with one device of a link.
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';

import type { LinkDeviceRow } from '../backend/contract';
import { useReadOnly } from '../desk/where';
import { fillText } from '../words/fill';
import { linkDevices as words } from '../words/link';
import type { DeviceAsked } from './device-dialog';
import { isOnLink } from './device-standing';

interface DeviceMenuProps {
  row: LinkDeviceRow;
  gone: boolean;
  onChoose: (kind: DeviceAsked['kind']) => void;
}

export function DeviceMenu({ row, gone, onChoose }: DeviceMenuProps) {
  const { menu, whyNot } = words;
  const deleted = row.standing === 'beingDeleted';
  const readOnly = useReadOnly();
  const offLink = gone ? whyNot.gone : readOnly ?? (isOnLink(row.standing) ? null : whyNot.notOnLink);
  const off = gone ? whyNot.gone : readOnly ?? (deleted ? whyNot.beingDeleted : null);
  const items: { id: string; kind: DeviceAsked['kind']; text: string; why: string | null }[] = [
    { id: 'edit-device', kind: 'edit', text: menu.edit, why: off },
    { id: 'replace-device', kind: 'replace', text: menu.replace, why: offLink },
    { id: 'take-off-device', kind: 'takeOff', text: menu.takeOff, why: offLink },
    { id: 'delete-device', kind: 'delete', text: menu.delete, why: off },
  ];
  return (
    <ButtonDropdown
      variant="inline-icon"
      expandToViewport
      data-testid={`device-more-${row.managedThingId}`}
      ariaLabel={fillText(words.menuNamed, { name: row.name })}
      items={items.map(({ id, text, why }) => ({ id, text, disabled: why !== null, ...(why === null ? {} : { disabledReason: why }) }))}
      onItemClick={({ detail }) => {
        const chosen = items.find(({ id }) => id === detail.id);
        if (chosen !== undefined) onChoose(chosen.kind);
      }}
    />
  );
}
