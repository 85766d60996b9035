// What every stop looks like: title, the four steps at the left, the stop's own
// part, and its acts at the bottom right.
import Header from '@cloudscape-design/components/header';
import Steps, { type StepsProps } from '@cloudscape-design/components/steps';
import { useEffect, useRef, type ReactNode } from 'react';

import { wizard } from '../words/wizard';

export type StopId = 'customer' | 'sign-in' | 'devices' | 'done';

interface StopFrameProps {
  stop: StopId;
  title: string;
  subtitle?: ReactNode;
  /** What can be done at any stop, beside the title. */
  menu?: ReactNode;
  steps: readonly StepsProps.Step[];
  /** The heading takes the focus whenever this changes; null leaves it alone. */
  focusOn: string | null;
  children: ReactNode;
  /** Why the primary act is off, or what leaving means; stands beside the acts. */
  hint?: ReactNode;
  acts: ReactNode;
}

export function StopFrame({ stop, title, subtitle, menu, steps, focusOn, children, hint, acts }: StopFrameProps) {
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focusOn !== null) heading.current?.focus();
  }, [focusOn]);

  return (
    <div data-testid={`stop-${stop}`} className="lw-stop">
      <div ref={heading} tabIndex={-1} className="lw-heading">
        <Header variant="h1" actions={menu}>
          {title}
        </Header>
      </div>
      {subtitle !== undefined && <div className="lw-subtitle">{subtitle}</div>}
      <div className="lw-stop-body">
        <div className="lw-steps">
          <Steps steps={steps} ariaLabel={wizard.steps} />
        </div>
        <div className="lw-stop-content">{children}</div>
      </div>
      <div className="lw-footer">
        {hint !== undefined && hint !== null && <div className="lw-footer-hint">{hint}</div>}
        <div className="lw-footer-acts">{acts}</div>
      </div>
    </div>
  );
}
