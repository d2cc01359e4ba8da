import { z } from 'zod';
import { Language } from '../language/languages';
import { type Spelling, type Vocabulary, vocabularyOf, type WordChoice } from './phrase-vocabulary';
import { keyOf, type Word } from './phrase-words';

/**
 * How people say one thing, in six languages. A phrase is words in order, each one of:
 *
 *     word            that word; from six letters on, one wrong letter inside is forgiven
 *     word*           a word that begins so
 *     a|b*|c          any of them
 *     @set  or  x|@set   any word of that set of the same file and language
 *     word?           may be missing
 *     …               up to four words of any kind
 *     #               a number that names a record (a policy, a claim, a company)
 *     &               the legal form of a company (A/S, GmbH)
 *     ~               a name: a word with a capital letter that does not begin the sentence
 *     ^   $           the sentence begins, ends here
 */
export const PhrasesPerLanguage = z.partialRecord(Language, z.array(z.string().min(1)));
export type PhrasesPerLanguage = z.infer<typeof PhrasesPerLanguage>;

/** Named sets of words, per language. */
export const WordSets = z.record(z.string(), PhrasesPerLanguage);
export type WordSets = z.infer<typeof WordSets>;

/** Where a phrase was found in a sentence: from the first word to before `end`. */
export interface Found {
  start: number;
  end: number;
}

/** Phrases made ready to look for. */
export interface Phrases {
  /** Whether one of the phrases stands in the sentence. */
  standIn(sentence: readonly Word[]): boolean;
  /** Every place where one of the phrases stands; they may overlap. */
  findAll(sentence: readonly Word[]): Found[];
}

type Step =
  | { kind: 'words'; choice: number; optional: boolean }
  | { kind: 'gap' }
  | { kind: 'reference' | 'company-form' }
  | { kind: 'name' }
  | { kind: 'start' }
  | { kind: 'end' };

const signs: Record<string, Step> = {
  '…': { kind: 'gap' },
  '#': { kind: 'reference' },
  '&': { kind: 'company-form' },
  '~': { kind: 'name' },
  '^': { kind: 'start' },
  $: { kind: 'end' },
};
const longestGap = 4;

/** A message's word with the choices that it is one of. */
interface Looked {
  word: Word;
  choices: ReadonlySet<number>;
}

/**
 * Makes phrases ready. All languages are looked for at once: short messages are often taken for a neighbouring language.
 * @throws Error for a set that is used and not defined
 */
export function preparePhrases(
  phrases: PhrasesPerLanguage,
  sets: WordSets = {},
  spelling: Spelling = 'forgiving',
): Phrases {
  const choices: WordChoice[] = [];
  const places = new Map<string, number>();
  const choiceOf = (source: string, language: Language): number => {
    const name = `${language} ${source}`;
    const place = places.get(name) ?? choices.push(readChoice(source, language, sets)) - 1;
    places.set(name, place);
    return place;
  };
  const compiled = Language.options.flatMap((language) =>
    (phrases[language] ?? []).map((phrase) =>
      phrase.split(' ').map((part): Step => {
        const optional = part.endsWith('?');
        return (
          signs[part] ?? { kind: 'words', choice: choiceOf(optional ? part.slice(0, -1) : part, language), optional }
        );
      }),
    ),
  );
  const vocabulary = vocabularyOf(choices, spelling);
  const candidates = byTellingChoice(compiled, choices);
  return {
    standIn(sentence) {
      const looked = look(sentence, vocabulary);
      return candidates(looked).some((steps) => placeOf(steps, looked, 0) !== undefined);
    },
    findAll(sentence) {
      const looked = look(sentence, vocabulary);
      return candidates(looked).flatMap((steps) => placesOf(steps, looked));
    },
  };
}

function readChoice(source: string, language: Language, sets: WordSets): WordChoice {
  const exact = new Set<string>();
  const prefixes: string[] = [];
  const add = (alternative: string): void => {
    if (alternative.startsWith('@')) {
      const set = sets[alternative.slice(1)];
      if (!set) throw new Error(`The phrase set "${alternative}" is used and not defined.`);
      (set[language] ?? []).forEach(add);
    } else if (alternative.endsWith('*')) prefixes.push(keyOf(alternative.slice(0, -1)));
    else exact.add(keyOf(alternative));
  };
  source.split('|').forEach(add);
  return { exact, prefixes };
}

const look = (sentence: readonly Word[], vocabulary: Vocabulary): Looked[] =>
  sentence.map((word) => ({ word, choices: vocabulary.choicesOf(word) }));

/** Most phrases are ruled out at once: the one of their places that takes the fewest words is missing from the sentence. */
function byTellingChoice(phrases: Step[][], choices: readonly WordChoice[]): (sentence: Looked[]) => Step[][] {
  const always: Step[][] = [];
  const byChoice = new Map<number, Step[][]>();
  const breadth = (place: number): number => {
    const choice = choices[place];
    return choice ? choice.exact.size + 4 * choice.prefixes.length : Infinity;
  };
  for (const steps of phrases) {
    const needed = steps.flatMap((step) => (step.kind === 'words' && !step.optional ? [step.choice] : []));
    const [telling] = needed.sort((a, b) => breadth(a) - breadth(b));
    if (telling === undefined) always.push(steps);
    else byChoice.set(telling, [...(byChoice.get(telling) ?? []), steps]);
  }
  return (sentence) => {
    const possible = new Set(always);
    for (const { choices: present } of sentence)
      for (const choice of present) for (const steps of byChoice.get(choice) ?? []) possible.add(steps);
    return [...possible];
  };
}

function placesOf(steps: Step[], sentence: Looked[]): Found[] {
  const places: Found[] = [];
  for (let found = placeOf(steps, sentence, 0); found; found = placeOf(steps, sentence, found.end)) places.push(found);
  return places;
}

function placeOf(steps: Step[], sentence: Looked[], from: number): Found | undefined {
  for (let start = from; start < sentence.length; start += 1) {
    const end = endOfMatch(steps, 0, sentence, start);
    if (end !== undefined && end > start) return { start, end };
  }
  return undefined;
}

/** The index after the last matched word, or undefined. */
function endOfMatch(steps: Step[], at: number, sentence: Looked[], position: number): number | undefined {
  const step = steps[at];
  if (!step) return position;
  const here = sentence[position];
  const goOn = (next: number): number | undefined => endOfMatch(steps, at + 1, sentence, next);
  switch (step.kind) {
    case 'start':
      return position === 0 ? goOn(position) : undefined;
    case 'end':
      return position === sentence.length ? goOn(position) : undefined;
    case 'reference':
    case 'company-form':
      return here?.word.kind === step.kind ? goOn(position + 1) : undefined;
    case 'name':
      return here?.word.capital === true && position > 0 ? goOn(position + 1) : undefined;
    case 'gap':
      for (let skipped = 0; skipped <= longestGap && position + skipped <= sentence.length; skipped += 1) {
        const end = goOn(position + skipped);
        if (end !== undefined) return end;
      }
      return undefined;
    case 'words': {
      const end = here?.choices.has(step.choice) ? goOn(position + 1) : undefined;
      return end ?? (step.optional ? goOn(position) : undefined);
    }
    default:
      throw new Error(`Unhandled step: ${step satisfies never}`);
  }
}
