// There is no device cloud in this Region: where there is one, or whom to ask.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { ElsewhereView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useAct } from '../desk/use-act';
import { CopyAct } from '../problem/copy-act';
import { ProblemPanel } from '../problem/problem-panel';
import { customer as words } from '../words/customer';

export function NoDeviceCloud({ elsewhere, onLookAgain }: { elsewhere: ElsewhereView[]; onLookAgain: () => void }) {
  const { account, connecting } = useDesk();
  const act = useAct();
  if (account === null) return null;
  const there = elsewhere.filter((each) => each.deviceClouds > 0);
  return (
    <SpaceBetween size="s">
      {act.problem !== null && <ProblemPanel problem={act.problem} onDismiss={act.dismiss} />}
      <Alert type="info" header={words.nothingHere}>
        <SpaceBetween size="s">
          <span>{there.length > 0 ? words.nothingHereElsewhere : words.nothingAnywhere}</span>
          <SpaceBetween size="xs" direction="horizontal">
            {there.map((each) => (
              <Button
                key={each.region}
                loading={connecting || act.busy === 'use_aws_account'}
                data-testid={`switch-${each.region}`}
                onClick={() => void act.run('use_aws_account', { source: account.source, region: each.region })}
              >
                {words.elsewhere(each.deviceClouds, `${each.regionName} (${each.region})`)}
              </Button>
            ))}
            {there.length === 0 && (
              <CopyAct act={act} command="copy_text" form={{ text: words.forCloudTeam(account.account, account.region) }}>
                {words.askCloudTeam}
              </CopyAct>
            )}
            <Button variant="link" onClick={onLookAgain}>
              {words.lookAgain}
            </Button>
          </SpaceBetween>
        </SpaceBetween>
      </Alert>
    </SpaceBetween>
  );
}
