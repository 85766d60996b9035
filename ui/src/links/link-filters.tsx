// The filters of the list, in one row that folds.
import Select, { type SelectProps } from '@cloudscape-design/components/select';

import type { LinkCounts } from '../backend/contract';
import { linkState } from '../words/customer';
import { ages, links as words, linkStates, orders } from '../words/links';
import type { LinkQuery } from './link-query';

interface LinkFiltersProps {
  query: LinkQuery;
  counts: LinkCounts | null;
  onChange: (part: Partial<LinkQuery>) => void;
}

const EVERY = '';
const SEVERAL = 'several';

export function LinkFilters({ query, counts, onChange }: LinkFiltersProps) {
  const { filters } = words;
  const [state] = query.states;
  const clouds = (counts?.byDeviceCloud ?? []).map((each) => ({
    value: each.connectorDestinationId,
    label: each.deviceCloud,
    description: `${each.count}`,
  }));
  return (
    <div className="lw-filters" role="group" aria-label={filters.label}>
      <Choice
        testId="filter-state"
        label={filters.state}
        value={query.states.length > 1 ? SEVERAL : (state ?? EVERY)}
        options={[
          { value: EVERY, label: filters.every },
          ...(query.states.length > 1 ? [{ value: SEVERAL, label: filters.several }] : []),
          ...linkStates.map((value) => ({ value, label: linkState(value) })),
        ]}
        onChoose={(value) => value !== SEVERAL && onChange({ states: linkStates.filter((each) => each === value) })}
      />
      <Choice
        testId="filter-device-cloud"
        label={filters.deviceCloud}
        value={query.connectorDestinationId ?? EVERY}
        options={[{ value: EVERY, label: filters.every }, ...clouds]}
        onChoose={(value) => onChange({ connectorDestinationId: value === EVERY ? null : value })}
      />
      <Choice
        testId="filter-made"
        label={filters.made}
        value={query.made}
        options={ages.map(({ value, name }) => ({ value, label: name }))}
        onChoose={(value) => onChange({ made: ages.find((each) => each.value === value)?.value ?? 'any' })}
      />
      <Choice
        testId="filter-order"
        label={filters.order}
        value={query.order}
        options={orders.map(({ value, name }) => ({ value, label: name }))}
        onChoose={(value) => onChange({ order: orders.find((each) => each.value === value)?.value ?? 'name' })}
      />
    </div>
  );
}

interface ChoiceProps {
  testId: string;
  label: string;
  value: string;
  options: SelectProps.Option[];
  onChoose: (value: string) => void;
}

function Choice({ testId, label, value, options, onChoose }: ChoiceProps) {
  return (
    <Select
      data-testid={testId}
      inlineLabelText={label}
      options={options}
      selectedOption={options.find((option) => option.value === value) ?? options[0] ?? null}
      onChange={({ detail }) => onChoose(detail.selectedOption.value ?? EVERY)}
    />
  );
}
