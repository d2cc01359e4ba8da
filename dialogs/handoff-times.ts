import type { ReplyLanguage } from '../knowledge';
import { locales } from './both-languages';
import { addDays, dayInDenmark } from './dates';

/** In the insurer's time zone. */
const inDenmark = (at: Date, language: ReplyLanguage, parts: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locales[language], { ...parts, timeZone: 'Europe/Copenhagen' }).format(at);

const clock = (at: Date, language: ReplyLanguage): string =>
  language === 'da'
    ? `kl. ${inDenmark(at, 'da', { hour: 'numeric', minute: '2-digit' })}`
    : `at ${inDenmark(at, 'en', { hour: '2-digit', minute: '2-digit' })}`;

/** "i dag kl. 13.00", "tomorrow at 08:30", "mandag den 24. november kl. 8.30": in Danish time, which is said where it may be doubted. */
export function whenItIs(at: Date, now: Date, language: ReplyLanguage): string {
  const day = dayInDenmark(at);
  const time = clock(at, language);
  if (day === dayInDenmark(now)) return `${language === 'da' ? 'i dag' : 'today'} ${time}`;
  if (day === addDays(dayInDenmark(now), 1)) return `${language === 'da' ? 'i morgen' : 'tomorrow'} ${time}`;
  const date = inDenmark(at, language, { weekday: 'long', day: 'numeric', month: 'long' });
  return language === 'da' ? `${date.replace(' ', ' den ')} ${time}` : `on ${date} ${time}`;
}

const minuteMs = 60_000;
/** Up to so many minutes they are counted; beyond, the time of day says more. */
const mostMinutes = 50;

/** "om cirka 10 minutter", "in about an hour, at 14:20": an expectation, told as roughly as it is known. */
export function roughlyWhen(at: Date, now: Date, language: ReplyLanguage): string {
  const minutes = Math.ceil((at.getTime() - now.getTime()) / minuteMs);
  const da = language === 'da';
  if (minutes <= 1) return da ? 'om et øjeblik' : 'in a moment';
  if (minutes <= mostMinutes) {
    const rough = minutes <= 10 ? minutes : Math.ceil(minutes / 5) * 5;
    return da ? `om cirka ${rough} minutter` : `in about ${rough} minutes`;
  }
  return da ? `omkring ${whenItIs(at, now, 'da')}` : `around ${whenItIs(at, now, 'en')}`.replace('around on', 'around');
}
