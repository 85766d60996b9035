// AWS says another account or Region than last time, or calls would go elsewhere:
// nothing is used before the person has said so. The safe choice has the focus.
import Alert from '@cloudscape-design/components/alert';
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef } from 'react';

import type { ConfirmAccountView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { ProblemPanel } from '../problem/problem-panel';
import { confirmAccount as words, inFours } from '../words/aws-sign-in';
import { fill, fillText } from '../words/fill';
import { frame } from '../words/frame';
import { BeforeAfter } from './before-after';

export function ConfirmAccount({ confirm }: { confirm: ConfirmAccountView }) {
  const act = useAct();
  const { name, account, endpoint } = confirm;
  const safe = useRef<ButtonProps.Ref>(null);
  // After the dialog has given the focus to its first button.
  useEffect(() => {
    const frameAsked = requestAnimationFrame(() => safe.current?.focus());
    return () => cancelAnimationFrame(frameAsked);
  }, []);
  const decline = () => void act.run('decline_aws_account', {});
  return (
    <Modal
      visible
      header={titleOf(confirm)}
      closeAriaLabel={frame.close}
      onDismiss={decline}
      footer={
        <span className="lw-dialog-acts">
          <Button
            ref={safe}
            variant={endpoint === null ? 'normal' : 'primary'}
            data-testid="decline-account"
            loading={act.busy === 'decline_aws_account'}
            onClick={decline}
          >
            {words.decline}
          </Button>
          <Button
            variant={endpoint === null ? 'primary' : 'normal'}
            data-testid="confirm-account"
            loading={act.busy === 'confirm_aws_account'}
            onClick={() => void act.run('confirm_aws_account', {})}
          >
            {endpoint === null ? fill(words.use, { account: inFours(account) }) : fillText(words.sendTo, { host: endpoint })}
          </Button>
        </span>
      }
    >
      <SpaceBetween size="m">
        {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
        {endpoint !== null && (
          <Alert type="error">
            <span data-testid="calls-elsewhere">{fill(words.elsewhere, { host: <b><bdi>{endpoint}</bdi></b> })}</span>
          </Alert>
        )}
        <span>{fill(words.meaning, { name: <b><bdi>{name}</bdi></b> })}</span>
        <BeforeAfter confirm={confirm} />
      </SpaceBetween>
    </Modal>
  );
}

/** The worst of what differs. */
function titleOf({ beforeAccount, account, beforeRegion, region, beforeEndpoint, endpoint }: ConfirmAccountView): string {
  if (endpoint !== null && endpoint !== beforeEndpoint) return words.titleElsewhere;
  if (account !== beforeAccount) return words.title;
  if (region !== beforeRegion) return words.titleRegion;
  return endpoint === beforeEndpoint ? words.title : words.titleBackAtAws;
}
