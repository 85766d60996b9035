// Access keys as they are typed. What was typed is forgotten here in the moment it
// is sent, whether it was taken or not.
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useCallback, useState, type ReactNode } from 'react';

import type { AccessKeysForm } from '../backend/contract';
import { accessKeys as words } from '../words/accounts';

export interface TypedKeys {
  id: string;
  secret: string;
  session: string;
}

const nothing: TypedKeys = { id: '', secret: '', session: '' };

export interface AccessKeysTyped {
  typed: TypedKeys;
  complete: boolean;
  change: (part: Partial<TypedKeys>) => void;
  /** The form to send; nothing of it stays here. */
  take: () => AccessKeysForm;
}

export function useAccessKeys(): AccessKeysTyped {
  const [typed, setTyped] = useState(nothing);
  const change = useCallback((part: Partial<TypedKeys>) => setTyped((before) => ({ ...before, ...part })), []);
  const take = () => {
    setTyped(nothing);
    return {
      accessKeyId: typed.id.trim(),
      secretAccessKey: typed.secret.trim(),
      sessionToken: typed.session.trim() === '' ? null : typed.session.trim(),
    };
  };
  return { typed, complete: typed.id.trim() !== '' && typed.secret.trim() !== '', change, take };
}

export function AccessKeysFields({ keys: { typed, change }, onSubmit }: { keys: AccessKeysTyped; onSubmit: () => void }) {
  return (
    <div className="lw-two">
      <SecretField label={words.id} description={words.idMeaning} testId="access-key-id" shown value={typed.id} onChange={(id) => change({ id })} onSubmit={onSubmit} />
      <SecretField label={words.secret} description={null} testId="secret-access-key" value={typed.secret} onChange={(secret) => change({ secret })} onSubmit={onSubmit} />
      <SecretField
        label={
          <>
            {words.session} <i className="lw-optional">{words.optional}</i>
          </>
        }
        description={words.sessionMeaning}
        testId="session-token"
        value={typed.session}
        onChange={(session) => change({ session })}
        onSubmit={onSubmit}
      />
    </div>
  );
}

interface SecretFieldProps {
  label: ReactNode;
  description: string | null;
  testId: string;
  /** The id alone may be read over a shoulder. */
  shown?: boolean;
  value: string;
  onChange: (value: string) => void;
  onSubmit: () => void;
}

function SecretField({ label, description, testId, shown = false, value, onChange, onSubmit }: SecretFieldProps) {
  return (
    <FormField label={label} constraintText={description}>
      <Input
        type={shown ? 'text' : 'password'}
        value={value}
        spellcheck={false}
        autoComplete={false}
        onChange={({ detail }) => onChange(detail.value)}
        onKeyDown={({ detail }) => detail.key === 'Enter' && !detail.isComposing && onSubmit()}
        nativeInputAttributes={{ 'data-testid': testId, autoCapitalize: 'off', autoCorrect: 'off' }}
      />
    </FormField>
  );
}
