// Who the sign-in page belongs to, large, since it is what the customer should
// compare.
import { signIn as words } from '../words/sign-in';

export function Host({ host }: { host: string }) {
  return (
    <div>
      <div className="lw-label">{words.belongsTo}</div>
      <div className="lw-host" data-testid="host">
        <bdi>{host}</bdi>
      </div>
    </div>
  );
}
