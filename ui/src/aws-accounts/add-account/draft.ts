// An AWS account that is being added, as far as it was filled in. No secret is in it.
import type { AwsAccountsPage, PortalAccountView, PortalForm, SourceForm } from '../../backend/contract';
import { sourceName } from '../source-name';

export type Way = 'profile' | 'identityCenter' | 'keys' | 'environment';

export interface Draft {
  profile: string | null;
  portal: PortalForm;
  /** The portal that was signed in at. */
  signedInAt: PortalForm | null;
  account: PortalAccountView | null;
  role: string | null;
  mfaSerial: string;
  roleArn: string;
  externalId: string;
}

export function emptyDraft({ offers, portals }: AwsAccountsPage): Draft {
  const profiles = offers.filter(({ source }) => source.kind === 'profile');
  const only = profiles.length === 1 ? profiles[0] : undefined;
  const portal = portals[0];
  return {
    profile: only === undefined ? null : sourceName(only.source),
    portal: portal === undefined ? { startUrl: '', portalRegion: '' } : { startUrl: portal.startUrl, portalRegion: portal.portalRegion },
    signedInAt: null,
    account: null,
    role: null,
    mfaSerial: '',
    roleArn: '',
    externalId: '',
  };
}

export function sourceOf(way: Way, draft: Draft): SourceForm | null {
  switch (way) {
    case 'profile':
      return draft.profile === null ? null : { kind: 'profile', name: draft.profile };
    case 'environment':
      return { kind: 'environment' };
    case 'keys':
      return { kind: 'keys', keysId: '', mfaSerial: orNull(draft.mfaSerial), roleArn: orNull(draft.roleArn), externalId: orNull(draft.externalId) };
    case 'identityCenter': {
      const { signedInAt, account, role } = draft;
      if (signedInAt === null || account === null || role === null) return null;
      return { kind: 'identityCenter', ...signedInAt, account: account.account, roleName: role };
    }
    default:
      return way satisfies never;
  }
}

export function suggestedName(way: Way, draft: Draft): string {
  switch (way) {
    case 'profile':
      return draft.profile ?? '';
    case 'environment':
      return sourceName({ kind: 'environment' });
    case 'identityCenter':
      return draft.account?.name ?? '';
    case 'keys':
      return '';
    default:
      return way satisfies never;
  }
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
