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
  /** Where the visible word alone does not say what is copied. */
  ariaLabel?: string;
}

const SHOWN_FOR = 4000;

export function CopyAct<C extends Intent>({ act, command, form, children, variant, testId, disabled, ariaLabel }: CopyActProps<C>) {
  // When it was copied; the word goes away again after a while.
  const [copiedAt, setCopiedAt] = useState<number | null>(null);

  useEffect(() => {
    if (copiedAt === null) return;
    const timer = setTimeout(() => setCopiedAt(null), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [copiedAt]);

  const copy = async () => {
    if (await act.run(command, form)) setCopiedAt(Date.now());
  };
  return (
    <span className="lw-copy">
      <Button
        iconName="copy"
        variant={variant ?? 'normal'}
        onClick={() => void copy()}
        disabled={disabled ?? false}
        {...(ariaLabel === undefined ? {} : { ariaLabel })}
        {...(testId === undefined ? {} : { 'data-testid': testId })}
      >
        {children}
      </Button>
      <span aria-live="polite">{copiedAt !== null && <StatusIndicator type="success">{frame.copied}</StatusIndicator>}</span>
    </span>
  );
}
