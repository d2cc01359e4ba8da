import type { Activity } from 'botbuilder';
import { ChangedMeanwhile, type Database } from '../../adapters/database';
import type { LogEntry } from '../conversations/conversation-log';
import { entryOfClient } from '../conversations/sql-statements';
import type { ChannelOutlet } from '../conversations/turn-runner';
import type { Expectations } from './expectations';
import { type Handoff, interruptedPriority } from './handoff';
import type { Done, HandoffEvent, Handoffs } from './handoffs';
import type { HandoffWords } from './receipts';
import { type Change, recordEvent, type Told } from './sql-changes';
import { handoffById, lastEventOf } from './sql-handoff-statements';
import { eventIn, keptIn } from './sql-rows';
import { type HandoffUnits, refusal } from './sql-units';
import { personActivity, typingActivity } from './spoken';

interface Parts {
  database: Database;
  units: HandoffUnits;
  words: HandoffWords;
  outletOf(reference: Partial<Activity>): ChannelOutlet;
  now(): Date;
  expectations(): Promise<Expectations>;
}

type Acts = Pick<Handoffs, 'say' | 'typing' | 'note' | 'transfer' | 'giveBack' | 'close'>;

/** Whether it waits for just these already. */
const waitsThere = ({ state, owner, team }: Handoff, to: Parameters<Handoffs['transfer']>[2]): boolean =>
  state === 'waiting' && ('team' in to ? !owner && team === to.team : owner?.id === to.colleague.id);

/** What the owner of a conversation does in it. */
export function sqlStaffActs({ database, units, words, outletOf, now, expectations: expectationsNow }: Parts): Acts {
  const { over, byAgent, sayIn } = units;
  return {
    say: (agent, id, message) =>
      over<Done<LogEntry>>(id, async (transaction, kept) => {
        const { handoff, reference } = kept;
        const onceAs = `desk:${agent.id}:${message.clientId}`;
        // Asked first: what was said stays said, whoever has it by now.
        const earlier = await transaction.first(entryOfClient, {
          conversation: handoff.conversation,
          clientId: onceAs,
        });
        if (earlier) return { answer: { kind: 'done', result: { seq: earlier.seq, body: earlier.body } } };
        const refused = refusal(handoff, agent);
        if (refused) return { answer: refused };
        if (handoff.state !== 'person') return { answer: { kind: 'not-yours', owner: undefined } };
        const activity = personActivity(reference, outletOf(reference).remote, agent, message);
        const entries = await sayIn(transaction, kept, activity, onceAs);
        const [entry] = entries;
        if (!entry) throw new ChangedMeanwhile('The same message of staff was taken meanwhile.');
        return { answer: { kind: 'done', result: entry }, said: { kept, entries } };
      }),

    async typing(agent, id) {
      const row = await database.reading.first(handoffById, { id });
      const kept = row && keptIn(row);
      if (kept?.handoff.state !== 'person' || kept.handoff.owner?.id !== agent.id) return;
      outletOf(kept.reference).typing(kept.handoff.conversation, typingActivity(kept.reference, agent));
    },

    note: (agent, id, text) =>
      over<Done<HandoffEvent>>(id, async (transaction, kept) => {
        const refused = refusal(kept.handoff, agent);
        if (refused) return { answer: refused };
        await recordEvent(transaction, id, {
          at: now(),
          kind: 'note',
          by: { id: agent.id, name: agent.name },
          note: text,
        });
        const row = await transaction.first(lastEventOf, { id });
        if (!row) throw new Error('A note that was just added is not there.');
        return { answer: { kind: 'done', result: eventIn(row) }, changed: { kept, receipt: undefined } };
      }),

    async transfer(agent, id, to, note, requestId) {
      const expectations = await expectationsNow();
      const changeOf = (handoff: Handoff): Change | undefined =>
        waitsThere(handoff, to)
          ? undefined
          : {
              event: 'transferred',
              note: `→ ${'team' in to ? to.team : to.colleague.name}${note === '' ? '' : `: ${note}`}`,
              set: {
                owner: 'team' in to ? undefined : to.colleague,
                team: 'team' in to ? to.team : undefined,
                // Who still waits for the first person keeps the place that they have.
                ...(handoff.state === 'person'
                  ? { priority: interruptedPriority }
                  : { waitingSince: handoff.waitingSince }),
              },
              expectations,
              tell: ({ language, number, leftMessage }, place): Told => ({
                receipt: 'transferred',
                text: words.transferred(language, {
                  ...place,
                  number,
                  from: handoff.state === 'person' ? handoff.owner?.name : undefined,
                  to: 'team' in to ? to : { colleague: to.colleague.name },
                  leftMessage,
                  now: now(),
                }),
                name: 'team' in to ? undefined : to.colleague.name,
              }),
            };
      return byAgent(agent, id, changeOf, requestId);
    },

    giveBack(agent, id, requestId) {
      const changeOf = (): Change => ({
        event: 'returned',
        tell: ({ language, number }) => ({
          receipt: 'returned',
          text: words.returned(language, { number, name: agent.name }),
          name: agent.name,
        }),
      });
      return byAgent(agent, id, changeOf, requestId);
    },

    close(agent, id, outcome, summary, requestId) {
      const changeOf = ({ state, leftMessage }: Handoff): Change => {
        const receipt = leftMessage ? 'messageAnswered' : 'closed';
        const name = state === 'person' ? agent.name : undefined;
        return {
          event: 'closed',
          note: summary,
          set: { outcome },
          tell: ({ language, number }) => ({
            receipt,
            text: words[receipt](language, { number, name, outcome, summary: summary.trim() }),
            name,
          }),
        };
      };
      return byAgent(agent, id, changeOf, requestId);
    },
  };
}
