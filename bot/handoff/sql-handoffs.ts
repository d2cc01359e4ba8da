import type { Activity } from 'botbuilder';
import type { Database } from '../../adapters/database';
import type { TurnHandoffs } from '../conversations/sql-conversation-log';
import type { ChannelOutlet } from '../conversations/turn-runner';
import { wantingOf } from './at-work';
import { type Handoff, isOpen } from './handoff';
import type { Handoffs } from './handoffs';
import { newsDesk } from './news';
import { sharedNews } from './shared-news';
import type { OpeningHours } from './opening-hours';
import type { HandoffWords } from './receipts';
import { linedUp } from './sql-changes';
import { readExpectations, type Staff } from './sql-expectations';
import { eventOfRequest, eventsOf, handoffById, openInOrder, openOf, speakerIs } from './sql-handoff-statements';
import { type Minded, sqlMinded } from './sql-minded';
import { eventIn, keptIn } from './sql-rows';
import { sqlStaffActs } from './sql-staff-acts';
import { takeIn, takeNextIn } from './sql-taking';
import { sqlTurnHandoffs } from './sql-turn-handoffs';
import { handoffUnits } from './sql-units';

export interface HandoffParts {
  database: Database;
  words: HandoffWords;
  hours: OpeningHours;
  staff: Staff;
  /** The outlet of the channel that an activity came over. */
  outletOf(reference: Partial<Activity>): ChannelOutlet;
  now(): Date;
  newId(): string;
  /** Told of what a listener threw. */
  onFailure(problem: unknown): void;
}

export interface KeptHandoffs extends Handoffs {
  /** For the conversation log: what turns ask for. */
  ofTurns: TurnHandoffs;
  /** To be told of every entry of the conversation log. */
  appended(conversation: string, lastSeq: number): void;
  /** To be told of a customer's typing sign. */
  customerTypes(conversation: string): void;
  minded: Minded;
}

/** The hand-offs in a SQL database. */
export async function sqlHandoffs(parts: HandoffParts): Promise<KeptHandoffs> {
  const { database, words, hours, staff, outletOf, now, newId } = parts;
  const { reading } = database;
  const news = newsDesk(parts.onFailure);
  const readOpen = async (): Promise<Handoff[]> =>
    (await reading.all(openInOrder, {})).map((row) => keptIn(row).handoff);
  const expectations = () => readExpectations(database, staff, hours, now());
  // Known by heart: asking the store at every message of every conversation would cost more than it is worth.
  const handedOff = new Set((await readOpen()).map(({ conversation }) => conversation));
  const tell = sharedNews(
    database.others,
    news,
    handedOff,
    async () => (await readOpen()).map(({ id, conversation }) => ({ id, conversation })),
    parts.onFailure,
  );
  const units = handoffUnits({ database, outletOf, now, handedOff, tell });

  return {
    ofTurns: sqlTurnHandoffs({
      words,
      hours,
      now,
      newId,
      expectations,
      bodyOf: (...entry) => units.bodyOf(...entry),
      changed: (kept) => units.changed(kept),
    }),
    appended: (...entry) => units.appended(...entry),
    customerTypes(conversation) {
      if (handedOff.has(conversation)) tell({ kind: 'typing', conversation, who: 'customer' });
    },
    minded: sqlMinded({ database, units, words, now, expectations }),
    listen: (listener) => news.listen(listener),

    async openIn(conversation) {
      const row = await reading.first(openOf, { conversation });
      return row && keptIn(row).handoff;
    },
    async find(id) {
      const row = await reading.first(handoffById, { id });
      return row && keptIn(row).handoff;
    },
    async open() {
      const all = await readOpen();
      return [...all.filter(({ state }) => state !== 'person'), ...all.filter(({ state }) => state === 'person')];
    },
    async placeOf(handoff) {
      const own = (await expectations()).of(wantingOf(handoff, now()));
      const ahead = own.ahead(await linedUp(reading, handoff, now()));
      return { ahead, expectedAt: own.expectedAt(ahead) };
    },
    isDone: async (id, requestId) => (await reading.first(eventOfRequest, { id, requestId })) !== undefined,
    history: async (id) => (await reading.all(eventsOf, { id })).map(eventIn),
    speakerOf: async (conversation) => (await reading.first(speakerIs, { conversation }))?.speaker ?? 'bot',

    take: (agent, id) => units.over(id, (transaction, kept) => takeIn(transaction, kept, agent, words, now())),
    takeNext: (agent) => units.run((transaction) => takeNextIn(transaction, agent, words, now())),
    ...sqlStaffActs({ database, units, words, outletOf, now, expectations }),

    fail: (id, why) =>
      units.byItself(id, (handoff) =>
        isOpen(handoff.state)
          ? {
              event: 'failed',
              note: why,
              tell: ({ language, number }) => ({ receipt: 'failed', text: words.failed(language, { number }) }),
            }
          : undefined,
      ),
  };
}
