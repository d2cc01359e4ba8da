import type { Asked, Receiver } from '../api/desk-api';
import type { HandoffOutcome, Outcome } from '../api/types';
import { withToast } from '../state/changes';
import { type Words, wordsIn } from '../words';
import type { Parts } from './parts';
import type { Reading } from './reading';

export interface Moves {
  take(id: string): Promise<void>;
  takeNext(): Promise<void>;
  /** True when it was done: the dialog that asked for it can close. */
  transfer(id: string, to: Receiver, note: string): Promise<boolean>;
  giveBack(id: string): Promise<boolean>;
  close(id: string, outcome: HandoffOutcome, summary: string): Promise<boolean>;
  note(id: string, text: string): Promise<boolean>;
  /** Says something that did not go as wished, in the words of the one who sits here. */
  complain(asked: Exclude<Asked<unknown>, { kind: 'ok' }>): void;
}

/** @returns what to tell the one who asked for it, where it was not done */
function saidOf(outcome: Exclude<Outcome, { kind: 'done' }>, { said }: Words): string {
  switch (outcome.kind) {
    case 'not-yours': {
      const name = typeof outcome.owner === 'string' ? outcome.owner : outcome.owner?.name;
      return name ? said.notYours(name) : said.notYoursUnknown;
    }
    case 'ended':
      return said.ended;
    case 'unknown':
      return said.unknown;
    case 'at-capacity':
      return said.atCapacity;
    case 'nothing-waits':
      return said.nothingWaits;
    default:
      throw new Error(`Unhandled outcome: ${outcome satisfies never}`);
  }
}

/** What staff do with a hand-off. The page shows what the server has made of it, never a guess. */
export function createMoves(
  { store, api, newId }: Pick<Parts, 'store' | 'api' | 'newId'>,
  reading: Reading,
  { open, closeTab }: { open(id: string): void; closeTab(id: string): void },
): Moves {
  const words = (): Words => wordsIn[store.get().settings.language];
  const tell = (text: string, tone: 'good' | 'bad' = 'good'): void =>
    store.change((state) => withToast(state, text, tone));

  const complain: Moves['complain'] = (asked) => {
    const { failure } = words();
    if (asked.kind === 'unreachable') tell(failure.unreachable, 'bad');
    else if (asked.kind === 'refused')
      tell(
        asked.status === 429
          ? failure.tooMany
          : asked.status === 403
            ? failure.forbidden
            : asked.message || failure.unknown,
        'bad',
      );
  };

  /** What came of it; undefined where it was not done, and that has been told. */
  async function doneOf(asking: Promise<Asked<Outcome>>): Promise<Extract<Outcome, { kind: 'done' }> | undefined> {
    const asked = await asking;
    if (asked.kind !== 'ok') {
      complain(asked);
      return undefined;
    }
    if (asked.value.kind === 'done') return asked.value;
    tell(saidOf(asked.value, words()), 'bad');
    await reading.everything();
    return undefined;
  }

  async function opening(asking: Promise<Asked<Outcome>>, known?: string): Promise<void> {
    const done = await doneOf(asking);
    if (!done) return;
    await reading.queue();
    tell(words().said.taken);
    const id = done.handoff?.id ?? known;
    if (id !== undefined) {
      void reading.caseFile(id);
      open(id);
    }
  }

  /** Of what was asked for without an answer: asked again in the same words, it is the same request. */
  const unanswered = new Map<string, string>();

  async function leaving<Wish>(
    id: string,
    ask: (id: string, asked: Wish & { requestId: string }) => Promise<Asked<Outcome>>,
    wish: Wish,
    said: string,
  ): Promise<boolean> {
    const name = `${said} ${id} ${JSON.stringify(wish)}`;
    const requestId = unanswered.get(name) ?? newId();
    unanswered.set(name, requestId);
    const asked = await ask(id, { ...wish, requestId });
    if (asked.kind !== 'unreachable') unanswered.delete(name);
    const done = await doneOf(Promise.resolve(asked));
    if (!done) return false;
    tell(said);
    // First: what a colleague has now may not be read here any more.
    closeTab(id);
    await reading.queue();
    return true;
  }

  return {
    complain,
    take: (id) => opening(api.take(id), id),
    takeNext: () => opening(api.takeNext()),
    transfer: (id, to, note) => leaving(id, api.transfer, { to, note }, words().said.transferred),
    giveBack: (id) => leaving(id, api.giveBack, {}, words().said.returned),
    close: (id, outcome, summary) => leaving(id, api.close, { outcome, summary }, words().said.closed),
    async note(id, text) {
      const done = await doneOf(api.note(id, text));
      if (!done) return false;
      tell(words().said.noted);
      await reading.caseFile(id);
      return true;
    },
  };
}
