// In which AWS account something would be done, for the questions before it is.
import { fill } from '../words/fill';
import { frame } from '../words/frame';
import { useWhere } from './where';

export function InAccount() {
  const where = useWhere();
  if (where === null) return null;
  return (
    <p className="lw-quiet" data-testid="in-account">
      {fill(frame.inAccount, { account: <b><bdi>{where}</bdi></b> })}
    </p>
  );
}
