import type { Analysis, Language } from '../language';
import type { Weights } from './weights';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Words, folded, that point back at what was said before. */
const pointsBack: Record<Language, ReadonlySet<string>> = {
  da: words('det den dem de dette disse saa derefter bagefter ogsaa'),
  en: words('it that this they them those these then so afterwards'),
  sv: words('det den dem de detta dessa daa sedan ocksaa'),
  no: words('det den dem de dette disse saa da etterpaa ogsaa'),
  de: words('das es sie dies diese dann danach auch'),
  nl: words('het dat die deze dit ze dan daarna ook'),
};

/** Words that open a question which goes on from the one before. */
const opens: Record<Language, ReadonlySet<string>> = {
  da: words('og men saa eller'),
  en: words('and but so or'),
  sv: words('och men saa eller'),
  no: words('og men saa eller'),
  de: words('und aber dann oder'),
  nl: words('en maar dus of'),
};

/** Words that a question may have more than a short one and still lean back, when its wording points back. */
const moreWhenPointing = 2;

/** True for a question that cannot stand alone: few words of its own, or an opening "and …" or an "it" with a few more. */
export function leansBack(question: Analysis, contentWords: number, { history }: Weights): boolean {
  if (contentWords <= history.shortQuestion) return true;
  if (contentWords > history.shortQuestion + moreWhenPointing) return false;
  const [first] = question.words;
  const goesOn = first !== undefined && opens[question.language].has(first.text);
  return goesOn || question.words.some(({ text }) => pointsBack[question.language].has(text));
}

/** The earlier questions to take words from: of what a follow-up leaves out, the previous and the first one hold most. */
export function earlierQuestions(asked: readonly string[], { history }: Weights): { text: string; weight: number }[] {
  const previous = asked.at(-1);
  const first = asked[0];
  if (previous === undefined || first === undefined) return [];
  const parts = [{ text: previous, weight: history.previous }];
  if (asked.length > 1) parts.push({ text: first, weight: history.first });
  return parts;
}
