// Sign-in at a portal of IAM Identity Center: here in a browser, or on another device
// by address or QR code.
import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';

import type { AwsSignInWayView } from '../backend/contract';
import { useNow } from '../desk/clock';
import type { Act } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { CodeBox } from '../problem/code-box';
import { CopyAct } from '../problem/copy-act';
import { ProblemPanel } from '../problem/problem-panel';
import { Host } from '../sign-in/host';
import { QrCode } from '../sign-in/qr-code';
import { awsSignIn } from '../words/aws-sign-in';
import { fillText } from '../words/fill';
import { signIn as customerWords } from '../words/sign-in';
import { leftInWords } from '../words/time';

const words = awsSignIn.portal;

export function Portal({ command, act }: { command: string | null; act: Act }) {
  return (
    <>
      <span className="lw-with-why">
        <Button
          variant="primary"
          data-testid="aws-sign-in-begin"
          loading={act.busy === 'sign_in_to_aws'}
          onClick={() => void act.run('sign_in_to_aws', {})}
        >
          {words.act}
        </Button>
        <span className="lw-quiet">{words.meaning}</span>
      </span>
      {command !== null && <CodeBox label={words.command} lines={[command]} testId="copy-sign-in-command" />}
    </>
  );
}

export function PortalOpening() {
  return <StatusIndicator type="loading">{words.opening}</StatusIndicator>;
}

export function PortalOpen({ way: { userCode, host, expiresAt }, act }: { way: Extract<AwsSignInWayView, { kind: 'portalOpen' }>; act: Act }) {
  const [qrShown, setQrShown] = useState(false);
  return (
    <>
      <div className="lw-portal">
        <div>
          <div className="lw-label">{words.code}</div>
          <span className="lw-with-why">
            <code className="lw-user-code" data-testid="user-code">
              {userCode}
            </code>
            <CopyAct
              act={act}
              command="copy_text"
              form={{ text: userCode }}
              variant="inline-link"
              testId="copy-user-code"
              ariaLabel={fillText(words.copyCodeNamed, { code: userCode })}
            >
              {words.copyCode}
            </CopyAct>
          </span>
        </div>
        <Host host={host} />
      </div>
      <span className="lw-row-acts">
        <Button
          variant="primary"
          iconName="external"
          iconAlign="right"
          data-testid="open-aws-sign-in-page"
          loading={act.busy === 'open_aws_sign_in_page'}
          onClick={() => void act.run('open_aws_sign_in_page', {})}
        >
          {words.open}
        </Button>
        <CopyAct act={act} command="copy_aws_sign_in_address" form={{}} testId="copy-aws-sign-in-address">
          {words.copyAddress}
        </CopyAct>
        <Button data-testid="aws-sign-in-qr" ariaExpanded={qrShown} onClick={() => setQrShown(!qrShown)}>
          {qrShown ? words.noQr : words.qr}
        </Button>
      </span>
      {qrShown && <Qr host={host} />}
      <span className="lw-quiet lw-numbers">
        <Expires at={expiresAt} /> {words.byItself}
      </span>
    </>
  );
}

function Qr({ host }: { host: string }) {
  const { page, problem, asking, askAgain } = useQuestion('show_aws_sign_in_qr_code', {});
  if (problem !== null) return <ProblemPanel problem={problem} mild on={{ tryAgain: askAgain }} />;
  if (page === null) return asking && <StatusIndicator type="loading">{customerWords.qrLoading}</StatusIndicator>;
  return (
    <div className="lw-give">
      <QrCode rows={page.rows} host={host} />
      <span className="lw-quiet">{words.elsewhere}</span>
    </div>
  );
}

function Expires({ at }: { at: number }) {
  const now = useNow();
  return <>{at <= now ? words.expired : words.expires(leftInWords(at - now))}</>;
}
