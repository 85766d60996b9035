// Each permission, what it is for, and who needs it.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';

import { permissionList, whySecret } from '../backend/permission-list';
import { usePlaces } from '../desk/places';
import { permissionWords as words } from '../words/help/permissions';
import { Entry } from './entry';

export function PermissionList({ entry }: { entry: string | undefined }) {
  const { go } = usePlaces();
  return (
    <SpaceBetween size="l">
      <Button data-testid="help-test-access" onClick={() => go({ kind: 'accessTest' })}>
        {words.test}
      </Button>
      <Alert type="info" header={words.secret}>
        {whySecret}
      </Alert>
      <Group title={words.reads} isChange={false} entry={entry} />
      <Group title={words.changes} isChange entry={entry} />
    </SpaceBetween>
  );
}

function Group({ title, isChange, entry }: { title: string; isChange: boolean; entry: string | undefined }) {
  return (
    <div>
      <h2 className="lw-help-title">{title}</h2>
      {permissionList
        .filter((each) => each.isChange === isChange)
        .map(({ action, whatFor, sizes }) => (
          <div className="lw-help-entry" key={action}>
            <h3>
              <Entry marked={entry === action}>{whatFor}</Entry>
            </h3>
            <p>
              <code>{action}</code>
            </p>
            <p className="lw-help-way">{`${words.sizes} ${sizes.map(words.size).join(', ')}`}</p>
          </div>
        ))}
    </div>
  );
}
