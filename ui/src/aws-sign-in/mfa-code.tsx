// Six digits of the person's MFA device. They are forgotten here in the moment they
// are sent.
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useRef, useState } from 'react';

import type { AwsSignInWayView } from '../backend/contract';
import type { Act } from '../desk/use-act';
import { awsSignIn } from '../words/aws-sign-in';
import { fill } from '../words/fill';

const words = awsSignIn.mfa;
const DIGITS = 6;

/** The name at the end of an ARN; a hardware device has a number alone. */
function deviceName(device: string): string {
  return device.slice(device.lastIndexOf('/') + 1);
}

interface MfaCodeProps {
  way: Extract<AwsSignInWayView, { kind: 'mfaCode' }>;
  act: Act;
  /** The person asked for it: the field takes the focus. */
  atOnce: boolean;
}

export function MfaCode({ way: { device, refused, checking }, act, atOnce }: MfaCodeProps) {
  const [code, setCode] = useState('');
  // The first complete code goes by itself; after a refusal the person says when.
  const sent = useRef(false);
  const busy = checking || act.busy === 'give_mfa_code';

  const send = (digits: string) => {
    if (digits.length !== DIGITS || busy || act.busy !== null) return;
    sent.current = true;
    setCode('');
    void act.run('give_mfa_code', { code: digits });
  };
  const type = (text: string) => {
    const digits = text.replaceAll(/\D/g, '').slice(0, DIGITS);
    setCode(digits);
    if (!sent.current) send(digits);
  };

  return (
    <>
      <FormField
        label={words.label}
        description={fill(words.meaning, { device: <b title={device}><bdi>{deviceName(device)}</bdi></b> })}
        errorText={refused && !busy ? words.refused : ''}
      >
        <span className="lw-with-why">
          <span className="lw-code-field">
            <Input
              value={code}
              autoFocus={atOnce}
              inputMode="numeric"
              autoComplete="one-time-code"
              spellcheck={false}
              disabled={busy}
              onChange={({ detail }) => type(detail.value)}
              onKeyDown={({ detail }) => detail.key === 'Enter' && send(code)}
              nativeInputAttributes={{ 'data-testid': 'mfa-code', maxLength: DIGITS + 2 }}
            />
          </span>
          <Button data-testid="send-mfa-code" disabled={code.length !== DIGITS} loading={busy} onClick={() => send(code)}>
            {words.act}
          </Button>
          {code.length > 0 && code.length < DIGITS && <span className="lw-quiet">{words.digits}</span>}
        </span>
      </FormField>
      <div aria-live="polite" className="lw-said">
        {busy && <StatusIndicator type="loading">{words.checking}</StatusIndicator>}
      </div>
    </>
  );
}
