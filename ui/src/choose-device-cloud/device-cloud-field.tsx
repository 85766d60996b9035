// Which device cloud, and how access is given where there is a choice.
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { DestinationView } from '../backend/contract';
import { customer as words } from '../words/customer';
import { accessKey, chosenAccess, type Draft } from './draft';

interface DeviceCloudFieldProps {
  /** Null while they are being listed. */
  destinations: DestinationView[] | null;
  chosen: DestinationView | null;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

export function DeviceCloudField({ destinations, chosen, draft, onChange }: DeviceCloudFieldProps) {
  const options = destinations?.map(option) ?? [];
  const usedAccess = chosen === null ? undefined : chosenAccess(chosen, draft);
  return (
    <SpaceBetween size="m">
      <FormField label={words.deviceCloud}>
        <Select
          data-testid="device-cloud"
          options={options}
          selectedOption={chosen === null ? null : option(chosen)}
          placeholder={destinations === null ? words.listing : words.chooseDeviceCloud}
          statusType={destinations === null ? 'loading' : 'finished'}
          loadingText={words.listing}
          triggerVariant="option"
          filteringType={options.length > 8 ? 'auto' : 'none'}
          onChange={({ detail }) =>
            onChange({ connectorDestinationId: detail.selectedOption.value ?? null, access: null, secondLink: false })
          }
        />
      </FormField>
      {chosen !== null && chosen.accesses.length > 1 && (
        <FormField label={words.access}>
          <RadioGroup
            value={usedAccess === undefined ? '' : accessKey(usedAccess)}
            items={chosen.accesses.map((access) => ({
              value: accessKey(access),
              label: access.kind === 'customerSignsIn' ? words.customerSignsIn : words.companyCredentialNamed(access.authMaterialName),
              description:
                access.kind === 'customerSignsIn' ? words.customerSignsInMeaning : words.companyCredentialMeaning,
            }))}
            onChange={({ detail }) => onChange({ access: detail.value })}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}

function option(destination: DestinationView) {
  const usualAccess = destination.accesses[0];
  return {
    value: destination.connectorDestinationId,
    label: destination.name,
    description: usualAccess?.kind === 'companyCredential' ? words.companyCredential : words.customerSignsIn,
  };
}
