// One device's state: icon and word, and why it failed.
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

import type { DeviceStatus } from '../backend/contract';
import { deviceStatus } from '../words/devices';

export function DeviceState({ status }: { status: DeviceStatus }) {
  return (
    <>
      <StatusIndicator type={icon(status)}>
        <bdi>{deviceStatus(status)}</bdi>
      </StatusIndicator>
      {status.kind === 'failed' && (
        <span className="lw-row-why">
          <bdi>{status.problem.meaning}</bdi>
        </span>
      )}
    </>
  );
}

function icon(status: DeviceStatus): StatusIndicatorProps.Type {
  switch (status.kind) {
    case 'new':
    case 'changed':
    case 'inAwsAlready':
      return 'info';
    case 'alreadyRegistered':
    case 'confirmed':
      return 'success';
    case 'onAnotherLink':
    case 'cannotBeMade':
      return 'warning';
    case 'queued':
      return 'pending';
    case 'making':
    case 'registering':
    case 'confirming':
      return 'in-progress';
    case 'failed':
      return 'error';
    case 'leftOut':
      return 'stopped';
    default:
      return status satisfies never;
  }
}
