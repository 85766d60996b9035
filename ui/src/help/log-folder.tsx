// Where the log is, how large it is, and the way there.
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';

import { useAct } from '../desk/use-act';
import { useQuestion } from '../desk/use-question';
import { CopyAct } from '../problem/copy-act';
import { ProblemPanel } from '../problem/problem-panel';
import { logWords as words } from '../words/help/logs';

export function LogFolder() {
  const act = useAct();
  const { page, problem, askAgain } = useQuestion('list_log_files', {});
  return (
    <div>
      <h2 className="lw-help-title">{words.folder}</h2>
      <SpaceBetween size="s">
        {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
        {problem !== null && <ProblemPanel problem={problem} mild on={{ tryAgain: askAgain }} />}
        {page?.problem != null && <ProblemPanel problem={page.problem} mild on={{ tryAgain: askAgain }} />}
        {page === null ? (
          problem === null && <p className="lw-quiet">{words.looking}</p>
        ) : (
          <>
            <code className="lw-path" data-testid="log-folder">
              <bdi>{page.folder}</bdi>
            </code>
            <SpaceBetween size="xs" direction="horizontal">
              <Button iconName="folder-open" data-testid="open-log-folder" loading={act.busy === 'open_log_folder'} onClick={() => void act.run('open_log_folder', {})}>
                {words.open}
              </Button>
              <CopyAct act={act} command="copy_text" form={{ text: page.folder }} testId="copy-log-folder">
                {words.copyPath}
              </CopyAct>
            </SpaceBetween>
            <span className="lw-quiet" data-testid="log-size">
              {page.files.length === 0 ? words.none : words.files(page.files.length, size(page.totalBytes), page.kept)}
            </span>
          </>
        )}
      </SpaceBetween>
    </div>
  );
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
