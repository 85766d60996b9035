// Device clouds whose links fail much more than the others': perhaps not this
// customer alone.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';

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
    <div key={connectorDestinationId} data-testid="device-cloud-warning">
      <Alert
        type="warning"
        header={fill(words.warning(affected, total, failed, needSignIn), { deviceCloud })}
        action={
          <Button data-testid={`show-affected-${connectorDestinationId}`} onClick={() => onShow({ connectorDestinationId, states: FAILING })}>
            {words.showThem}
          </Button>
        }
      >
        {words.warningMeaning}
      </Alert>
    </div>
  ));
}
