import { type ChatModel, langChainChat, steadyChat, usualPatience } from '../knowledge/models';
import { type AnswerWriter, writeAnswer, type WritingTrace } from '../knowledge/writing';
import { modelBudget } from './model-budget';
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
}

/** Puts answers into words by the configured model, within its limits of time, tokens and cost. */
export function answerWriter({ settings, knownNames, now, onTrace, onExhausted, model }: Parts): AnswerWriter {
  const budget = modelBudget(settings.limits, now);
  const steady = steadyChat(model ?? langChainChat(settings), { ...usualPatience, timeoutMs: settings.timeoutMs });
  return {
    async write(task, conversation) {
      const spent = budget.exhausted(conversation);
      if (spent) {
        onExhausted?.(spent);
        return task.quoted;
      }
      const { masks } = settings;
      const { answer, trace } = await writeAnswer(task, {
        model: steady,
        knownNames,
        masks,
        now: () => now().getTime(),
      });
      budget.spend(conversation, trace.used);
      onTrace(trace, conversation);
      return answer;
    },
  };
}
