// AWS says another account or Region than last time: nothing is used before the
// person has said so. The safe choice has the focus.
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef } from 'react';

import type { ConfirmAccountView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { ProblemPanel } from '../problem/problem-panel';
import { confirmAccount as words, inFours } from '../words/aws-sign-in';
import { fill } from '../words/fill';
import { frame } from '../words/frame';

export function ConfirmAccount({ confirm }: { confirm: ConfirmAccountView }) {
  const act = useAct();
  const { name, beforeAccount, beforeRegion, account, who, region, regionName } = confirm;
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
      header={account === beforeAccount ? words.titleRegion : words.title}
      closeAriaLabel={frame.close}
      onDismiss={decline}
      footer={
        <span className="lw-dialog-acts">
          <Button ref={safe} data-testid="decline-account" loading={act.busy === 'decline_aws_account'} onClick={decline}>
            {words.decline}
          </Button>
          <Button
            variant="primary"
            data-testid="confirm-account"
            loading={act.busy === 'confirm_aws_account'}
            onClick={() => void act.run('confirm_aws_account', {})}
          >
            {fill(words.use, { account: inFours(account) })}
          </Button>
        </span>
      }
    >
      <SpaceBetween size="m">
        {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
        <span>{fill(words.meaning, { name: <b><bdi>{name}</bdi></b> })}</span>
        <table className="lw-before-after" data-testid="before-after">
          <thead>
            <tr>
              <th scope="col">
                <span className="lw-hidden">{words.what}</span>
              </th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{words.account}</th>
              <td>{inFours(beforeAccount)}</td>
              <Now changed={account !== beforeAccount}>{inFours(account)}</Now>
            </tr>
            <tr>
              <th scope="row">{words.region}</th>
              <td>{beforeRegion}</td>
              <Now changed={region !== beforeRegion}>{`${regionName} · ${region}`}</Now>
            </tr>
            <tr>
              <th scope="row">{words.who}</th>
              <td>{words.notKnown}</td>
              <td>
                <bdi>{who}</bdi>
              </td>
            </tr>
          </tbody>
        </table>
      </SpaceBetween>
    </Modal>
  );
}

function Now({ changed, children }: { changed: boolean; children: string }) {
  return <td>{changed ? <b className="lw-changed">{children}</b> : children}</td>;
}
