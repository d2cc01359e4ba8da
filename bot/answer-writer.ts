import { type ChatModel, langChainChat, steadyChat, type TokensUsed, usualPatience } from '../knowledge/models';
import {
  type AnswerWriter,
  type FactsWriter,
  writeAnswer,
  writeFacts,
  type WriterParts,
  type WritingTrace,
} from '../knowledge/writing';
import { type ModelBudget, ownModelBudget } from './model-budget';
import type { ChatSettings } from './models-settings';

interface Parts {
  settings: ChatSettings;
  /** The insurer's own names. */
  knownNames: readonly string[];
  now(): Date;
  /** Told of every answer that the model was asked for. */
  onTrace(trace: WritingTrace, conversation: string | undefined): void;
  /** The model was not asked: its budget is spent. */
  onExhausted?(what: 'conversation' | 'day' | 'cost'): void;
  /** Absent: the configured provider. */
  model?: ChatModel;
  /** Absent: one of this process alone. */
  budget?: ModelBudget | undefined;
}

/** What a model puts into words. */
export interface ModelWriters {
  answers: AnswerWriter;
  /** Absent where records stay in the house. */
  facts: FactsWriter | undefined;
}

/** Puts answers, and what records said, into words by the configured model, within its limits of time, tokens and cost. */
export function modelWriters({
  settings,
  knownNames,
  now,
  onTrace,
  onExhausted,
  model,
  budget = ownModelBudget(settings.limits, now),
}: Parts): ModelWriters {
  const steady = steadyChat(model ?? langChainChat(settings), { ...usualPatience, timeoutMs: settings.timeoutMs });
  const { masks } = settings;
  const parts: WriterParts = { model: steady, knownNames, masks, now: () => now().getTime() };

  /** Asks, unless the budget is spent. */
  const within = async <Result extends { trace: WritingTrace & { used: TokensUsed } }>(
    conversation: string | undefined,
    ask: () => Promise<Result>,
  ): Promise<Result | undefined> => {
    const spent = await budget.exhausted(conversation);
    if (spent) {
      onExhausted?.(spent);
      return undefined;
    }
    const result = await ask();
    await budget.spend(conversation, result.trace.used);
    onTrace(result.trace, conversation);
    return result;
  };

  return {
    answers: {
      write: async (task, conversation) =>
        (await within(conversation, () => writeAnswer(task, parts)))?.answer ?? task.quoted,
    },
    facts: settings.records
      ? {
          write: async (task, conversation) => (await within(conversation, () => writeFacts(task, parts)))?.written,
        }
      : undefined,
  };
}
