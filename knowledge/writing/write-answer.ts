import { cite } from '../answer/citation';
import type { Answer, Citation } from '../answer-types';
import type { AnswerStream } from '../answer-stream';
import type { Passage } from '../documents';
import type { Source } from '../grounding';
import type { Language } from '../language';
import type { HelpTrace } from '../understanding';
import { askModel, isSound, type WriterParts, type WritingTrace } from './ask-model';
import { maskFor, noMask } from './mask';
import type { Written } from './prompt';

type Answered = Extract<Answer, { kind: 'answered' }>;

/** What is to be put into words. */
export interface WritingTask {
  question: string;
  /** The customer's earlier messages, oldest first. */
  earlier: readonly string[];
  /** The answer in quotes: what is said where the model is of no use. */
  quoted: Answered;
  /** The passages of this turn, best first. */
  passages: readonly Passage[];
  /** The language of the answer's own words. */
  language: Language;
  stream?: AnswerStream | undefined;
  /** What a model was asked for before, to understand the question. */
  helps?: readonly HelpTrace[];
}

/** Puts answers into words, and gives them back as they were where that fails. */
export interface AnswerWriter {
  /** @param conversation counts towards what a model may cost in one */
  write(task: WritingTask, conversation?: string): Promise<Answered>;
}

export interface WrittenResult {
  answer: Answered;
  trace: WritingTrace;
}

/** Clauses given to the model: the one that answers, and the next best. */
const mostSources = 4;
const mostEarlier = 3;
/** The passages that a model may use: those quoted first. */
function passagesFor({ quoted, passages }: WritingTask): Passage[] {
  const isQuoted = ({ document, clause }: Passage): boolean =>
    quoted.citations.some((citation) => citation.document === document.name && citation.clause === clause.id);
  return [...passages.filter(isQuoted), ...passages.filter((passage) => !isQuoted(passage))].slice(0, mostSources);
}

const sourceOf = ({ document, clause }: Passage, at: number): Source => ({
  number: at + 1,
  kind: 'passage',
  place: [document.title, ...clause.headings.filter((heading) => heading !== document.title)].join(': '),
  texts: [{ language: document.language, text: [clause.lead ?? '', clause.text].filter(Boolean).join('\n') }],
});

/**
 * Has a model put an answer into words, and shows each sentence as soon as it has stood the check. A sentence that fails is dropped, and then the quoted
 * answer follows what was shown. Never throws for what a model does: in the end there is always the quoted answer.
 */
export async function writeAnswer(task: WritingTask, parts: WriterParts): Promise<WrittenResult> {
  const passages = passagesFor(task);
  const sources = passages.map(sourceOf);
  const told = sources.flatMap(({ texts, place }) => [place ?? '', ...texts.map(({ text }) => text)]);
  const growing = new GrowingAnswer(passages, task.stream);
  const trace = await askModel(
    {
      question: task.question,
      earlier: task.earlier.slice(-mostEarlier),
      sources,
      shown: sources,
      mask: parts.masks ? maskFor(task.language, [...told, ...parts.knownNames]) : noMask,
      language: task.language,
      stream: task.stream,
      named: passages.map(({ document, clause }) => `${document.work}#${clause.id}`),
    },
    parts,
    (sentence) => growing.add(sentence),
  );
  const isWhole = isSound(trace) && growing.cites(task.quoted.citations);
  if (trace.shown > 0) trace.outcome = isWhole ? 'written' : 'part-written';
  const { helps = [] } = task;
  if (helps.length > 0)
    trace.helps = helps.map(({ step, promptVersion, outcome }) => ({ step, promptVersion, outcome }));
  return { answer: growing.finish(task.quoted, isWhole), trace };
}

/** The sentences that have stood the check, with their citations numbered in the order that they are first used in. */
class GrowingAnswer {
  private readonly sentences: string[] = [];
  private readonly citations: Citation[] = [];

  constructor(
    private readonly passages: readonly Passage[],
    private readonly stream: AnswerStream | undefined,
  ) {}

  /** @returns false for what was said already */
  add({ text, sources }: Written): boolean {
    if (this.sentences.some((said) => said.startsWith(`${text} [`))) return false;
    const numbers = [...new Set(sources)].flatMap((source) => {
      const passage = this.passages[source - 1];
      return passage ? [this.numberOf(cite(passage))] : [];
    });
    const sentence = `${text} ${numbers.map((number) => `[${number}]`).join('')}`;
    this.stream?.sentence(this.sentences.length === 0 ? sentence : ` ${sentence}`);
    this.sentences.push(sentence);
    return true;
  }

  cites(wanted: readonly Citation[]): boolean {
    return wanted.every(({ link }) => this.citations.some((citation) => citation.link === link));
  }

  /** The whole answer; unless `isWhole` the quoted one follows what was shown, and stands alone where nothing was. */
  finish(quoted: Answered, isWhole: boolean): Answered {
    if (this.sentences.length === 0) return quoted;
    const written = this.sentences.join(' ');
    const [first, ...others] = this.citations;
    if (isWhole && first) return { ...quoted, text: written, citations: [first, ...others] };
    const text = `${written}\n\n${this.renumbered(quoted)}`;
    this.stream?.sentence(text.slice(written.length));
    const [one, ...more] = this.citations;
    return { ...quoted, text, citations: one ? [one, ...more] : quoted.citations };
  }

  private numberOf(citation: Citation): number {
    const at = this.citations.findIndex(({ link }) => link === citation.link);
    return at >= 0 ? at + 1 : this.citations.push(citation);
  }

  /** The quoted answer's introductions name its citations by number, each once and before the clause's own words. */
  private renumbered({ text, citations }: Answered): string {
    const numbers = citations.map((citation) => this.numberOf(citation));
    let seen = 0;
    return text
      .split('\n')
      .map((line) => (line.startsWith('>') ? line : line.replace(/\[\d+\]/, () => `[${numbers[seen++] ?? seen}]`)))
      .join('\n');
  }
}
