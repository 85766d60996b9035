// Device clouds whose links fail much more than the others': perhaps not this
// customer alone.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';

import type { DeviceCloudWarning } from '../backend/contract';
import { fill } from '../words/fill';
import { links as words, manyAre } from '../words/links';
import type { LinkQuery } from './link-query';

interface DeviceCloudWarningsProps {
  warnings: DeviceCloudWarning[];
  onShow: (part: Partial<LinkQuery>) => void;
}

export function DeviceCloudWarnings({ warnings, onShow }: DeviceCloudWarningsProps) {
  return warnings.map(({ connectorDestinationId, deviceCloud, state, affected, total }) => (
    <div key={`${connectorDestinationId} ${state}`} data-testid="device-cloud-warning">
      <Alert
        type="warning"
        header={fill(words.warning(affected, total), { deviceCloud, state: manyAre(state) })}
        action={
          <Button data-testid={`show-affected-${connectorDestinationId}`} onClick={() => onShow({ connectorDestinationId, states: [state] })}>
            {words.showThem}
          </Button>
        }
      >
        {words.warningMeaning}
      </Alert>
    </div>
  ));
}
