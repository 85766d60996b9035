// The customer signs in on a device of their own: QR code, message or address.
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Textarea from '@cloudscape-design/components/textarea';
import { useEffect, useState } from 'react';

import type { JourneyView } from '../backend/contract';
import { asProblem } from '../backend/problem';
import { useBackend, useDesk } from '../desk/desk';
import { useAct, type Act } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { CopyAct } from '../problem/copy-act';
import { ProblemPanel } from '../problem/problem-panel';
import { signIn as words } from '../words/sign-in';
import { Host } from './host';
import { NewSignInPage } from './new-sign-in-page';
import { QrCode } from './qr-code';
import { ShownAddress } from './shown-address';
import type { WayProps } from './ways';
import { WhatTheCustomerSees } from './what-the-customer-sees';

export function GiveToCustomer({ journey, stop, host, act, off }: WayProps) {
  const { practice } = useDesk();
  const { journeyId } = journey;
  const code = useQuestion('show_qr_code', off ? null : { journeyId });
  const given = stop.channel === 'qrCode' || stop.channel === 'message';
  useHandOver(journeyId, code.page !== null && !given);

  return (
    <SpaceBetween size="m">
      {code.problem !== null && <ProblemPanel problem={code.problem} mild on={{ tryAgain: code.askAgain }} />}
      <div className="lw-give">
        <div className="lw-give-code">
          {code.page === null ? (
            code.asking && <StatusIndicator type="loading">{words.qrLoading}</StatusIndicator>
          ) : (
            <QrCode rows={code.page.rows} host={host} />
          )}
        </div>
        <SpaceBetween size="s">
          <Host host={host} />
          <span className="lw-quiet">{words.qrMeaning}</span>
          {practice !== null && (
            <SpaceBetween size="xxs">
              <Button
                variant="primary"
                iconName="external"
                iconAlign="right"
                data-testid="open-as-customer"
                disabled={off}
                loading={act.busy === 'open_sign_in_page'}
                onClick={() => void act.run('open_sign_in_page', { journeyId, privateWindow: false })}
              >
                {words.openAsCustomer}
              </Button>
              <span className="lw-quiet">{words.openAsCustomerMeaning}</span>
            </SpaceBetween>
          )}
          <Address journey={journey} act={act} off={off} />
          <NewSignInPage journey={journey} act={act} off={off} variant="inline-link" />
          <WhatTheCustomerSees blankEnding={stop.blankEnding} />
        </SpaceBetween>
      </div>
      <Message journey={journey} off={off} />
    </SpaceBetween>
  );
}

/** Tells the desk when the code is on the screen and was not given out before. */
function useHandOver(journeyId: string, shown: boolean) {
  const backend = useBackend();
  useEffect(() => {
    if (shown) void backend.invoke('hand_over', { journeyId }).catch(() => undefined);
  }, [backend, journeyId, shown]);
}

function Address({ journey, act, off }: { journey: JourneyView; act: Act; off: boolean }) {
  const { journeyId } = journey;
  const backend = useBackend();
  const [address, setAddress] = useState<string | null>(null);
  const [problem, setProblem] = useState<ReturnType<typeof asProblem> | null>(null);
  const show = async () => {
    try {
      setProblem(null);
      setAddress((await backend.invoke('show_sign_in_address', { journeyId })).address);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <SpaceBetween size="xs">
      <SpaceBetween size="xs" direction="horizontal">
        <CopyAct act={act} command="copy_sign_in_address" form={{ journeyId }} testId="copy-address" disabled={off}>
          {words.copyAddress}
        </CopyAct>
        <Button
          variant="link"
          data-testid="show-address"
          disabled={off}
          onClick={() => (address === null ? void show() : setAddress(null))}
        >
          {address === null ? words.showAddress : words.hideAddress}
        </Button>
      </SpaceBetween>
      {problem !== null && <ProblemPanel problem={problem} mild />}
      {address !== null && <ShownAddress address={address} />}
    </SpaceBetween>
  );
}

function Message({ journey, off }: { journey: JourneyView; off: boolean }) {
  const { journeyId, customer } = journey;
  const act = useAct();
  const { page, problem, askAgain } = useQuestion('customer_message', off ? null : { journeyId }, customer);
  const [edited, setEdited] = useState<string | null>(null);
  const text = edited ?? page?.text ?? '';
  if (off) return null;
  return (
    <SpaceBetween size="xs">
      {(problem ?? act.problem) !== null && (
        <ProblemPanel problem={(problem ?? act.problem) as NonNullable<typeof problem>} mild on={{ tryAgain: askAgain }} />
      )}
      <FormField label={words.message} description={words.messageMeaning} stretch>
        <Textarea
          name="message"
          rows={Math.min(16, Math.max(4, text.split('\n').length + 1))}
          value={text}
          onChange={({ detail }) => setEdited(detail.value)}
          nativeTextareaAttributes={{ 'data-testid': 'message' }}
        />
      </FormField>
      <CopyAct act={act} command="copy_message" form={{ journeyId, text }} testId="copy-message" disabled={page === null}>
        {words.copyMessage}
      </CopyAct>
    </SpaceBetween>
  );
}
