// A dialog with one thing to save or do.
import Button from '@cloudscape-design/components/button';
import Modal, { type ModalProps } from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

import type { ProblemView } from '../backend/contract';
import { ProblemPanel } from '../problem/problem-panel';
import { frame } from '../words/frame';

interface DialogProps {
  title: ReactNode;
  act: string;
  keep?: string;
  testId: string;
  busy: boolean;
  /** Why the act is off; null when it is not. */
  whyNot?: string | null;
  problem: ProblemView | null;
  size?: ModalProps.Size;
  onAct: () => void;
  onEnd: () => void;
  children: ReactNode;
}

export function Dialog({ title, act, keep, testId, busy, whyNot = null, problem, size, onAct, onEnd, children }: DialogProps) {
  return (
    <Modal
      visible
      header={title}
      size={size ?? 'medium'}
      closeAriaLabel={frame.close}
      onDismiss={onEnd}
      footer={
        <span className="lw-dialog-acts">
          {whyNot !== null && whyNot !== '' && <span className="lw-quiet">{whyNot}</span>}
          <Button variant="link" onClick={onEnd}>
            {keep ?? frame.cancel}
          </Button>
          <Button variant="primary" data-testid={testId} disabled={whyNot !== null} loading={busy} onClick={onAct}>
            {act}
          </Button>
        </span>
      }
    >
      <div className="lw-confirm">
        <SpaceBetween size="m">
          {problem !== null && <ProblemPanel problem={problem} />}
          {children}
        </SpaceBetween>
      </div>
    </Modal>
  );
}
