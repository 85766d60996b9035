// What was chosen for one device: edited, or asked about before it is done.
import type { LinkDeviceRow, LinkView } from '../backend/contract';
import { InAccount } from '../desk/in-account';
import { usePlaces } from '../desk/places';
import { useAct } from '../desk/use-act';
import { fill } from '../words/fill';
import { linkDevices as words } from '../words/link';
import { Dialog } from './dialog';
import { EditDevice } from './edit-device';

export interface DeviceAsked {
  kind: 'edit' | 'replace' | 'takeOff' | 'delete';
  device: LinkDeviceRow;
}

interface DeviceDialogProps {
  link: LinkView;
  asked: DeviceAsked;
  onEnd: () => void;
}

export function DeviceDialog({ link, asked: { kind, device }, onEnd }: DeviceDialogProps) {
  if (kind === 'edit') return <EditDevice link={link} device={device} onEnd={onEnd} />;
  return <Question link={link} device={device} kind={kind} onEnd={onEnd} />;
}

interface QuestionProps {
  link: LinkView;
  device: LinkDeviceRow;
  kind: 'replace' | 'takeOff' | 'delete';
  onEnd: () => void;
}

function Question({ link, device, kind, onEnd }: QuestionProps) {
  const act = useAct();
  const { go } = usePlaces();
  const said = words[kind];
  const form = { accountAssociationId: link.accountAssociationId, managedThingId: device.managedThingId };
  const carryOut = async () => {
    if (kind === 'replace') {
      if (await act.run('replace_device', form)) go({ kind: 'wizard' });
    } else if (await act.run('remove_device', { ...form, delete: kind === 'delete' })) onEnd();
  };
  return (
    <Dialog
      title={fill(said.title, { name: device.name })}
      act={said.confirm}
      keep={said.keep}
      testId={`confirm-${testIds[kind]}`}
      busy={act.busy !== null}
      problem={act.problem}
      onAct={() => void carryOut()}
      onEnd={onEnd}
    >
      <p>{fill(said.meaning, { deviceCloud: link.deviceCloud })}</p>
      <InAccount />
    </Dialog>
  );
}

const testIds = { replace: 'replace', takeOff: 'take-off', delete: 'delete' } as const;
