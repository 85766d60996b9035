// Texts ready to send to the customer and to the cloud team.
import type { Act } from '../desk/use-act';
import { CopyAct } from '../problem/copy-act';
import { diagnosis as words } from '../words/diagnosis';

interface TextsToSendProps {
  forCustomer: string | null;
  forCloudTeam: string | null;
  act: Act;
}

export function TextsToSend({ forCustomer, forCloudTeam, act }: TextsToSendProps) {
  if (forCustomer === null && forCloudTeam === null) return null;
  return (
    <span className="lw-row-acts">
      {forCustomer !== null && (
        <CopyAct act={act} command="copy_text" form={{ text: forCustomer }} testId="copy-for-customer">
          {words.forCustomer}
        </CopyAct>
      )}
      {forCloudTeam !== null && (
        <CopyAct act={act} command="copy_text" form={{ text: forCloudTeam }} testId="copy-for-cloud-team">
          {words.forCloudTeam}
        </CopyAct>
      )}
    </span>
  );
}
