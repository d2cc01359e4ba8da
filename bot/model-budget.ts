import type { TokensUsed } from '../knowledge/models';
import type { ModelLimits } from './models-settings';

/** What a model may still cost. Counted in this process: a restart begins anew, and each replica has a budget of its own. */
export interface ModelBudget {
  /** Why no more may be spent now; undefined: it may. */
  exhausted(conversation: string | undefined): 'conversation' | 'day' | 'cost' | undefined;
  spend(conversation: string | undefined, used: TokensUsed): void;
}

const million = 1_000_000;

/** What tokens cost, in the currency of the prices; undefined without prices. */
export const costOf = ({ input, output }: TokensUsed, prices: ModelLimits['prices']): number | undefined =>
  prices && (input * prices.input + output * prices.output) / million;

/** Keeps to the limits of a conversation and of a day (UTC). An answer under way is finished, so each may be passed by one answer. */
export function modelBudget(limits: ModelLimits, now: () => Date): ModelBudget {
  let day = '';
  let tokens = 0;
  let cost = 0;
  const conversations = new Map<string, number>();
  const turnDay = (): void => {
    const today = now().toISOString().slice(0, 10);
    if (today === day) return;
    day = today;
    tokens = 0;
    cost = 0;
    // A conversation that goes on for days gets its share of each.
    conversations.clear();
  };
  return {
    exhausted(conversation) {
      turnDay();
      if ((conversations.get(conversation ?? '') ?? 0) >= limits.tokensPerConversation) return 'conversation';
      if (tokens >= limits.tokensPerDay) return 'day';
      return limits.costPerDay !== undefined && cost >= limits.costPerDay ? 'cost' : undefined;
    },
    spend(conversation, used) {
      turnDay();
      const spent = used.input + used.output;
      tokens += spent;
      cost += costOf(used, limits.prices) ?? 0;
      if (conversation !== undefined) conversations.set(conversation, (conversations.get(conversation) ?? 0) + spent);
    },
  };
}
