// Access keys typed here, the role and the MFA device they go with, and where they
// would be kept.
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';

import { addAccount as words } from '../../words/add-account';
import { AccessKeysFields, type AccessKeysTyped } from '../access-keys-fields';
import { KeptWhere } from '../kept-where';
import type { Draft } from './draft';

interface KeysSourceProps {
  keys: AccessKeysTyped;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  onSubmit: () => void;
}

const fields = [
  { field: 'mfaSerial', label: words.mfa, description: words.mfaMeaning, testId: 'mfa-device' },
  { field: 'roleArn', label: words.roleArn, description: words.roleArnMeaning, testId: 'role-arn' },
  { field: 'externalId', label: words.externalId, description: words.externalIdMeaning, testId: 'external-id' },
] as const;

export function KeysSource({ keys, draft, onChange, onSubmit }: KeysSourceProps) {
  return (
    <SpaceBetween size="m">
      <AccessKeysFields keys={keys} onSubmit={onSubmit} />
      <KeptWhere />
      <ExpandableSection headerText={<span data-testid="role-and-mfa">{words.roleAndMfa}</span>} variant="footer">
        <div className="lw-two">
          {fields.map(({ field, label, description, testId }) => (
            <FormField key={field} label={label} constraintText={description}>
              <Input
                value={draft[field]}
                spellcheck={false}
                autoComplete={false}
                onChange={({ detail }) => onChange({ [field]: detail.value })}
                onKeyDown={({ detail }) => detail.key === 'Enter' && !detail.isComposing && onSubmit()}
                nativeInputAttributes={{ 'data-testid': testId }}
              />
            </FormField>
          ))}
        </div>
      </ExpandableSection>
    </SpaceBetween>
  );
}
