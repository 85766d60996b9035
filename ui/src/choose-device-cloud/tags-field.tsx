// Tags as key and value, at most as many as AWS takes.
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';

import type { FieldProblem, TagForm } from '../backend/contract';
import { customer as words } from '../words/customer';

const MOST_TAGS = 50;

interface TagsFieldProps {
  tags: TagForm[];
  problems: FieldProblem[];
  onChange: (tags: TagForm[]) => void;
}

export function TagsField({ tags, problems, onChange }: TagsFieldProps) {
  const change = (index: number, part: Partial<TagForm>) =>
    onChange(tags.map((tag, at) => (at === index ? { ...tag, ...part } : tag)));
  const wrong = (field: 'tagKey' | 'tagValue', index: number) =>
    problems.find((each) => each.field === field && each.index === index)?.message ?? null;
  const left = MOST_TAGS - tags.length;

  return (
    <FormField label={words.tags} stretch>
      <AttributeEditor
        items={tags}
        empty={words.noTags}
        addButtonText={words.addTag}
        removeButtonText={words.removeTag}
        disableAddButton={left <= 0}
        additionalInfo={left <= 0 ? words.tooManyTags : words.moreTags(left)}
        onAddButtonClick={() => onChange([...tags, { key: '', value: '' }])}
        onRemoveButtonClick={({ detail }) => onChange(tags.filter((_, at) => at !== detail.itemIndex))}
        definition={[
          {
            label: words.tagKey,
            errorText: (_, index) => wrong('tagKey', index),
            control: (tag, index) => (
              <Input value={tag.key} onChange={({ detail }) => change(index, { key: detail.value })} />
            ),
          },
          {
            label: words.tagValue,
            errorText: (_, index) => wrong('tagValue', index),
            control: (tag, index) => (
              <Input value={tag.value} onChange={({ detail }) => change(index, { value: detail.value })} />
            ),
          },
        ]}
      />
    </FormField>
  );
}
