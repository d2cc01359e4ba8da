import { cite } from '../answer/citation';
import type { Answer, Citation } from '../answer-types';
import type { AnswerStream } from '../answer-stream';
import type { Passage } from '../documents';
import { checkSentence, type Rule, type Source } from '../grounding';
import type { Language } from '../language';
import { type ChatModel, ModelError, type TokensUsed } from '../models';
import { type Mask, maskFor, noMask } from './mask';
import { promptVersion, requestFor, type Written } from './prompt';
import { SentenceReader } from './read-sentences';

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
}

/** Puts answers into words, and gives them back as they were where that fails. */
export interface AnswerWriter {
  /** @param conversation counts towards what a model may cost in one */
  write(task: WritingTask, conversation?: string): Promise<Answered>;
}

/** What became of one answer, without a word of what was asked or said. */
export interface WritingTrace {
  model: string;
  promptVersion: number;
  /** `work#clause` of the sources given. */
  sources: string[];
  outcome: 'written' | 'part-written' | 'quoted';
  shown: number;
  /** The rules that sentences broke. */
  broken: Rule[];
  /** Why the model was of no use, or was given up. */
  failure?: string | undefined;
  used: TokensUsed;
  ms: number;
  firstSentenceMs?: number | undefined;
}

export interface WrittenResult {
  answer: Answered;
  trace: WritingTrace;
}

export interface WriterParts {
  model: ChatModel;
  /** The insurer's own names. */
  knownNames: readonly string[];
  masks: boolean;
  now(): number;
}

/** Clauses given to the model: the one that answers, and the next best. */
const mostSources = 4;
const mostSentences = 6;
const mostEarlier = 3;
/** Roughly, where a provider does not count. */
const lettersPerToken = 4;

const progressWords: Partial<Record<Language, string>> = { da: 'Formulerer svaret …', en: 'Wording the answer …' };

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
  const started = parts.now();
  const { model, knownNames, masks } = parts;
  const passages = passagesFor(task);
  const sources = passages.map(sourceOf);
  const told = sources.flatMap(({ texts, place }) => [place ?? '', ...texts.map(({ text }) => text)]);
  const mask: Mask = masks ? maskFor(task.language, [...told, ...knownNames]) : noMask;
  const request = requestFor(
    { text: mask.hide(task.question), earlier: task.earlier.slice(-mostEarlier).map((message) => mask.hide(message)) },
    sources,
    task.language,
  );
  const growing = new GrowingAnswer(passages, task.stream);
  const trace: WritingTrace = {
    model: model.id,
    promptVersion,
    sources: passages.map(({ document, clause }) => `${document.work}#${clause.id}`),
    outcome: 'quoted',
    shown: 0,
    broken: [],
    used: { input: 0, output: 0 },
    ms: 0,
  };
  const judge = (written: Written): void => {
    const sentence = {
      text: mask
        .putBack(written.text)
        .replace(/\s+/g, ' ')
        .replace(/\s*\[\d+\]/g, '')
        .trim(),
      sources: written.sources,
    };
    const verdict = checkSentence(sentence, { sources, language: task.language, knownNames });
    if (verdict.kind === 'ungrounded') trace.broken.push(...verdict.breaks);
    else if (growing.shown < mostSentences && growing.add(sentence)) trace.firstSentenceMs ??= parts.now() - started;
  };

  const progress = progressWords[task.language];
  if (progress !== undefined) task.stream?.progress(progress);
  let letters = 0;
  let isCounted = false;
  const reader = new SentenceReader();
  try {
    for await (const piece of model.ask(request, task.stream?.signal ?? new AbortController().signal)) {
      if (piece.kind === 'used') {
        trace.used = piece.used;
        isCounted = true;
        continue;
      }
      letters += piece.text.length;
      reader.take(piece.text).forEach(judge);
    }
    if (!reader.isWhole) trace.failure = 'the reply is no whole JSON';
    else if (growing.shown === 0 && trace.broken.length === 0) trace.failure = 'no sentence in the reply';
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    trace.failure = error.message;
  }
  if (!isCounted) trace.used = estimated(request.instructions.length + request.data.length, letters);
  trace.shown = growing.shown;
  trace.ms = parts.now() - started;
  const isWhole = trace.failure === undefined && trace.broken.length === 0 && growing.cites(task.quoted.citations);
  trace.outcome = growing.shown === 0 ? 'quoted' : isWhole ? 'written' : 'part-written';
  return { answer: growing.finish(task.quoted, isWhole), trace };
}

const estimated = (asked: number, said: number): TokensUsed => ({
  input: Math.ceil(asked / lettersPerToken),
  output: Math.ceil(said / lettersPerToken),
});

/** The sentences that have stood the check, with their citations numbered in the order that they are first used in. */
class GrowingAnswer {
  private readonly sentences: string[] = [];
  private readonly citations: Citation[] = [];

  constructor(
    private readonly passages: readonly Passage[],
    private readonly stream: AnswerStream | undefined,
  ) {}

  get shown(): number {
    return this.sentences.length;
  }

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
