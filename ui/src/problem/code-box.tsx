// Commands to run elsewhere, with a copy button.
import { useAct } from '../desk/use-act';
import { frame } from '../words/frame';
import { CopyAct } from './copy-act';

export function CodeBox({ label, lines }: { label: string; lines: string[] }) {
  const act = useAct();
  return (
    <div className="lw-code">
      <span className="lw-code-label">{label}</span>
      <div className="lw-code-row">
        {/* A long command scrolls sideways, also by keyboard. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className="lw-code-lines" tabIndex={0} role="group" aria-label={label}>
          <pre>{lines.join('\n')}</pre>
        </div>
        <CopyAct act={act} command="copy_text" form={{ text: lines.join('\n') }}>
          {frame.copy}
        </CopyAct>
      </div>
    </div>
  );
}
