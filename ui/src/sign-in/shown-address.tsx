// The sign-in address as text, for as long as it is asked for.
import { signIn as words } from '../words/sign-in';

export function ShownAddress({ address }: { address: string }) {
  return (
    <div>
      <code className="lw-address" data-testid="address" aria-label={words.address}>
        <bdi>{address}</bdi>
      </code>
      <span className="lw-quiet">{words.addressMeaning}</span>
    </div>
  );
}
