// How a device of a link stands: icon and word, whether it can be reached, other links.
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

import type { DeviceStandingView, LinkDeviceRow } from '../backend/contract';
import { useSaid } from '../desk/clock';
import { useDesk } from '../desk/desk';
import { deviceStanding, linkDevices as words } from '../words/link';
import { ago } from '../words/time';

export function DeviceStanding({ row }: { row: LinkDeviceRow }) {
  const { technicalView } = useDesk().settings;
  const names = [row.associationStatus, row.provisioningStatus].filter((each) => each !== null);
  return (
    <>
      <StatusIndicator type={icon(row.standing)}>{deviceStanding(row.standing)}</StatusIndicator>
      {row.connected !== null && <Connected connected={row.connected.connected} at={row.connected.at} />}
      {row.otherLinks > 0 && <span className="lw-row-why">{words.otherLinks(row.otherLinks)}</span>}
      {technicalView && names.length > 0 && <code className="lw-id">{names.join(' · ')}</code>}
    </>
  );
}

function Connected({ connected, at }: { connected: boolean; at: number | null }) {
  const standing = connected ? words.reachable : words.notReachable;
  const said = useSaid((now) => (at === null ? standing : `${standing}, ${words.reported(ago(at, now))}`));
  return <span className="lw-row-why">{said}</span>;
}

/** Whether it is registered here, if only in part. */
export function isOnLink(standing: DeviceStandingView): boolean {
  switch (standing) {
    case 'registered':
    case 'beingRegistered':
    case 'notReachable':
    case 'deletionFailed':
    case 'unknown':
      return true;
    case 'madeNotRegistered':
    case 'isolated':
    case 'beingDeleted':
      return false;
    default:
      return standing satisfies never;
  }
}

function icon(standing: DeviceStandingView): StatusIndicatorProps.Type {
  switch (standing) {
    case 'registered':
      return 'success';
    case 'beingRegistered':
    case 'beingDeleted':
      return 'in-progress';
    case 'notReachable':
    case 'madeNotRegistered':
    case 'isolated':
    case 'unknown':
      return 'warning';
    case 'deletionFailed':
      return 'error';
    default:
      return standing satisfies never;
  }
}
