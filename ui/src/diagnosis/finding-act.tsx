// The one act of a finding: what it does depends on where the finding is shown;
// without a way there is no button.
import Button from '@cloudscape-design/components/button';

import type { FindingActView } from '../backend/contract';
import type { Act } from '../desk/use-act';
import { CopyAct } from '../problem/copy-act';
import { useReadOnly } from '../desk/where';
import { findingAct } from '../words/diagnosis';

type Kind = FindingActView['kind'];
/** Kinds that are carried out by going somewhere or asking something; copying is not. */
export type Ways = { [K in Exclude<Kind, 'copyText' | 'copyForCloudTeam'>]?: (act: Extract<FindingActView, { kind: K }>) => unknown };

interface FindingActProps {
  of: FindingActView;
  ways: Ways;
  act: Act;
  /** The first of several acts stands out. */
  primary?: boolean;
}

export function FindingAct({ of, ways, act, primary = false }: FindingActProps) {
  const readOnly = useReadOnly();
  if (of.kind === 'copyForCloudTeam') return null;
  if (of.kind === 'copyText') {
    return (
      <CopyAct act={act} command="copy_text" form={{ text: of.text }} testId="act-copyText">
        {findingAct(of.kind)}
      </CopyAct>
    );
  }
  const way = ways[of.kind] as ((of: FindingActView) => unknown) | undefined;
  if (way === undefined) return null;
  const why = changesAws(of.kind) ? readOnly : null;
  return (
    <Button variant={primary ? 'primary' : 'normal'} data-testid={`act-${of.kind}`} disabled={act.busy !== null || why !== null} {...(why === null ? {} : { disabledReason: why })} onClick={() => void way(of)}>
      {findingAct(of.kind)}
    </Button>
  );
}

function changesAws(kind: Kind): boolean {
  return kind === 'reconnect' || kind === 'findDevices' || kind === 'bringDevices' || kind === 'removeLink';
}
