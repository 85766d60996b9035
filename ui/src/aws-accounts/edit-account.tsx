// The dialog for what is kept here of an AWS account.
import Checkbox from '@cloudscape-design/components/checkbox';
import { useState } from 'react';

import type { RegionView, SavedAccountView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { Dialog } from '../link/dialog';
import { accountFields, editAccount as words } from '../words/accounts';
import { fill } from '../words/fill';
import { AccountFields, type Fields } from './account-fields';

interface EditAccountProps {
  account: SavedAccountView;
  regions: RegionView[];
  onEnd: () => void;
}

export function EditAccount({ account, regions, onEnd }: EditAccountProps) {
  const { savedAccountId, name, colour, region, production, readOnly } = account;
  const act = useAct();
  const [fields, setFields] = useState<Fields>({ name, colour, region, production, readOnly });
  const [start, setStart] = useState(account.start);
  const whyNot = fields.name.trim() === '' ? accountFields.whyName : null;
  const save = async () => {
    if (whyNot === null && (await act.run('edit_aws_account', { savedAccountId, ...fields, start }))) onEnd();
  };
  return (
    <Dialog
      title={fill(words.title, { name })}
      act={words.save}
      testId="save-account"
      busy={act.busy !== null}
      whyNot={whyNot}
      problem={act.problem}
      size="large"
      onAct={() => void save()}
      onEnd={onEnd}
    >
      <AccountFields
        fields={fields}
        regions={regions}
        byItself={byItself(account)}
        byTeamFile={account.fromTeam}
        onChange={(part) => setFields((before) => ({ ...before, ...part }))}
        onSubmit={() => void save()}
      />
      <Checkbox
        checked={start}
        description={accountFields.startMeaning}
        onChange={({ detail }) => setStart(detail.checked)}
        nativeInputAttributes={{ 'data-testid': 'account-start' }}
      >
        {accountFields.start}
      </Checkbox>
    </Dialog>
  );
}

/** Where the Region may come from by itself. */
function byItself({ source: { kind } }: SavedAccountView): string | null {
  if (kind === 'profile') return accountFields.byProfile(null);
  return kind === 'environment' ? accountFields.byEnvironment(null) : null;
}
