// A profile of the AWS config files that is not kept yet.
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { AwsAccountsPage } from '../../backend/contract';
import { CodeBox } from '../../problem/code-box';
import { accounts, offerKind } from '../../words/accounts';
import { addAccount as words } from '../../words/add-account';
import { sourceName } from '../source-name';

interface ProfileSourceProps {
  page: AwsAccountsPage;
  profile: string | null;
  onChange: (profile: string) => void;
}

export function ProfileSource({ page: { offers }, profile, onChange }: ProfileSourceProps) {
  const options = offers
    .filter(({ source }) => source.kind === 'profile')
    .map(({ source, kind, region }) => ({
      value: sourceName(source),
      label: sourceName(source),
      description: region === null ? offerKind(kind) : `${offerKind(kind)} · ${region}`,
    }));
  if (options.length === 0) {
    return (
      <SpaceBetween size="xs">
        <span>{words.noProfile}</span>
        <CodeBox label={accounts.command} lines={[accounts.addCommand]} />
      </SpaceBetween>
    );
  }
  return (
    <FormField label={words.chooseProfile}>
      <Select
        data-testid="choose-profile"
        options={options}
        selectedOption={options.find(({ value }) => value === profile) ?? null}
        placeholder={words.chooseProfilePlaceholder}
        expandToViewport
        onChange={({ detail }) => detail.selectedOption.value !== undefined && onChange(detail.selectedOption.value)}
      />
    </FormField>
  );
}
