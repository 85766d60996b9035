// The link is being made, or it is not known whether it was.
import type { CreatingView, StopView } from '../backend/contract';
import { creating as words } from '../words/creating';
import { AskedOfAws } from './asked-of-aws';
import { FinishLater } from './finish-later';
import { GiveUp } from './give-up';
import type { StopProps } from './wizard';

const states = {
  sending: 'underWay',
  looking: 'underWay',
  unclear: 'unclear',
  unreached: 'waiting',
  refused: 'unclear',
  notFound: 'unclear',
} as const satisfies Record<CreatingView, string>;

export function Creating({ journey, stop, act, off }: StopProps<Extract<StopView, { kind: 'creating' }>>) {
  const { phase, problem } = stop;
  const said = words(phase);
  // While the answer may be lost there may be a link, which giving up would hide.
  const mayGiveUp = phase === 'unreached' || phase === 'refused' || phase === 'notFound';
  return (
    <AskedOfAws
      id="customer"
      journey={journey}
      act={act}
      off={off}
      title={said.title}
      screen={phase}
      meaning={said.meaning}
      state={states[phase]}
      problem={problem}
      again={said.act}
      hint={said.hint}
      ways={
        <>
          {mayGiveUp && <GiveUp key={phase} journey={journey} act={act} off={off} question={phase === 'notFound'} />}
          <FinishLater />
        </>
      }
    />
  );
}
