// Who the sign-in page belongs to, large, since it is what the customer should
// compare.
import { signIn as words } from '../words/sign-in';

interface HostProps {
  host: string;
  label?: string;
  testId?: string;
}

export function Host({ host, label = words.belongsTo, testId = 'host' }: HostProps) {
  return (
    <div>
      <div className="lw-label">{label}</div>
      <div className="lw-host" data-testid={testId}>
        <bdi>{host}</bdi>
      </div>
    </div>
  );
}
