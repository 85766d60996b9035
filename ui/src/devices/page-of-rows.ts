// How a long list is cut: pages of fifty rows, asked for by offset.
import { useState } from 'react';

export const ROWS_PER_PAGE = 50;

export function usePageOfRows(total: number) {
  const [wanted, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(total / ROWS_PER_PAGE));
  // A list that became shorter shows its last page.
  const page = Math.min(wanted, pages);
  return { page, pages, setPage, offset: (wanted - 1) * ROWS_PER_PAGE };
}
