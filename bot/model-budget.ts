import type { TokensUsed } from '../knowledge/models';
import type { ModelLimits } from './models-settings';

/** What a model may still cost. */
export interface ModelBudget {
  /** Why no more may be spent now; undefined: it may. */
  exhausted(conversation: string | undefined): Promise<'conversation' | 'day' | 'cost' | undefined>;
  spend(conversation: string | undefined, used: TokensUsed): Promise<void>;
}

const million = 1_000_000;

/** What tokens cost, in the currency of the prices; undefined without prices. */
export const costOf = ({ input, output }: TokensUsed, prices: ModelLimits['prices']): number | undefined =>
  prices && (input * prices.input + output * prices.output) / million;

const nothing: TokensUsed = { input: 0, output: 0 };
const sum = (one: TokensUsed, other: TokensUsed): TokensUsed => ({
  input: one.input + other.input,
  output: one.output + other.output,
});

/** The day (UTC) that is counted in. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

/** @param day what was used today, in all and in the conversation */
export function limitReached(
  limits: ModelLimits,
  { day, conversation }: { day: TokensUsed; conversation: TokensUsed },
): 'conversation' | 'day' | 'cost' | undefined {
  if (conversation.input + conversation.output >= limits.tokensPerConversation) return 'conversation';
  if (day.input + day.output >= limits.tokensPerDay) return 'day';
  const costs = (used: TokensUsed, most: number | undefined): boolean =>
    most !== undefined && (costOf(used, limits.prices) ?? 0) >= most;
  if (costs(conversation, limits.costPerConversation)) return 'conversation';
  return costs(day, limits.costPerDay) ? 'cost' : undefined;
}

/**
 * Keeps to the limits of a conversation and of a day (UTC), counted in this process: for commands. An answer under way is finished, so each may be
 * passed by one answer.
 */
export function ownModelBudget(limits: ModelLimits, now: () => Date): ModelBudget {
  let day = '';
  let all = nothing;
  const conversations = new Map<string, TokensUsed>();
  const usedIn = (conversation: string | undefined): TokensUsed => conversations.get(conversation ?? '') ?? nothing;
  const turnDay = (): void => {
    if (dayOf(now()) === day) return;
    day = dayOf(now());
    all = nothing;
    // A conversation that goes on for days gets its share of each.
    conversations.clear();
  };
  return {
    async exhausted(conversation) {
      turnDay();
      return limitReached(limits, { day: all, conversation: usedIn(conversation) });
    },
    async spend(conversation, used) {
      turnDay();
      all = sum(all, used);
      if (conversation !== undefined) conversations.set(conversation, sum(usedIn(conversation), used));
    },
  };
}
