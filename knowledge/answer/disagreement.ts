import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Passage } from '../documents';
import type { Hit } from '../index/searcher';
import { analyse, Language } from '../language';
import { projectPath } from '../project-path';

/*
 * Two editions of a document, or two insurers' documents, may answer the same question differently. Which of them holds for this customer is
 * not for us to say: both are shown, with their titles.
 */

const WordsFile = z.object({
  numbers: z.record(Language, z.string()),
  negations: z.record(Language, z.string()),
});
type Said = Record<Language, ReadonlySet<string>>;

let loaded: { numbers: Said; negations: Said } | undefined;

function load(): { numbers: Said; negations: Said } {
  const file = WordsFile.parse(
    JSON.parse(readFileSync(projectPath('knowledge', 'answer', 'disagreement-words.json'), 'utf8')),
  );
  const sets = (lists: Record<Language, string>): Said => ({
    da: new Set(lists.da.split(' ')),
    en: new Set(lists.en.split(' ')),
    sv: new Set(lists.sv.split(' ')),
    no: new Set(lists.no.split(' ')),
    de: new Set(lists.de.split(' ')),
    nl: new Set(lists.nl.split(' ')),
  });
  return { numbers: sets(file.numbers), negations: sets(file.negations) };
}

/** What a clause says of a matter, and which matter it is. */
interface Statement {
  /** The stems of its content words, numbers left out. */
  matter: ReadonlySet<string>;
  figures: string;
  isDenied: boolean;
}

const kept = new WeakMap<Passage['clause'], Statement>();

function statementOf({ clause, document: { language } }: Passage): Statement {
  const known = kept.get(clause);
  if (known) return known;
  const { numbers, negations } = (loaded ??= load());
  const words = clause.text.toLowerCase().match(/\p{L}+|\d+(?:[.,]\d+)*/gu) ?? [];
  const isNumber = (word: string): boolean => /\d/.test(word) || numbers[language].has(word);
  const matter = analyse(words.filter((word) => !isNumber(word)).join(' '), language).words;
  const statement = {
    matter: new Set(matter.filter(({ kind }) => kind === 'content').map(({ key }) => key)),
    figures: [...new Set(words.filter(isNumber))].sort().join(' '),
    isDenied: words.some((word) => negations[language].has(word)),
  };
  kept.set(clause, statement);
  return statement;
}

/** Clauses speak of the same from this share of the shorter one's content words on, and fewer words than these say too little. */
const sameMatter = 0.6;
const fewestWords = 3;

function contradict(a: Statement, b: Statement): boolean {
  const fewer = Math.min(a.matter.size, b.matter.size);
  const shared = [...a.matter].filter((word) => b.matter.has(word)).length;
  if (fewer < fewestWords || shared / fewer < sameMatter) return false;
  const differInFigures = a.figures !== '' && b.figures !== '' && a.figures !== b.figures;
  return differInFigures || a.isDenied !== b.isDenied;
}

/** Clauses that are looked at beside the one to be quoted: what answers the same question is near it. */
const lookedAt = 3;

/**
 * The nearest clause of another document that says otherwise of what `shown` is about: another figure, or that it is not so. Only in the same
 * language: words tell it.
 */
export function contradictionOf(shown: Passage, hits: readonly Hit[]): Passage | undefined {
  const statement = statementOf(shown);
  return hits
    .slice(0, lookedAt)
    .flatMap(({ passages }) => passages)
    .filter(({ document }) => document.name !== shown.document.name && document.language === shown.document.language)
    .find((passage) => contradict(statement, statementOf(passage)));
}
