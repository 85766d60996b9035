// What is asked of the list of links: search, filters, order and page. It goes with
// the person to a link's page and back.
import type { ListLinksForm } from '../backend/contract';

export type LinkQuery = Omit<ListLinksForm, 'offset'> & { page: number };

export const ROWS = 50;

export const everyLink: LinkQuery = {
  search: '',
  states: [],
  connectorDestinationId: null,
  made: 'any',
  needsPerson: false,
  order: 'name',
  page: 1,
};

export function linksForm({ page, ...asked }: LinkQuery): ListLinksForm {
  return { ...asked, offset: (page - 1) * ROWS };
}

export function isFiltered({ states, connectorDestinationId, made, needsPerson }: LinkQuery): boolean {
  return states.length > 0 || connectorDestinationId !== null || made !== 'any' || needsPerson;
}

/** A serial number or an id rather than a name: one word with a digit. */
export function looksLikeNumber(text: string): boolean {
  return /^(?=.*\d)\S{5,}$/.test(text.trim());
}
