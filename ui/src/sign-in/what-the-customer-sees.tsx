// What the customer sees: three steps.
import { signIn as words } from '../words/sign-in';

export function WhatTheCustomerSees({ blankEnding }: { blankEnding: boolean }) {
  const [first, second, last] = words.seesSteps;
  const steps = [first, second, blankEnding ? words.seesBlankEnding : last];
  return (
    <div>
      <div className="lw-label">{words.sees}</div>
      <ol className="lw-sees">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
