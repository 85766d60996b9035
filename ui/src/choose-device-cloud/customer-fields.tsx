// The customer as the person spells it, with what AWS will store, and the rest.
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import type { ReactNode, RefObject } from 'react';

import type { FieldView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { customer as words } from '../words/customer';
import { fill } from '../words/fill';
import type { Draft } from './draft';
import { TagsField } from './tags-field';
import type { Checked } from './use-customer-check';

interface CustomerFieldsProps {
  draft: Draft;
  checked: Checked;
  onChange: (part: Partial<Draft>) => void;
  onSubmit: () => void;
  customerInput: RefObject<InputProps.Ref | null>;
  /** What is to be said about this customer, right under the name. */
  children?: ReactNode;
}

export function CustomerFields({ draft, checked, onChange, onSubmit, customerInput, children }: CustomerFieldsProps) {
  const { settings } = useDesk();
  const wrong = (field: FieldView) => checked.check?.problems.find((each) => each.field === field)?.message ?? '';
  const submitOnEnter: InputProps['onKeyDown'] = ({ detail }) => {
    if (detail.key === 'Enter' && !detail.isComposing) onSubmit();
  };
  const folded = wrong('note') !== '' || wrong('tagKey') !== '' || wrong('tagValue') !== '';

  return (
    <SpaceBetween size="m">
      <FormField
        label={words.customer}
        description={settings.jobNumberOnly ? words.customerMeaningJobNumberOnly : words.customerMeaning}
        constraintText={<Stored draft={draft} checked={checked} />}
        errorText={wrong('customer')}
      >
        <Input
          ref={customerInput}
          name="customer"
          value={draft.customer}
          onChange={({ detail }) => onChange({ customer: detail.value, secondLink: false })}
          onKeyDown={submitOnEnter}
          nativeInputAttributes={{ 'data-testid': 'customer-name', maxLength: 256 }}
        />
      </FormField>
      {children}
      <div className="lw-two">
        <FormField
          label={settings.jobNumberOnly ? words.jobNumber : optional(words.jobNumber)}
          description={words.jobNumberMeaning}
          errorText={wrong('jobNumber')}
        >
          <Input
            name="jobNumber"
            value={draft.jobNumber}
            onChange={({ detail }) => onChange({ jobNumber: detail.value })}
            onKeyDown={submitOnEnter}
            nativeInputAttributes={{ 'data-testid': 'job-number' }}
          />
        </FormField>
        <FormField label={optional(words.owner)} description={words.ownerMeaning} errorText={wrong('owner')}>
          <Input
            name="owner"
            value={draft.owner}
            onChange={({ detail }) => onChange({ owner: detail.value })}
            onKeyDown={submitOnEnter}
            nativeInputAttributes={{ 'data-testid': 'owner' }}
          />
        </FormField>
      </div>
      <ExpandableSection headerText={words.more} defaultExpanded={draft.tags.length > 0 || folded}>
        <SpaceBetween size="m">
          <FormField label={optional(words.note)} description={words.noteMeaning} errorText={wrong('note')} stretch>
            <Textarea
              name="note"
              rows={2}
              value={draft.note}
              onChange={({ detail }) => onChange({ note: detail.value })}
              nativeTextareaAttributes={{ 'data-testid': 'note' }}
            />
          </FormField>
          <TagsField tags={draft.tags} problems={checked.check?.problems ?? []} onChange={(tags) => onChange({ tags })} />
        </SpaceBetween>
      </ExpandableSection>
    </SpaceBetween>
  );
}

function Stored({ draft, checked }: { draft: Draft; checked: Checked }) {
  const { check } = checked;
  if (draft.customer.trim() === '' || check === null || check.storedName === null) return words.allowed;
  const stored = <b><bdi data-testid="stored-name">{check.storedName}</bdi></b>;
  return fill(check.converted ? words.converted : words.stored, { stored });
}

function optional(label: string): ReactNode {
  return (
    <>
      {label} <i className="lw-optional">{words.optional}</i>
    </>
  );
}
