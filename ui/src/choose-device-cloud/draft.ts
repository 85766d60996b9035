// What is being typed on the wizard's first stop.
import type { AccessView, CustomerForm, DestinationView, TagForm } from '../backend/contract';

export interface Draft {
  /** Made once per empty wizard, so that no second press makes a second link. */
  draftId: string;
  connectorDestinationId: string | null;
  customer: string;
  jobNumber: string;
  owner: string;
  /** What 'Next customer' left of the last owner; by itself it is none. */
  ownerBeginning: string;
  note: string;
  tags: TagForm[];
  /** `accessKey` of the chosen way; null is the device cloud's usual one. */
  access: string | null;
  secondLink: boolean;
}

/** What 'Next customer' keeps of the last one. */
export type Seed = Partial<Pick<Draft, 'connectorDestinationId' | 'owner' | 'tags' | 'customer'>>;

export function emptyDraft(seed: Seed): Draft {
  return {
    draftId: crypto.randomUUID(),
    connectorDestinationId: null,
    customer: '',
    jobNumber: '',
    owner: '',
    ownerBeginning: seed.owner ?? '',
    note: '',
    tags: [],
    access: null,
    secondLink: false,
    ...seed,
  };
}

export function customerForm(draft: Draft): CustomerForm {
  return {
    connectorDestinationId: draft.connectorDestinationId,
    customer: draft.customer,
    jobNumber: orNull(draft.jobNumber),
    // What was left from the last customer is a beginning, not an owner.
    owner: draft.owner === draft.ownerBeginning ? null : orNull(draft.owner),
    note: orNull(draft.note),
    tags: filledTags(draft),
  };
}

export function chosenAccess(destination: DestinationView, draft: Draft): AccessView | undefined {
  return destination.accesses.find((each) => accessKey(each) === draft.access) ?? destination.accesses[0];
}

export function accessKey(access: AccessView): string {
  return access.kind === 'customerSignsIn' ? '' : access.authMaterialName;
}

export function filledTags(draft: Draft): TagForm[] {
  return draft.tags.filter((tag) => tag.key !== '' || tag.value !== '');
}

export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}

/** The part of an owner that stays for the next customer: 'C-20417' gives 'C-'. */
export function ownerPrefix(owner: string | null): string {
  return /^(\D+)\d/.exec(owner ?? '')?.[1] ?? '';
}
