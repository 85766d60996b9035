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
          {hasMoreThanJob(pattern) && (
            <>
              {' · '}
              {fill(words.exampleWithoutJob, { name: <b data-testid="name-example-without-job"><bdi>{example(pattern, initials, '')}</bdi></b> })}
            </>
          )}
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

function hasMoreThanJob(pattern: string): boolean {
  return pattern.includes('{job}') && pattern.includes('{customer}');
}

/** For looking at alone: what AWS gets is made, and refused, by the desk. */
function example(pattern: string, initials: string, job: string = words.exampleValues.job): string {
  const values: Record<string, string> = { ...words.exampleValues, job, ...(initials === '' ? {} : { initials }) };
  const shown = pattern.trim() === '' ? words.usual : pattern.trim();
  let name = '';
  let separator = '';
  let gap = false;
  for (const piece of shown.match(/\{\w+\}|[-_ ]+|[^-_ {]+|\{/g) ?? []) {
    const text = piece.startsWith('{') ? (values[piece.slice(1, -1)] ?? piece) : piece;
    // An empty place takes the separators beside it with it, all but the first.
    if (text === '') gap = true;
    else if (/^[-_ ]/.test(piece)) separator ||= piece;
    else {
      name += (gap && name === '' ? '' : separator) + text;
      separator = '';
      gap = false;
    }
  }
  return gap ? name : name + separator;
}
