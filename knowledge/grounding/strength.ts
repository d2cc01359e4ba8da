import { fold } from '../language';

/** Words that leave no exception, by what they say; a source must have one of the same kind. Folded. */
const absolutes: RegExp[] = [
  /\b(always|at all times|every time|invariably|altid|hver gang|alltid|immer|altijd)\b/,
  /\b(only|solely|exclusively|not until|until|unless|once|kun|udelukkende|foerst|alene|medmindre|blot|bare|nur|erst|alleen|slechts|endast|bara)\b/,
  /\b(automatic(ally)?|automatisk\w*|automatisch)\b/,
  /\b(at any time|anytime|when ?ever|naar som helst|til enhver tid)\b/,
  /\b(immediately|instantly|straight away|at once|as soon as|straks|med det samme|omgaaende|saa snart|quickly|hurtig\w*|promptly)\b/,
  /\b(without (any )?exception|in all cases|i alle tilfaelde|uden undtagelse|no matter)\b/,
];

/** The sentence says always, only or at once where no source does. */
export function overstates(text: string, sources: readonly string[]): boolean {
  const said = fold(text);
  const told = sources.map(fold);
  return absolutes.some((kind) => kind.test(said) && !told.some((source) => kind.test(source)));
}

/** Spans of time, by the words for them in the six languages; in compounds too (`forsikringsår`). */
const periods: RegExp[] = [
  /\b(clock|doegn\w*|24\/7)\b/,
  /\b(hour|hours|timer|timmar|stunden?|uren)\b/,
  /\b(days?|dag|dage|dagen|dages|dagar|tage?|tagen|daily|daglig\w*)\b/,
  /(\b(weeks?|weekly|uger?|ugen\w*|ugentlig\w*|vecka\w*|veckor|woche\w*|weken)\b)/,
  /(months?|monthly|maaned\w*|maanad\w*|monat\w*|maand\w*)\b/,
  /(quarters?|quarterly|kvartal\w*)\b/,
  /(years?|yearly|annual\w*|aar|aaret|aarets|aarlig\w*|jahr\w*|jaar\w*)\b/,
  /\b(tomorrow|i morgen|morgen)\b/,
];

/** The sentence speaks of days, weeks or years, and no source does. */
export function lacksPeriod(text: string, sources: readonly string[]): boolean {
  const said = fold(text);
  const told = sources.map(fold);
  return periods.some((period) => period.test(said) && !told.some((source) => period.test(source)));
}
