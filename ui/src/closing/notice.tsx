// Something to know once, above every page until it is dismissed.
import Flashbar from '@cloudscape-design/components/flashbar';

import type { ProblemView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { problems } from '../words/problem';

export function Notice({ notice }: { notice: ProblemView }) {
  const act = useAct();
  return (
    <div data-testid="notice">
      <Flashbar
        items={[
          {
            id: 'notice',
            type: 'warning',
            ariaRole: 'status',
            header: <bdi>{notice.title}</bdi>,
            content: (
              <>
                <bdi>{notice.meaning}</bdi>
                {notice.detail !== null && <bdi className="lw-notice-detail">{notice.detail}</bdi>}
                {act.problem !== null && <bdi className="lw-notice-detail">{act.problem.title}</bdi>}
              </>
            ),
            dismissible: true,
            dismissLabel: problems.dismiss,
            onDismiss: () => void act.run('dismiss_notice', {}),
          },
        ]}
      />
    </div>
  );
}
