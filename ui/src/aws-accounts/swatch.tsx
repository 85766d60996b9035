// The colour of an AWS account as a small square; its name is said beside it.
import type { ColourView } from '../backend/contract';

export function Swatch({ colour }: { colour: ColourView }) {
  return <span className={`lw-swatch lw-colour-${colour}`} aria-hidden="true" />;
}
