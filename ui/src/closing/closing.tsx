// The question when the window is closed while something is under way: closing is
// safe, and it says why; only what is not on disk yet speaks for staying.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { ClosingView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { ProblemPanel } from '../problem/problem-panel';
import { closing as words } from '../words/closing';
import { frame } from '../words/frame';
import { useClose } from './use-close';

export function Closing({ closing }: { closing: ClosingView }) {
  const act = useAct();
  const way = useClose();
  const problem = act.problem ?? way.problem;
  const stay = () => void act.run('stay_open', {});
  const close = (
    <Button key="close" variant={closing.unsaved ? 'normal' : 'primary'} data-testid="close-window" loading={way.closing} onClick={way.close}>
      {closing.unsaved ? words.closeAllTheSame : words.close}
    </Button>
  );
  const stayHere = (
    <Button key="stay" variant={closing.unsaved ? 'primary' : 'normal'} data-testid="stay-open" loading={act.busy !== null} onClick={stay}>
      {words.stay}
    </Button>
  );
  return (
    <Modal
      visible
      header={words.title}
      closeAriaLabel={frame.close}
      onDismiss={stay}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            {closing.unsaved ? [close, stayHere] : [stayHere, close]}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="s">
        {problem !== null && <ProblemPanel problem={problem} />}
        {closing.unsaved && (
          <Alert type="warning">
            {words.unsaved} {words.unsavedHint}
          </Alert>
        )}
        {closing.openSignIns > 0 && <div>{words.openSignIns(closing.openSignIns)}</div>}
        {closing.working > 0 && <div>{words.working(closing.working)}</div>}
      </SpaceBetween>
    </Modal>
  );
}
