// How a link is called on the screen: by the person's own spelling first.
import type { LinkView } from '../backend/contract';
import { link as words } from '../words/link';

export function called({ spelling, name }: Pick<LinkView, 'spelling' | 'name'>): string {
  return spelling ?? name ?? words.unnamed;
}
