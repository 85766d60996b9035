// Back to Home.
import Button, { type ButtonProps } from '@cloudscape-design/components/button';

import { usePlaces } from '../desk/places';
import { wizard } from '../words/wizard';

export function GoHome({ variant = 'normal' }: { variant?: ButtonProps.Variant }) {
  const { go } = usePlaces();
  return (
    <Button variant={variant} data-testid="go-home" onClick={() => go({ kind: 'home' })}>
      {wizard.home}
    </Button>
  );
}
