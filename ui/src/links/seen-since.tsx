// Since when this computer knows a state: AWS keeps no times.
import { useNow } from '../desk/clock';
import { links as words } from '../words/links';
import { span } from '../words/time';

export function SeenSince({ at }: { at: number }) {
  const now = useNow();
  return <span className="lw-row-why">{words.since(span(now - at))}</span>;
}
