import type { Citation } from '../answer-types';
import type { AnswerStream } from '../answer-stream';
import { saysInFull, type Source } from '../grounding';
import type { Language } from '../language';
import { askModel, isSound, type WriterParts, type WritingTrace } from './ask-model';
import { maskFor, noMask } from './mask';
import type { Written } from './prompt';

/** Something that the insurer's records said in this turn, in our own words: a paragraph, or the lines of a card under its title. */
export interface Fact {
  title?: string | undefined;
  /** Plain text, a line for each thing. */
  text: string;
}

/** What records said, to be put into words. */
export interface FactsTask {
  question: string;
  facts: readonly Fact[];
  /** The clauses that explain them. */
  clauses: readonly Citation[];
  language: Language;
  /** What in the records tells of a person or a company: names, numbers, addresses. A model that masks never sees them. */
  telling: readonly string[];
  stream?: AnswerStream | undefined;
}

/** Facts put into words. */
export interface WrittenFacts {
  /** Checked sentences; those that rest on a clause carry its number. */
  text: string;
  /** The clauses that the sentences rest on, in the order of their numbers. */
  cited: Citation[];
  /** The model came to its end and nothing of what it said was dropped. */
  isSound: boolean;
  /** Of each fact, whether the sentences tell all of it. */
  saidInFull: boolean[];
}

/** Puts what records said into words. */
export interface FactsWriter {
  /**
   * @param conversation counts towards what a model may cost in one
   * @returns undefined where a model was not asked, or said nothing that stood the check
   */
  write(task: FactsTask, conversation?: string): Promise<WrittenFacts | undefined>;
}

const factSource = ({ title, text }: Fact, number: number, language: Language): Source => ({
  number,
  kind: 'record',
  ...(title === undefined ? {} : { place: title }),
  texts: [{ language, text }],
});

const clauseSource = ({ title, heading, language, quote }: Citation, number: number): Source => ({
  number,
  kind: 'passage',
  place: heading === title ? title : `${title}: ${heading}`,
  texts: [{ language, text: quote }],
});

/**
 * Has a model put into words what the insurer's records said, and shows each sentence as soon as it has stood the check: the same one that answers from
 * documents stand, with the facts and the clauses that explain them as sources. Never throws for what a model does.
 */
export async function writeFacts(
  task: FactsTask,
  parts: WriterParts,
): Promise<{ written: WrittenFacts | undefined; trace: WritingTrace }> {
  const { facts, clauses, language, stream } = task;
  const records = facts.map((fact, at) => factSource(fact, at + 1, language));
  const passages = clauses.map((clause, at) => clauseSource(clause, facts.length + at + 1));
  const told = passages.flatMap(({ place, texts }) => [place ?? '', ...texts.map(({ text }) => text)]);
  const mask = parts.masks ? maskFor(language, [...told, ...parts.knownNames], task.telling) : noMask;
  const hidden = records.map((source) => ({
    ...source,
    ...(source.place === undefined ? {} : { place: mask.hideRecord(source.place) }),
    texts: source.texts.map(({ text }) => ({ language, text: mask.hideRecord(text) })),
  }));

  const sentences: string[] = [];
  const cited: Citation[] = [];
  const take = ({ text, sources }: Written): boolean => {
    if (sentences.some((said) => said.startsWith(text))) return false;
    const marks = [...new Set(sources)].flatMap((number) => {
      const clause = clauses[number - facts.length - 1];
      if (!clause) return [];
      if (!cited.includes(clause)) cited.push(clause);
      return [`[${cited.indexOf(clause) + 1}]`];
    });
    const sentence = marks.length === 0 ? text : `${text} ${marks.join('')}`;
    stream?.sentence(sentences.length === 0 ? sentence : ` ${sentence}`);
    sentences.push(sentence);
    return true;
  };
  const trace = await askModel(
    {
      question: task.question,
      // Which record is meant was found out without a model: what was said before need not leave the house for it.
      earlier: [],
      sources: [...records, ...passages],
      shown: [...hidden, ...passages],
      mask,
      language,
      stream,
      named: [...facts.map(() => 'record'), ...clauses.map(({ document, clause }) => `${document}#${clause}`)],
    },
    parts,
    take,
  );
  if (sentences.length === 0) return { written: undefined, trace };
  const saidInFull = facts.map(({ text }) => saysInFull(sentences, text, language));
  trace.outcome = isSound(trace) ? 'written' : 'part-written';
  return { written: { text: sentences.join(' '), cited, isSound: isSound(trace), saidInFull }, trace };
}
