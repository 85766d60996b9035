// The question before an AWS account is taken from this computer.
import type { SavedAccountView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { Dialog } from '../link/dialog';
import { removeAccount as words } from '../words/accounts';
import { fill } from '../words/fill';

export function RemoveAccount({ account: { savedAccountId, name, inUse, fromTeam }, onEnd }: { account: SavedAccountView; onEnd: () => void }) {
  const act = useAct();
  const remove = async () => {
    if (await act.run('remove_aws_account', { savedAccountId })) onEnd();
  };
  return (
    <Dialog
      title={fill(words.title, { name })}
      act={words.confirm}
      keep={words.keep}
      testId="confirm-remove-account"
      busy={act.busy !== null}
      problem={act.problem}
      onAct={() => void remove()}
      onEnd={onEnd}
    >
      <p>{words.meaning}</p>
      {inUse && <p>{words.inUse}</p>}
      {fromTeam && <p>{words.fromTeam}</p>}
    </Dialog>
  );
}
