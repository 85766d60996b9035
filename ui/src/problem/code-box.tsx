// Commands to run elsewhere, with a copy button.
import { useAct } from '../desk/use-act';
import { frame } from '../words/frame';
import { CopyAct } from './copy-act';

export function CodeBox({ label, lines, testId }: { label: string; lines: string[]; testId?: string }) {
  const act = useAct();
  return (
    <div className="lw-code">
      <span className="lw-code-label">{label}</span>
      <div className="lw-code-row">
        <pre>{lines.join('\n')}</pre>
        <CopyAct act={act} command="copy_text" form={{ text: lines.join('\n') }} {...(testId === undefined ? {} : { testId })}>
          {frame.copy}
        </CopyAct>
      </div>
    </div>
  );
}
