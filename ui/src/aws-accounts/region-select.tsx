// One of the Regions with managed integrations.
import Select from '@cloudscape-design/components/select';

import type { RegionView } from '../backend/contract';
import { accounts as words } from '../words/accounts';

interface RegionSelectProps {
  known: RegionView[];
  region: string | null;
  onChange: (region: string | null) => void;
  testId: string;
  ariaLabel?: string;
  /** The words for going by the profile or the environment, where that is possible. */
  byItself?: string | null;
  /** Field label of a form, when there is one. */
  disabled?: boolean;
}

const BY_ITSELF = '-';

export function RegionSelect({ known, region, onChange, testId, ariaLabel, byItself = null, disabled = false }: RegionSelectProps) {
  const options = [
    ...(byItself === null ? [] : [{ value: BY_ITSELF, label: byItself }]),
    ...known.map((each) => ({ value: each.region, label: each.name, description: each.region })),
  ];
  const selected = options.find((option) => option.value === (region ?? BY_ITSELF));
  // A Region AWS does not document stands by its id; the desk says what is wrong with it.
  const other = region === null ? null : { value: region, label: region };
  return (
    <Select
      {...(ariaLabel === undefined ? {} : { ariaLabel })}
      data-testid={testId}
      options={options}
      selectedOption={selected ?? other}
      placeholder={words.chooseRegion}
      disabled={disabled}
      expandToViewport
      onChange={({ detail: { selectedOption } }) =>
        selectedOption.value !== undefined && onChange(selectedOption.value === BY_ITSELF ? null : selectedOption.value)
      }
    />
  );
}
