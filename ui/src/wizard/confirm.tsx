// One question before something that cannot be taken back.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

import { frame } from '../words/frame';

interface ConfirmProps {
  title: ReactNode;
  act: string;
  keep: string;
  testId: string;
  busy: boolean;
  onConfirm: () => Promise<void>;
  onEnd: () => void;
  children: ReactNode;
}

export function Confirm({ title, act, keep, testId, busy, onConfirm, onEnd, children }: ConfirmProps) {
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={frame.close}
      onDismiss={onEnd}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button variant="link" onClick={onEnd}>
              {keep}
            </Button>
            <Button variant="primary" data-testid={testId} loading={busy} onClick={() => void onConfirm()}>
              {act}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <div className="lw-confirm">{children}</div>
    </Modal>
  );
}
