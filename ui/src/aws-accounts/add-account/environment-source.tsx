// The access keys the environment had when Linkwright started.
import StatusIndicator from '@cloudscape-design/components/status-indicator';

import { addAccount as words } from '../../words/add-account';

export function EnvironmentSource({ there }: { there: boolean }) {
  return <StatusIndicator type={there ? 'success' : 'info'}>{there ? words.environmentThere : words.noEnvironment}</StatusIndicator>;
}
