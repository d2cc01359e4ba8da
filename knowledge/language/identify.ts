import { createRequire } from 'node:module';
import { keepingResults } from '../kept-results';
import { Language } from './languages';
import { tokens } from './fold';
import { functionWords } from './function-words';

const load = createRequire(__filename);

/** The part of tinyld we use. */
interface Detector {
  detectAll(text: string, options: { only: string[] }): { lang: string; accuracy: number }[];
}

let detector: Detector | undefined;
function loadDetector(): Detector {
  // Loaded on first doubt: its tables take thirty milliseconds, and function words settle most messages.
  detector ??= load('tinyld/light') as Detector;
  return detector;
}

/** Only the beginning of a long document is read: the language does not change, and time would. */
const longestRead = 2000;
/** A lead of about one telling word over the next language settles it. */
const clearLead = 1.2;
/** What each earlier place among the preferences is worth: enough to break a tie, never to overrule a telling word. */
const preferenceWeight = 0.6;
/** The customers of a Danish insurer write Danish, then English, when nothing else tells. */
const priors: [Language, number][] = [
  ['da', 0.35],
  ['en', 0.2],
];
const detectorWeight = 2;
/** The detector calls much Danish Norwegian (every error of its on short chat lines): its Norwegian counts for both. */
const norwegianMayBeDanish = 0.95;

/** Letters and endings that few of the six have: [pattern, languages, evidence per match]. */
const signs: [RegExp, Language[], number][] = [
  // "I" (you) within a Danish sentence, "I" in an English one; the other four write no capital there.
  [/(?<=[a-zæøå,] )I(?= )/g, ['da', 'en'], 1],
  [/[æø]/gi, ['da', 'no'], 0.8],
  [/å/gi, ['da', 'no', 'sv'], 0.5],
  [/[äö]/gi, ['sv', 'de'], 0.7],
  [/ß/g, ['de'], 2],
  [/ü/gi, ['de'], 1.2],
  [/ij(?![a-z]?o)/g, ['nl'], 0.6],
  [/(?<=[a-z])s?sjon/g, ['no'], 1.2],
  [/(?<=[a-z])(hjelp|spørsm|penger|gjør)|\b(hjelp|spørsm|penger|gjør)/g, ['no'], 1],
  [/(?<=[a-zæøå]{2})(tion|tioner|hed|heden)\b/g, ['da'], 0.25],
  [/(?<=[a-zæøå]{3})(ede|ning|ninger|erne|elsen)\b/g, ['da', 'no'], 0.25],
  [/(?<=[a-zæøå]{3})(ene|ane)\b|opp|(?<=[aeiouyåø])(kk|pp)(?=e)/g, ['no'], 0.3],
  [/(?<=[a-zæøå]{2})(het|heten)\b/g, ['no', 'sv'], 0.4],
  [/(?<=[a-z]{2})(ung|ungen|keit|schaft)\b/g, ['de'], 0.8],
  [/sch/g, ['de', 'nl'], 0.5],
  [/(?<=[a-z]{2})(ly|tion|tions|ment|ments|ness|ies|ould|ught)\b/g, ['en'], 0.4],
  [/(?<=[a-z]{3})ing\b/g, ['en'], 0.15],
  [/th|wh|ph|ow|ea|ou|aff|ff\b|ss\b|(?<=[a-z])y\b/g, ['en'], 0.2],
  [/(?<=[bdfgklmnprst])(aa|ee|oo|uu)(?=[bdfgklmnprst])/g, ['nl'], 0.25],
];

/**
 * The language of a text, one of the six. Function words and telling letters decide; the detector is asked when they leave a doubt.
 * `preferences` (strongest first: the conversation's language, then the locale) break ties; with nothing to go by, the first of them
 * or Danish.
 */
export function identifyLanguage(text: string, preferences: readonly Language[] = []): Language {
  const read = withoutAddresses(text.slice(0, longestRead));
  const own = ownEvidence(read);
  const settled = withPreferences(own, preferences);
  const isInDoubt = lead(own) < clearLead && lead(settled) <= detectorsSay(own) && /\p{L}{3}/u.test(read);
  const evidence = isInDoubt ? withPreferences(detected(read), preferences) : settled;
  return ranked(evidence)[0]?.[0] ?? 'da';
}

/** Whether a word of the text belongs to a language's grammar: a name, a term or an address alone tells no language. */
export const tellsLanguage = (text: string): boolean =>
  tokens(withoutAddresses(text)).some((word) => homesOf(word).length > 0);

/** Of people and pages: what looks like a word in one (`jo@field.example`) is none. */
const addresses = /\S+@\S+|\b(?:https?:\/\/|www\.)\S+/giu;
const withoutAddresses = (text: string): string => text.replaceAll(addresses, ' ');

type Evidence = ReadonlyMap<Language, number>;

function withPreferences(evidence: Evidence, preferences: readonly Language[]): Evidence {
  const sum = new Map(evidence);
  preferences.forEach((language, place) => add(sum, language, preferenceWeight / (place + 1)));
  for (const [language, weight] of priors) add(sum, language, weight);
  return sum;
}

const add = (evidence: Map<Language, number>, language: Language, amount: number): void => {
  evidence.set(language, (evidence.get(language) ?? 0) + amount);
};
const ranked = (evidence: Evidence): [Language, number][] => [...evidence].sort((a, b) => b[1] - a[1]);
const lead = (evidence: Evidence): number => {
  const [first, second] = ranked(evidence);
  return (first?.[1] ?? 0) - (second?.[1] ?? 0);
};

/** A message is looked at more than once: for the conversation's language, for the search, and as an earlier message. */
const mostKept = 500;

const ownEvidence = keepingResults(mostKept, (text): Evidence => {
  const evidence = new Map<Language, number>();
  for (const word of tokens(text)) {
    const homes = homesOf(word);
    // A word of one language tells most; one that all six share tells nothing.
    for (const language of homes) add(evidence, language, (1 - (homes.length - 1) / 6) / homes.length ** 0.5);
  }
  const composed = text.normalize('NFC');
  for (const [pattern, languages, weight] of signs) {
    const count = composed.match(pattern)?.length ?? 0;
    if (count > 0) for (const language of languages) add(evidence, language, weight * Math.min(count, 3));
  }
  return evidence;
});

let homes: Map<string, Language[]> | undefined;

/** The languages that have this function word. */
function homesOf(word: string): readonly Language[] {
  homes ??= allHomes();
  return homes.get(word) ?? [];
}

function allHomes(): Map<string, Language[]> {
  const all = new Map<string, Language[]>();
  for (const language of Language.options)
    for (const word of functionWords(language).keys()) all.set(word, [...(all.get(word) ?? []), language]);
  return all;
}

/** The most that the detector adds to one language: the less the words say, the more it counts. */
function detectorsSay(own: Evidence): number {
  const strength = [...own.values()].reduce((sum, value) => sum + value, 0);
  return detectorWeight / (1 + strength / 4);
}

/** The evidence with the detector's. */
const detected = keepingResults(mostKept, (text): Evidence => {
  const own = ownEvidence(text);
  const weight = detectorsSay(own);
  const evidence = new Map(own);
  for (const { lang, accuracy } of loadDetector().detectAll(text, { only: [...Language.options] })) {
    const language = Language.safeParse(lang);
    if (!language.success) continue;
    add(evidence, language.data, weight * accuracy);
    if (language.data === 'no') add(evidence, 'da', norwegianMayBeDanish * weight * accuracy);
  }
  return evidence;
});
