import { dayInDenmark } from '../dialogs/dates';
import type { Understanding } from '../dialogs';
import { modelPicker } from '../dialogs/picking';
import { type ChatModel, langChainChat, steadyChat, usualPatience } from '../knowledge/models';
import {
  type HelpStep,
  type HelpTrace,
  rankedByModel,
  rewrittenFollowUps,
  type TurnModel,
  turnModel,
} from '../knowledge/understanding';
import { type ModelBudget, ownModelBudget } from './model-budget';
import type { ChatSettings } from './models-settings';

interface Parts {
  settings: ChatSettings;
  /** The insurer's own names. */
  knownNames: readonly string[];
  now(): Date;
  /** Told of every question that the model was asked. */
  onTrace(trace: HelpTrace, conversation: string | undefined): void;
  /** What it helps with; absent: what the settings say. */
  helps?: readonly HelpStep[];
  /** Absent: the configured provider. */
  model?: ChatModel;
  /** Shared with the wording of answers; absent: its own. */
  budget?: ModelBudget | undefined;
}

/** The configured model's help, for one turn at a time; `heard` is told of this turn's traces. */
export function modelTurns({
  settings,
  knownNames,
  now,
  onTrace,
  model,
  budget = ownModelBudget(settings.limits, now),
}: Parts): (conversation: string | undefined, heard?: (trace: HelpTrace) => void) => TurnModel {
  const { masks, helpTimeoutMs: timeoutMs } = settings;
  const steady = steadyChat(model ?? langChainChat(settings), { ...usualPatience, timeoutMs });
  return (conversation, heard) =>
    turnModel({
      model: steady,
      masks,
      knownNames,
      timeoutMs,
      now: () => now().getTime(),
      exhausted: () => budget.exhausted(conversation),
      spend: (used) => budget.spend(conversation, used),
      onTrace(trace) {
        heard?.(trace);
        onTrace(trace, conversation);
      },
    });
}

/** How messages are understood with the configured model: each step that is not among its helps is done the offline way. */
export function modelUnderstanding(parts: Parts): (conversation: string | undefined) => Understanding {
  const { helps = parts.settings.helps, now } = parts;
  const turns = modelTurns(parts);
  return (conversation) => {
    const taken: HelpTrace[] = [];
    const model = turns(conversation, (trace) => taken.push(trace));
    return {
      taken: () => taken,
      ...(helps.includes('rewrite') && { followUps: rewrittenFollowUps(model) }),
      ...(helps.includes('rerank') && { ranking: rankedByModel(model) }),
      ...(helps.includes('dialogs') && { picker: modelPicker(model, () => dayInDenmark(now())) }),
    };
  };
}
