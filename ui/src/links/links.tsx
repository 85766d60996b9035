// The list of links.
import { LinkList } from './link-list';
import { links as words } from '../words/links';

export function Links({ search }: { search: string }) {
  return <LinkList title={words.title} act={words.open} actNamed={words.openNamed} search={search} />;
}
