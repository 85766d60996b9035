// How a link is named at AWS: a pattern with places, and what it makes of an example.
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';

import { fill } from '../words/fill';
import { namePattern as words } from '../words/settings';

interface NamePatternProps {
  pattern: string;
  initials: string;
  onChange: (pattern: string) => void;
}

export function NamePattern({ pattern, initials, onChange }: NamePatternProps) {
  return (
    <FormField
      label={words.label}
      description={words.meaning}
      constraintText={
        <>
          {words.places} {fill(words.example, { name: <b data-testid="name-example"><bdi>{example(pattern, initials)}</bdi></b> })}
        </>
      }
    >
      <Input
        value={pattern}
        placeholder={words.usual}
        spellcheck={false}
        onChange={({ detail }) => onChange(detail.value)}
        nativeInputAttributes={{ 'data-testid': 'name-pattern', maxLength: 128 }}
      />
    </FormField>
  );
}

/** For looking at alone: what AWS gets is made, and refused, by the desk. */
function example(pattern: string, initials: string): string {
  const values: Record<string, string> = { ...words.exampleValues, ...(initials === '' ? {} : { initials }) };
  return (pattern.trim() === '' ? words.usual : pattern).replaceAll(/\{(\w+)\}/g, (whole, place: string) => values[place] ?? whole).trim();
}
