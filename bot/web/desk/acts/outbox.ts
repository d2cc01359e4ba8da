import type { UploadedFile } from '../api/types';
import type { Asked } from '../api/desk-api';
import type { Outcome } from '../api/types';
import { withDraft, withMessage, withPending } from '../state/changes';
import { emptyDraft, type Failed, type Pending } from '../state/desk-state';
import type { Parts } from './parts';
import type { Reading } from './reading';

export interface Outbox {
  say(id: string, text: string, attachments: UploadedFile[]): void;
  /** Goes on with everything that has not been answered. */
  deliverAll(): void;
  retry(id: string, clientId: string): void;
  /** A message that could not be sent becomes text again. */
  takeBack(id: string, clientId: string): void;
}

const RETRY_MS = 2000;
const TOO_MANY = 429;

type Answer = { kind: 'sent'; seq: number | undefined } | { kind: 'failed'; why: Failed } | { kind: 'later' };

/** What an answer means for the message: only an outcome is final. */
function answerTo(asked: Asked<Outcome>): Answer {
  switch (asked.kind) {
    case 'ok':
      if (asked.value.kind === 'done') return { kind: 'sent', seq: asked.value.seq };
      return { kind: 'failed', why: asked.value.kind === 'not-yours' ? 'not-yours' : 'ended' };
    case 'refused':
      return asked.status === TOO_MANY ? { kind: 'later' } : { kind: 'failed', why: 'refused' };
    case 'unreachable':
    case 'signed-out':
      return { kind: 'later' };
    default:
      throw new Error(`Unhandled answer: ${asked satisfies never}`);
  }
}

/** Messages on their way, in order for each conversation, each kept and tried again under its own id until the server has answered. */
export function createOutbox({ store, api, now, newId }: Parts, reading: Reading): Outbox {
  const busy = new Set<string>();
  const timers = new Map<string, number>();

  const nextOf = (id: string): Pending | undefined =>
    store.get().outbox[id]?.find(({ seq, failed }) => seq === undefined && failed === undefined);

  async function deliver(id: string): Promise<void> {
    if (busy.has(id) || store.get().stage !== 'desk') return;
    busy.add(id);
    window.clearTimeout(timers.get(id));
    try {
      for (let message = nextOf(id); message; message = nextOf(id)) {
        const { clientId, text, attachments } = message;
        const files = attachments.length > 0 ? { attachments: attachments.map((file) => file.id) } : {};
        const answer = answerTo(await api.say(id, { clientId, text, ...files }));
        if (answer.kind === 'later') {
          timers.set(
            id,
            window.setTimeout(() => void deliver(id), RETRY_MS),
          );
          return;
        }
        settle(id, clientId, answer);
      }
    } finally {
      busy.delete(id);
    }
  }

  function settle(id: string, clientId: string, answer: Exclude<Answer, { kind: 'later' }>): void {
    const conversation = store.get().queue?.mine.find((handoff) => handoff.id === id)?.conversation;
    store.change((state) =>
      withMessage(state, id, clientId, (pending) => {
        if (answer.kind === 'failed') return { ...pending, failed: answer.why };
        const read = conversation === undefined ? 0 : (state.transcripts[conversation]?.lastSeq ?? 0);
        // News may have been quicker than the answer: then the conversation shows it already.
        return answer.seq === undefined || answer.seq <= read ? undefined : { ...pending, seq: answer.seq };
      }),
    );
    if (conversation !== undefined) void reading.entries(conversation);
    if (answer.kind === 'failed') void reading.everything();
  }

  return {
    say(id, text, attachments) {
      const at = new Date(now()).toISOString();
      store.change((state) => withPending(state, id, { clientId: newId(), text, attachments, at }));
      void deliver(id);
    },
    deliverAll() {
      for (const id of Object.keys(store.get().outbox)) void deliver(id);
    },
    retry(id, clientId) {
      store.change((state) => withMessage(state, id, clientId, ({ failed: _, ...pending }) => pending));
      void deliver(id);
    },
    takeBack(id, clientId) {
      const message = store.get().outbox[id]?.find((pending) => pending.clientId === clientId);
      if (!message) return;
      store.change((state) => {
        const { reply, attachments } = state.drafts[id] ?? emptyDraft;
        const text = [reply, message.text].filter((part) => part !== '').join('\n');
        const next = withDraft(state, id, { reply: text, attachments: [...attachments, ...message.attachments] });
        return withMessage(next, id, clientId, () => undefined);
      });
    },
  };
}
