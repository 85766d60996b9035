// Access keys that the keyring does not have, or that AWS knows no more, typed again.
import Button from '@cloudscape-design/components/button';

import { AccessKeysFields, useAccessKeys } from '../aws-accounts/access-keys-fields';
import { KeptWhere } from '../aws-accounts/kept-where';
import type { Act } from '../desk/use-act';
import { accessKeys } from '../words/accounts';
import { awsSignIn } from '../words/aws-sign-in';

const words = awsSignIn.keys;

export function KeysAgain({ savedAccountId, act }: { savedAccountId: string; act: Act }) {
  const keys = useAccessKeys();
  const busy = act.busy === 'replace_access_keys';
  const send = () => {
    if (keys.complete && act.busy === null) void act.run('replace_access_keys', { savedAccountId, accessKeys: keys.take() });
  };
  return (
    <>
      <span>{words.meaning}</span>
      <AccessKeysFields keys={keys} onSubmit={send} />
      <KeptWhere />
      <span className="lw-with-why">
        <Button variant="primary" data-testid="use-these-keys" disabled={!keys.complete && !busy} loading={busy} onClick={send}>
          {words.act}
        </Button>
        {!keys.complete && !busy && <span className="lw-quiet">{accessKeys.why}</span>}
      </span>
    </>
  );
}
