import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Passage } from '../documents';
import { analyse, analyseQuestion, Language, loadGlossary } from '../language';
import { projectPath } from '../project-path';
import { sentencesOf } from './phrase-words';
import { PhrasesPerLanguage, preparePhrases, type Phrases } from './phrases';

/**
 * Matters that a clause answers only when it names them. `concepts` are the glossary's, of the trade and yet of their own (a deductible, VAT, a
 * discount): near to many clauses and answered by none that does not name them. `matters` are other business altogether (cars, the weather).
 */
const MattersFile = z.object({
  concepts: z.array(z.string()),
  matters: z.array(z.object({ name: z.string(), phrases: PhrasesPerLanguage })),
});

interface Matter {
  /** By the language of the question: what is a matter in one language is a harmless word in another (Danish `told`, Dutch `stage`). */
  asked: Record<Language, Phrases>;
  /** In any language. */
  told: Phrases;
}

/** Danish and Norwegian are taken for each other too often to look at one alone. */
const alsoLookedAt: Partial<Record<Language, Language>> = { da: 'no', no: 'da' };
/** A concept that was only guessed from a part of a word is not enough to refuse for. */
const surely = 0.8;

interface Loaded {
  concepts: ReadonlySet<string>;
  matters: Matter[];
  /** All matters at once: most questions name none. */
  any: Matter;
}

let loaded: Loaded | undefined;

function load(): Loaded {
  const file = MattersFile.parse(
    JSON.parse(readFileSync(projectPath('knowledge', 'answer', 'named-matters.json'), 'utf8')),
  );
  const all = Object.fromEntries(
    Language.options.map((language) => [language, file.matters.flatMap(({ phrases }) => phrases[language] ?? [])]),
  );
  return {
    concepts: new Set(file.concepts),
    matters: file.matters.map(({ phrases }) => prepare(phrases)),
    any: prepare(all),
  };
}

function prepare(phrases: PhrasesPerLanguage): Matter {
  const inLanguage = (language: Language): Phrases => {
    const neighbour = alsoLookedAt[language];
    const looked = neighbour ? [language, neighbour] : [language];
    // Exact spelling: one word alone decides here, and too many words are one letter apart.
    return preparePhrases(Object.fromEntries(looked.map((one) => [one, phrases[one] ?? []])), {}, 'exact');
  };
  const asked = {
    da: inLanguage('da'),
    en: inLanguage('en'),
    sv: inLanguage('sv'),
    no: inLanguage('no'),
    de: inLanguage('de'),
    nl: inLanguage('nl'),
  };
  return { asked, told: preparePhrases(phrases, {}, 'exact') };
}

const textOf = ({ clause }: Passage): string => [...clause.headings, clause.lead ?? '', clause.text].join('\n');

/** Taking a clause apart costs more than the rest of deciding; clauses stay as they are. */
const conceptsOfClauses = new WeakMap<Passage['clause'], ReadonlySet<number>>();

function conceptsOf(passage: Passage): ReadonlySet<number> {
  let known = conceptsOfClauses.get(passage.clause);
  if (!known) {
    known = new Set(analyse(textOf(passage), passage.document.language).concepts.map(({ concept }) => concept));
    conceptsOfClauses.set(passage.clause, known);
  }
  return known;
}

/** Whether the question names a matter that none of the passages names. */
export function namesMatterMissing(question: string, language: Language, passages: readonly Passage[]): boolean {
  const { concepts, matters, any } = (loaded ??= load());
  const sentences = sentencesOf(question);
  const names = (matter: Matter): boolean => sentences.some((words) => matter.asked[language].standIn(words));
  if (names(any)) {
    const asked = matters.filter(names);
    const told = passages.map(textOf).flatMap(sentencesOf);
    if (asked.some((matter) => !told.some((words) => matter.told.standIn(words)))) return true;
  }
  const { ids } = loadGlossary();
  return analyseQuestion(question, language).conceptsAsWritten.some(
    ({ concept, weight }) =>
      weight >= surely &&
      concepts.has(ids[concept] ?? '') &&
      !passages.some((passage) => conceptsOf(passage).has(concept)),
  );
}
