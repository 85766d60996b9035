// The link is removed: what now?
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { StopView } from '../backend/contract';
import { usePlaces } from '../desk/places';
import { fill } from '../words/fill';
import { wizard } from '../words/wizard';
import { GoHome } from './go-home';
import { JourneyStop } from './journey-stop';
import type { StopProps } from './wizard';

export function Removed({ journey, act }: StopProps<Extract<StopView, { kind: 'removed' }>>) {
  const { customer, deviceCloud, connectorDestinationId } = journey;
  const { go } = usePlaces();
  return (
    <JourneyStop
      id="sign-in"
      journey={journey}
      act={act}
      title={wizard.removed}
      screen="removed"
      acts={
        <>
          <GoHome variant="link" />
          <Button
            variant="primary"
            data-testid="new-link"
            onClick={() => go({ kind: 'newLink', seed: { connectorDestinationId } })}
          >
            {wizard.newLink}
          </Button>
        </>
      }
    >
      <Container>
        <StatusIndicator type="success">{fill(wizard.removedMeaning, { customer, deviceCloud })}</StatusIndicator>
      </Container>
    </JourneyStop>
  );
}
