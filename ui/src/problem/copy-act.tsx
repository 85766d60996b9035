// A button that copies through the desk and says that it did.
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useState, type ReactNode } from 'react';

import type { Form, Intent } from '../backend/backend';
import type { Act } from '../desk/use-act';
import { frame } from '../words/frame';

interface CopyActProps<C extends Intent> {
  act: Act;
  command: C;
  form: Form<C>;
  children: ReactNode;
  variant?: ButtonProps.Variant;
  testId?: string;
  disabled?: boolean;
}

const SHOWN_FOR = 4000;

export function CopyAct<C extends Intent>({ act, command, form, children, variant, testId, disabled }: CopyActProps<C>) {
  const [copies, setCopies] = useState(0);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    if (copies === 0) return;
    setShown(true);
    const timer = setTimeout(() => setShown(false), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [copies]);

  const copy = async () => {
    if (await act.run(command, form)) setCopies((before) => before + 1);
  };
  return (
    <span className="lw-copy">
      <Button
        iconName="copy"
        variant={variant ?? 'normal'}
        onClick={() => void copy()}
        disabled={disabled ?? false}
        {...(testId === undefined ? {} : { 'data-testid': testId })}
      >
        {children}
      </Button>
      <span aria-live="polite">{shown && <StatusIndicator type="success">{frame.copied}</StatusIndicator>}</span>
    </span>
  );
}
