// How long ago, for people.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const dayAlone = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const moment = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });

/** Such as '3 min'. */
export function span(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / 1000))} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  const days = Math.floor(ms / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

/** Such as 'about 20 s left', rounded up so that it seldom changes. */
export function leftInWords(ms: number): string {
  if (ms < 10_000) return 'a few seconds left';
  if (ms <= 50_000) return `about ${Math.ceil(ms / 10_000) * 10} s left`;
  if (ms < HOUR) return `about ${Math.ceil(ms / MINUTE)} min left`;
  return `about ${Math.ceil(ms / HOUR)} h left`;
}

/** Such as '3 min ago'. */
export function ago(then: number, now: number): string {
  return now - then < 1000 ? 'just now' : `${span(now - then)} ago`;
}

/** '2026-11-21' as '21 Nov 2026'; another text as it is. */
export function date(text: string): string {
  const then = Date.parse(`${text}T12:00:00`);
  return Number.isNaN(then) ? text : shortDay.format(then);
}

/** Such as '21 November at 10:42'. */
export function at(then: number): string {
  return moment.format(then);
}

/** Such as '21 Nov, 10:42:07'. */
export function exactly(then: number): string {
  return exact.format(then);
}

export const checked = (then: number, now: number) => `checked ${ago(then, now)}`;
/** As one line of many says it: seconds are not read there, and drawing each of them costs. */
export function checkedLately(then: number, now: number): string {
  const since = now - then;
  if (since < 15_000) return 'checked just now';
  return since < MINUTE ? `checked ${Math.floor(since / 10_000) * 10} s ago` : checked(then, now);
}
export const waitingHere = (then: number, now: number) => `Waiting here for ${span(now - then)}`;
export const started = (then: number, now: number) => `Started ${ago(then, now)}`;

/** Such as '21 Nov, 14:03'. */
export function shortly(then: number): string {
  return short.format(then);
}

/** Such as '21 Nov'. */
export function day(then: number): string {
  return dayAlone.format(then);
}

/** Such as '14:03', or '22 Nov, 14:03' when that is on another day. */
export function clockOrDay(then: number, now: number): string {
  return new Date(then).toDateString() === new Date(now).toDateString() ? clock(then) : shortly(then);
}

/** Such as '14:03'. */
export function clock(then: number): string {
  return hour.format(then);
}
