// The list of links as asked for, again whenever the desk says that it changed.
import { useDesk } from '../desk/desk';
import { useQuestion, type Asked } from '../desk/use-question';
import { linksForm, type LinkQuery } from './link-query';

export function useLinks(query: LinkQuery): Asked<'list_account_associations'> {
  const { account, linksRevision } = useDesk();
  const identity = account === null ? '' : `${account.account} ${account.region} ${linksRevision}`;
  return useQuestion('list_account_associations', account === null ? null : linksForm(query), identity);
}
