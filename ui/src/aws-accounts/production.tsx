// 'This is production': from then on removing is confirmed by typing.
import Checkbox from '@cloudscape-design/components/checkbox';

import type { AccountView } from '../backend/contract';
import { useAct } from '../desk/use-act';
import { ProblemPanel } from '../problem/problem-panel';
import { accounts as words } from '../words/accounts';

export function Production({ account, byTeamFile }: { account: AccountView; byTeamFile: boolean }) {
  const act = useAct();
  return (
    <>
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
      <Checkbox
        checked={account.production}
        disabled={act.busy !== null || byTeamFile}
        description={byTeamFile ? words.byTeamFile : words.productionMeaning}
        onChange={({ detail }) => void act.run('set_production', { production: detail.checked })}
        nativeInputAttributes={{ 'data-testid': 'production' }}
      >
        {words.production}
      </Checkbox>
    </>
  );
}
