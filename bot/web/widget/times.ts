import { el } from './dom';
import type { Strings } from './strings';

/** "12.40" of today, "22. nov. 12.40" of another day, as the reader's language writes it. */
export function shownTime(at: Date, now: Date, { locale }: Pick<Strings, 'locale'>): string {
  const isToday = at.toDateString() === now.toDateString();
  const day = isToday ? {} : ({ day: 'numeric', month: 'short' } as const);
  return new Intl.DateTimeFormat(locale, { ...day, hour: '2-digit', minute: '2-digit' }).format(at);
}

/** @param at ISO 8601; nothing is shown for anything else */
export function timeView(at: string | undefined, words: Strings): HTMLElement | undefined {
  const time = new Date(at ?? '');
  if (Number.isNaN(time.getTime())) return undefined;
  return el('time', { datetime: time.toISOString() }, shownTime(time, new Date(), words));
}
