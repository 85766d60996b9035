// AWS account and role, as a portal lists them for the person.
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, type ReactNode } from 'react';

import type { PortalAccountView, PortalForm } from '../../backend/contract';
import { useQuestion } from '../../desk/use-question';
import { ProblemPanel } from '../../problem/problem-panel';
import { addAccount as words } from '../../words/add-account';
import type { Draft } from './draft';

interface PortalRoleProps {
  portal: PortalForm;
  account: PortalAccountView | null;
  role: string | null;
  onChange: (part: Partial<Draft>) => void;
  onSignIn: () => void;
  /** Stands where AWS says that the person is not signed in. */
  signInAgain: ReactNode;
}

export function PortalRole({ portal, account, role, onChange, onSignIn, signInAgain }: PortalRoleProps) {
  const listed = useQuestion('list_portal_accounts', portal);
  const roles = useQuestion('list_portal_roles', account === null ? null : { ...portal, account: account.account });
  const problem = listed.problem ?? roles.problem;
  const accounts = listed.page?.accounts ?? [];
  const names = account === null || roles.asking ? [] : (roles.page?.roles ?? []);
  useOnlyOne(account === null && accounts.length === 1 ? accounts[0] : undefined, (only) => onChange({ account: only, role: null }));
  useOnlyOne(role === null && names.length === 1 ? names[0] : undefined, (only) => onChange({ role: only }));

  if (problem !== null) {
    return (
      <SpaceBetween size="s">
        <ProblemPanel problem={problem} mild on={{ tryAgain: listed.problem === null ? roles.askAgain : listed.askAgain, signIn: onSignIn }} />
        {problem.action?.kind !== 'signIn' && signInAgain}
      </SpaceBetween>
    );
  }
  const options = accounts.map((each) => ({ value: each.account, label: each.name, description: each.account }));
  const roleOptions = names.map((each) => ({ value: each, label: each }));
  return (
    <div className="lw-two">
      <FormField label={words.portalAccount}>
        <Select
          data-testid="choose-portal-account"
          options={options}
          selectedOption={options.find(({ value }) => value === account?.account) ?? null}
          placeholder={words.choosePortalAccount}
          statusType={listed.asking && listed.page === null ? 'loading' : 'finished'}
          loadingText={words.listingAccounts}
          empty={words.noPortalAccount}
          {...(options.length > 10 ? { filteringType: 'auto' as const } : {})}
          expandToViewport
          onChange={({ detail }) => {
            const chosen = accounts.find((each) => each.account === detail.selectedOption.value);
            if (chosen !== undefined) onChange({ account: chosen, role: null });
          }}
        />
      </FormField>
      <FormField label={words.role}>
        <Select
          data-testid="choose-role"
          options={roleOptions}
          selectedOption={roleOptions.find(({ value }) => value === role) ?? null}
          placeholder={words.chooseRole}
          disabled={account === null}
          statusType={roles.asking ? 'loading' : 'finished'}
          loadingText={words.listingRoles}
          empty={words.noRole}
          expandToViewport
          onChange={({ detail }) => detail.selectedOption.value !== undefined && onChange({ role: detail.selectedOption.value })}
        />
      </FormField>
    </div>
  );
}

/** What there is no choice about is taken. */
function useOnlyOne<T>(only: T | undefined, take: (only: T) => void) {
  useEffect(() => {
    if (only !== undefined) take(only);
    // Taken once, as soon as it is known; `take` is another function at every drawing.
    // eslint-disable-next-line react/exhaustive-deps
  }, [only]);
}
