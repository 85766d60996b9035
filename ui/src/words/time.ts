// How long ago, for people.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });

/** Such as '3 min'. */
export function span(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / 1000))} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`;
  const days = Math.floor(ms / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

/** Such as '3 min ago'. */
export function ago(then: number, now: number): string {
  return now - then < 1000 ? 'just now' : `${span(now - then)} ago`;
}

/** Such as '3 min', 'yesterday' or '12 November'. */
export function since(then: number, now: number): string {
  if (now - then < DAY) return span(now - then);
  return now - then < 2 * DAY ? 'yesterday' : day.format(then);
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

export const checked = (then: number, now: number) => `checked ${ago(then, now)}`;
export const opened = (then: number, now: number) => `Opened here ${ago(then, now)}`;
export const started = (then: number, now: number) => `Started ${ago(then, now)}`;
