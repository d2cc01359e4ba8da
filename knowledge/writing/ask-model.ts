import type { AnswerStream } from '../answer-stream';
import { checkSentence, type Rule, type Source } from '../grounding';
import type { Language } from '../language';
import { type ChatModel, ModelError, type TokensUsed } from '../models';
import type { HelpTrace } from '../understanding';
import type { Mask } from './mask';
import { promptVersion, requestFor, type Written } from './prompt';
import { SentenceReader } from './read-sentences';

/** What became of one answer, without a word of what was asked or said. */
export interface WritingTrace {
  model: string;
  promptVersion: number;
  /** `work#clause` of the sources given; of what a record said, `record`. */
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
  /** The steps of understanding that came before, with the version of their own instructions. */
  helps?: Pick<HelpTrace, 'step' | 'promptVersion' | 'outcome'>[];
}

export interface WriterParts {
  model: ChatModel;
  /** The insurer's own names. */
  knownNames: readonly string[];
  masks: boolean;
  now(): number;
}

/** What a model is to say, and what of. */
export interface Asking {
  question: string;
  /** The customer's earlier messages, oldest first. */
  earlier: readonly string[];
  /** What every sentence is held against. */
  sources: readonly Source[];
  /** The same as the model gets to see them. */
  shown: readonly Source[];
  /** Hides what stands in the customer's words. */
  mask: Mask;
  language: Language;
  stream?: AnswerStream | undefined;
  /** The sources as the trace names them. */
  named: readonly string[];
}

const mostSentences = 6;
/** Roughly, where a provider does not count. */
const lettersPerToken = 4;

const progressWords: Partial<Record<Language, string>> = { da: 'Formulerer svaret …', en: 'Wording the answer …' };

/** A sentence that has stood the check: `text` reads as it will be shown. */
export type Take = (sentence: Written) => boolean;

/**
 * Asks a model, and hands on each of its sentences as soon as it has stood the check. Never throws for what a model does.
 * @param take returns false for a sentence that is not shown, for it was said already
 * @returns a trace whose outcome is `quoted` until the caller knows better
 */
export async function askModel(asking: Asking, parts: WriterParts, take: Take): Promise<WritingTrace> {
  const { sources, mask, language, stream } = asking;
  const { model, knownNames } = parts;
  const started = parts.now();
  const question = { text: mask.hide(asking.question), earlier: asking.earlier.map((message) => mask.hide(message)) };
  const request = requestFor(question, asking.shown, language);
  const trace: WritingTrace = {
    model: model.id,
    promptVersion,
    sources: [...asking.named],
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
    const verdict = checkSentence(sentence, { sources, language, knownNames });
    if (verdict.kind === 'ungrounded') {
      trace.broken.push(...verdict.breaks);
      return;
    }
    if (trace.shown >= mostSentences || !take(sentence)) return;
    trace.shown += 1;
    trace.firstSentenceMs ??= parts.now() - started;
  };

  const progress = progressWords[language];
  if (progress !== undefined) stream?.progress(progress);
  let letters = 0;
  let isCounted = false;
  const reader = new SentenceReader();
  try {
    for await (const piece of model.ask(request, stream?.signal ?? new AbortController().signal)) {
      if (piece.kind === 'used') {
        trace.used = piece.used;
        isCounted = true;
        continue;
      }
      // It was given nothing to call.
      if (piece.kind === 'call') continue;
      letters += piece.text.length;
      reader.take(piece.text).forEach(judge);
    }
    if (!reader.isWhole) trace.failure = 'the reply is no whole JSON';
    else if (trace.shown === 0 && trace.broken.length === 0) trace.failure = 'no sentence in the reply';
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    trace.failure = error.message;
  }
  if (!isCounted) trace.used = estimated(request.instructions.length + request.data.length, letters);
  trace.ms = parts.now() - started;
  return trace;
}

/** Nothing of what the model said had to be dropped, and it came to its end. */
export const isSound = ({ failure, broken, shown }: WritingTrace): boolean =>
  shown > 0 && failure === undefined && broken.length === 0;

const estimated = (asked: number, said: number): TokensUsed => ({
  input: Math.ceil(asked / lettersPerToken),
  output: Math.ceil(said / lettersPerToken),
});
