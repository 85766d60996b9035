// The question before everything this computer knows of a link is erased here.
import type { LinkView } from '../backend/contract';
import type { Act } from '../desk/use-act';
import { fill } from '../words/fill';
import { link as words } from '../words/link';
import { Confirm } from '../wizard/confirm';
import { called } from './link-called';

interface ForgetLinkProps {
  link: LinkView;
  act: Act;
  onEnd: () => void;
  onForgotten: () => void;
}

export function ForgetLink({ link, act, onEnd, onForgotten }: ForgetLinkProps) {
  const { accountAssociationId } = link;
  return (
    <Confirm
      title={fill(words.forget.title, { name: called(link) })}
      act={words.forget.confirm}
      keep={words.forget.keep}
      testId="confirm-forget-link"
      busy={act.busy !== null}
      onEnd={onEnd}
      onConfirm={async () => {
        const forgotten = await act.run('forget_link', { accountAssociationId });
        onEnd();
        if (forgotten) onForgotten();
      }}
    >
      <p>{words.forget.meaning}</p>
    </Confirm>
  );
}
