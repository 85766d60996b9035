// New access keys for an AWS account that is kept.
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { SavedAccountView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { Dialog } from '../link/dialog';
import { accessKeys as words } from '../words/accounts';
import { fill } from '../words/fill';
import { AccessKeysFields, useAccessKeys } from './access-keys-fields';
import { KeptWhere } from './kept-where';

export function ReplaceKeys({ account: { savedAccountId, name }, onEnd }: { account: SavedAccountView; onEnd: () => void }) {
  const act = useAct();
  const keys = useAccessKeys();
  const replace = async () => {
    if (keys.complete && (await act.run('replace_access_keys', { savedAccountId, accessKeys: keys.take() }))) onEnd();
  };
  return (
    <Dialog
      title={fill(words.replaceTitle, { name })}
      act={words.replace}
      testId="confirm-replace-keys"
      busy={act.busy !== null}
      whyNot={keys.complete || act.busy !== null ? null : words.why}
      problem={act.problem}
      size="large"
      onAct={() => void replace()}
      onEnd={onEnd}
    >
      <SpaceBetween size="m">
        <AccessKeysFields keys={keys} onSubmit={() => void replace()} />
        <KeptWhere />
      </SpaceBetween>
    </Dialog>
  );
}
