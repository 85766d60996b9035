// The list of links as asked for, again whenever the desk says that it changed.
import { useDesk } from '../desk/desk';
import { useQuestion, type Asked } from '../desk/use-question';
import { linksForm, type LinkQuery } from './link-query';

export function useLinks(query: LinkQuery): Asked<'list_account_associations'> {
  const { account, remembered, linksRevision } = useDesk();
  const whose = account ?? remembered;
  const identity = whose === null ? '' : `${whose.account} ${whose.region} ${linksRevision}`;
  return useQuestion('list_account_associations', whose === null ? null : linksForm(query), identity);
}
