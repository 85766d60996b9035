// 'Finish 3 devices' and 'Bring 2 back': devices that were made and are on no link
// are registered on this one.
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';

import type { DeviceStandingView, LinkDevicesPage, LinkView } from '../backend/contract';
import { useBackend } from '../desk/desk';
import { usePlaces } from '../desk/places';
import type { Act } from '../desk/use-act';
import { useReadOnly } from '../desk/where';
import { linkDevices as words } from '../words/link';

interface BringDevicesProps {
  link: LinkView;
  counts: LinkDevicesPage;
  act: Act;
}

export function BringDevices({ link, counts, act }: BringDevicesProps) {
  const { accountAssociationId } = link;
  const backend = useBackend();
  const { go } = usePlaces();
  const readOnly = useReadOnly();
  const [looking, setLooking] = useState<DeviceStandingView | null>(null);
  const bring = async (standing: DeviceStandingView, count: number) => {
    setLooking(standing);
    const managedThingIds: string[] = [];
    try {
      // The page on the screen may be a part of them.
      for (let offset = 0, total = 1; offset < total && managedThingIds.length < count; ) {
        const page = await backend.invoke('list_link_devices', { accountAssociationId, search: '', offset });
        managedThingIds.push(...page.rows.filter((row) => row.standing === standing).map((row) => row.managedThingId));
        total = page.total;
        offset += Math.max(1, page.rows.length);
      }
    } catch {
      // What could not be listed is told beside the table.
    }
    setLooking(null);
    if (managedThingIds.length > 0 && (await act.run('bring_devices', { accountAssociationId, managedThingIds }))) {
      go({ kind: 'wizard' });
    }
  };
  const button = (standing: DeviceStandingView, count: number, label: string, testId: string) =>
    count > 0 &&
    !link.gone && (
      <Button
        data-testid={testId}
        disabled={act.busy !== null || readOnly !== null}
        {...(readOnly === null ? {} : { disabledReason: readOnly })}
        loading={looking === standing}
        onClick={() => void bring(standing, count)}
      >
        {label}
      </Button>
    );
  return (
    <>
      {button('madeNotRegistered', counts.unfinished, words.finish(counts.unfinished), 'finish-devices')}
      {button('isolated', counts.isolated, words.bring(counts.isolated), 'bring-back')}
    </>
  );
}
