// Device clouds whose links fail much more than the others': perhaps not this
// customer alone.
import Button from '@cloudscape-design/components/button';
import Icon from '@cloudscape-design/components/icon';

import type { DeviceCloudWarning } from '../backend/contract';
import { fill } from '../words/fill';
import { links as words } from '../words/links';
import type { LinkQuery } from './link-query';

const FAILING: LinkQuery['states'] = ['needsNewSignIn', 'signInFailed'];

interface DeviceCloudWarningsProps {
  warnings: DeviceCloudWarning[];
  onShow: (part: Partial<LinkQuery>) => void;
}

export function DeviceCloudWarnings({ warnings, onShow }: DeviceCloudWarningsProps) {
  return warnings.map(({ connectorDestinationId, deviceCloud, affected, failed, needSignIn, total }) => (
    <div key={connectorDestinationId} className="lw-banner" data-testid="device-cloud-warning">
      <Icon name="status-warning" variant="warning" ariaLabel={words.warningLabel} />
      <span>
        <b>{fill(words.warning(affected, total, failed, needSignIn), { deviceCloud })}</b> {words.warningMeaning}{' '}
        <Button
          variant="inline-link"
          wrapText={false}
          data-testid={`show-affected-${connectorDestinationId}`}
          onClick={() => onShow({ connectorDestinationId, states: FAILING })}
        >
          {words.showThem}
        </Button>
      </span>
    </div>
  ));
}
