// The link is being removed, or it is not known whether it was.
import type { StopView } from '../backend/contract';
import { wizard } from '../words/wizard';
import { AskedOfAws } from './asked-of-aws';
import { GoHome } from './go-home';
import type { StopProps } from './wizard';

export function Removing({ journey, stop, act, off }: StopProps<Extract<StopView, { kind: 'removing' }>>) {
  const unclear = stop.problem !== null;
  return (
    <AskedOfAws
      id="sign-in"
      journey={journey}
      act={act}
      off={off}
      title={wizard.removing}
      screen="removing"
      meaning={wizard.removingMeaning}
      state={unclear ? 'unclear' : 'underWay'}
      problem={stop.problem}
      again={unclear ? wizard.tryAgain : null}
      ways={<GoHome />}
    />
  );
}
