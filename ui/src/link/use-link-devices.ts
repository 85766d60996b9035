// The devices of a link, searched and paged by the desk, asked for again whenever
// the link or its devices changed.
import { useState } from 'react';

import type { LinkDeviceRow, LinkDevicesPage, LinkView } from '../backend/contract';
import { useDesk } from '../desk/desk';
import { useQuestion, type Asked } from '../desk/use-question';
import { ROWS_PER_PAGE, usePageOfRows } from '../devices/page-of-rows';

export interface LinkDevicesAsked {
  /** The last page that came. */
  page: LinkDevicesPage | null;
  /** The counts, once they are known in full. */
  known: LinkDevicesPage | null;
  rows: LinkDeviceRow[];
  search: string;
  setSearch: (search: string) => void;
  paging: ReturnType<typeof usePageOfRows>;
  asked: Asked<'list_link_devices'>;
}

export function useLinkDevices({ accountAssociationId, devicesRevision }: LinkView): LinkDevicesAsked {
  const { linkRevision } = useDesk();
  const [search, setSearch] = useState('');
  const [total, setTotal] = useState(0);
  const paging = usePageOfRows(total);
  const asked = useQuestion(
    'list_link_devices',
    { accountAssociationId, search, offset: paging.offset },
    `${devicesRevision} ${linkRevision}`,
  );
  const { page } = asked;
  if (page !== null && page.total !== total) setTotal(page.total);
  return {
    page,
    known: page !== null && !page.loading && page.problem === null ? page : null,
    rows: page?.rows.slice(0, ROWS_PER_PAGE) ?? [],
    search,
    setSearch: (next) => {
      setSearch(next);
      paging.setPage(1);
    },
    paging,
    asked,
  };
}
