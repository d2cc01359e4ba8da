import { type Database, statement } from '../adapters/database';
import type { TokensUsed } from '../knowledge/models';
import { dayOf, limitReached, type ModelBudget } from './model-budget';
import type { ModelLimits } from './models-settings';

/** Stands for all conversations of a day together. */
const wholeDay = '';

const usedToday = statement<{ day: string; conversation: string }>()((tables, value) =>
  tables
    .selectFrom('model_use')
    .select(['conversation_id', 'input_tokens', 'output_tokens'])
    .where('day', '=', value('day'))
    .where('conversation_id', 'in', [wholeDay, value('conversation')]),
);
const add = statement<{ day: string; conversation: string; input: number; output: number }>()((tables, value) =>
  tables
    .insertInto('model_use')
    .values({
      day: value('day'),
      conversation_id: value('conversation'),
      input_tokens: value('input'),
      output_tokens: value('output'),
    })
    .onConflict((conflict) =>
      conflict.columns(['day', 'conversation_id']).doUpdateSet(({ eb, ref }) => ({
        input_tokens: eb('model_use.input_tokens', '+', ref('excluded.input_tokens')),
        output_tokens: eb('model_use.output_tokens', '+', ref('excluded.output_tokens')),
      })),
    ),
);
const forgetBefore = statement<{ day: string }>()((tables, value) =>
  tables.deleteFrom('model_use').where('day', '<', value('day')),
);

/**
 * Keeps to the limits of a conversation and of a day (UTC) for all replicas together, over their restarts. Answers under way are finished, so a limit
 * may be passed by one answer for each of them.
 */
export function sqlModelBudget(database: Database, limits: ModelLimits, now: () => Date): ModelBudget {
  let cleared = '';
  return {
    async exhausted(conversation = wholeDay) {
      const rows = await database.reading.all(usedToday, { day: dayOf(now()), conversation });
      const usedIn = (id: string): TokensUsed => {
        const row = rows.find(({ conversation_id }) => conversation_id === id);
        return { input: row?.input_tokens ?? 0, output: row?.output_tokens ?? 0 };
      };
      const inConversation = conversation === wholeDay ? { input: 0, output: 0 } : usedIn(conversation);
      return limitReached(limits, { day: usedIn(wholeDay), conversation: inConversation });
    },
    async spend(conversation, { input, output }) {
      const day = dayOf(now());
      await database.write(async (transaction) => {
        await transaction.change(add, { day, conversation: wholeDay, input, output });
        if (conversation !== undefined) await transaction.change(add, { day, conversation, input, output });
        // A conversation that goes on for days gets its share of each.
        if (day !== cleared) await transaction.change(forgetBefore, { day });
      }, 'own-rows');
      cleared = day;
    },
  };
}
