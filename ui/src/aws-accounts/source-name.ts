// What a way into AWS is called on the screen, and the short key it goes by.
import type { OfferKindView, SourceForm } from '../backend/contract';
import { accounts as words, offerKind } from '../words/accounts';

/** The name alone for a profile; ways without a name of their own go by their kind. */
export function keyOf(source: SourceForm): string {
  return source.kind === 'profile' ? source.name : source.kind;
}

/** As `keyOf`, but tells two sets of keys or two roles apart. */
export function savedKey({ savedAccountId, source }: { savedAccountId: string; source: SourceForm }): string {
  return source.kind === 'keys' || source.kind === 'identityCenter' ? savedAccountId : keyOf(source);
}

export function sourceName(source: SourceForm): string {
  switch (source.kind) {
    case 'practice':
      return words.practice;
    case 'environment':
      return words.environment;
    case 'profile':
      return source.name;
    case 'keys':
      return offerKind('accessKeys');
    case 'identityCenter':
      return source.roleName;
    default:
      return source satisfies never;
  }
}

export function howItSignsIn(source: SourceForm, kind: OfferKindView): string {
  switch (source.kind) {
    case 'practice':
      return words.practiceKind;
    case 'environment':
    case 'profile':
    case 'keys':
    case 'identityCenter':
      return offerKind(kind);
    default:
      return source satisfies never;
  }
}
