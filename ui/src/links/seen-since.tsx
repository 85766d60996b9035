// Since when this computer knows a state: AWS keeps no times.
import { useSaid } from '../desk/clock';
import { links as words } from '../words/links';
import { span } from '../words/time';

export function SeenSince({ at }: { at: number }) {
  return <span className="lw-row-why">{useSaid((now) => words.since(span(now - at)))}</span>;
}
