// How a device of a link is called, and what kind it is.
import type { LinkDeviceRow } from '../backend/contract';
import { fill } from '../words/fill';
import { linkDevices as words } from '../words/link';

interface DeviceNameProps {
  row: LinkDeviceRow;
  technical: boolean;
  withLastState: boolean;
}

export function DeviceName({ row, technical, withLastState }: DeviceNameProps) {
  const { name, kind, owner, serialNumber, lastState, managedThingId, connectorDeviceId } = row;
  return (
    <>
      <bdi className="lw-name" data-testid={`link-device-${managedThingId}`}>
        {name}
      </bdi>
      {kind !== null && <bdi className="lw-row-why">{kind}</bdi>}
      <span className="lw-row-why lw-dots">
        {serialNumber !== null && <span>{fill(words.serial, { serial: serialNumber })}</span>}
        {owner !== null && <span>{fill(words.owner, { owner })}</span>}
      </span>
      {withLastState && lastState !== null && <bdi className="lw-row-why">{lastState}</bdi>}
      {technical && <code className="lw-id">{[managedThingId, connectorDeviceId].filter((each) => each !== null).join(' · ')}</code>}
    </>
  );
}
