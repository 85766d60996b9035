// Where typed access keys would be kept: in the keyring, or in memory and why.
import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import { useQuestion } from '../desk/use-question';
import { accessKeys as words } from '../words/accounts';

export function KeptWhere() {
  const { page: keyring, asking } = useQuestion('keyring', {});
  return (
    <div aria-live="polite" data-testid="kept-where">
      {keyring === null ? (
        asking && <StatusIndicator type="loading">{words.asking}</StatusIndicator>
      ) : keyring.problem === null ? (
        <StatusIndicator type="success">{words.kept(keyring.name)}</StatusIndicator>
      ) : (
        <Alert type="warning" header={keyring.problem.title}>
          <SpaceBetween size="xxs">
            <bdi>{keyring.problem.meaning}</bdi>
            <b>{words.inMemory}</b>
          </SpaceBetween>
        </Alert>
      )}
    </div>
  );
}
