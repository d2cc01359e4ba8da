import type { Language } from '../language';
import { type ChatModel, type ChatPiece, type ChatRequest, ModelError, type TokensUsed } from '../models';
import { type Mask, maskFor, noMask } from '../writing';
import { helpPromptVersion, type HelpStep } from './help-steps';

/** What became of one step, without a word of what was asked or said. */
export interface HelpTrace {
  step: HelpStep;
  model: string;
  promptVersion: number;
  /** `offline`: what the model said was of no use, and the step was done the offline way. */
  outcome: 'used' | 'offline';
  /** Why it was of no use. */
  failure?: string | undefined;
  used: TokensUsed;
  ms: number;
}

/** What a model said: text, or calls of tools with their values as JSON. */
export interface Said {
  text: string;
  calls: { name: string; json: string }[];
}

/** What is made of it. */
export type Read<Value> = { kind: 'usable'; value: Value } | { kind: 'unusable'; why: string };

/** A model's help in one turn. */
export interface TurnModel {
  /**
   * Asks, and reads what is said. Never throws for what a model does.
   * @param read makes something of what was said, or says why it cannot
   * @returns undefined where the step is to be done the offline way
   */
  ask<Value>(step: HelpStep, request: ChatRequest, read: (said: Said) => Read<Value>): Promise<Value | undefined>;
  /**
   * @param language of the customer's words
   * @param told what the model gets to see anyway: names in it need no hiding
   */
  maskFor(language: Language, told: readonly string[]): Mask;
}

export interface TurnModelParts {
  model: ChatModel;
  masks: boolean;
  /** The insurer's own names. */
  knownNames: readonly string[];
  /** For all steps of the turn together, from the first question on. */
  timeoutMs: number;
  now(): number;
  /** Why no more may be spent on the model. */
  exhausted(): Promise<string | undefined>;
  spend(used: TokensUsed): Promise<void>;
  onTrace(trace: HelpTrace): void;
}

/** Roughly, where a provider does not count. */
const lettersPerToken = 4;

/** A model for one turn. After the first failure it is not asked again in this turn: the customer has waited enough. */
export function turnModel(parts: TurnModelParts): TurnModel {
  const { model, now, onTrace } = parts;
  let endsAt: number | undefined;
  let hasFailed = false;
  return {
    maskFor: (language, told) => (parts.masks ? maskFor(language, [...told, ...parts.knownNames]) : noMask),

    async ask(step, request, read) {
      const started = now();
      endsAt ??= started + parts.timeoutMs;
      if (hasFailed || started >= endsAt || (await parts.exhausted()) !== undefined) return undefined;
      const trace: HelpTrace = {
        step,
        model: model.id,
        promptVersion: helpPromptVersion,
        outcome: 'offline',
        used: { input: 0, output: 0 },
        ms: 0,
      };
      const said = await listen(model, request, signalFor(endsAt - started, parts.timeoutMs));
      const result = said.failure === undefined ? read(said) : { kind: 'unusable' as const, why: said.failure };
      hasFailed = said.failure !== undefined;
      trace.used = said.used ?? estimated(request, said);
      await parts.spend(trace.used);
      trace.ms = now() - started;
      if (result.kind === 'usable') trace.outcome = 'used';
      else trace.failure = result.why;
      onTrace(trace);
      return result.kind === 'usable' ? result.value : undefined;
    },
  };
}

/** The model has a limit of its own for one question, and being too slow for that is its failure; only what a turn has left may be less. */
const signalFor = (leftMs: number, limitMs: number): AbortSignal =>
  leftMs < limitMs ? AbortSignal.timeout(leftMs) : new AbortController().signal;

interface Heard extends Said {
  used?: TokensUsed;
  failure?: string;
}

async function listen(model: ChatModel, request: ChatRequest, signal: AbortSignal): Promise<Heard> {
  const heard: Heard = { text: '', calls: [] };
  try {
    for await (const piece of model.ask(request, signal)) take(heard, piece);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    heard.failure = error.message;
  }
  return heard;
}

function take(heard: Heard, piece: ChatPiece): void {
  switch (piece.kind) {
    case 'text':
      heard.text += piece.text;
      return;
    case 'call': {
      const call = (heard.calls[piece.at] ??= { name: '', json: '' });
      call.name += piece.name;
      call.json += piece.json;
      return;
    }
    case 'used':
      heard.used = piece.used;
      return;
    default:
      throw new Error(`Unhandled piece: ${piece satisfies never}`);
  }
}

const estimated = ({ instructions, data }: ChatRequest, { text, calls }: Said): TokensUsed => ({
  input: Math.ceil((instructions.length + data.length) / lettersPerToken),
  output: Math.ceil(calls.reduce((sum, { json }) => sum + json.length, text.length) / lettersPerToken),
});
