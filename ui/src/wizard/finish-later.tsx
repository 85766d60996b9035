// Leaves the wizard; the link stays where it is.
import Button from '@cloudscape-design/components/button';

import { usePlaces } from '../desk/places';
import { wizard } from '../words/wizard';

export function FinishLater() {
  const { go } = usePlaces();
  return (
    <Button data-testid="finish-later" onClick={() => go({ kind: 'home' })}>
      {wizard.finishLater}
    </Button>
  );
}
