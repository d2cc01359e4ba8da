import { z } from 'zod';
import { signedHeaders } from '../signed-request';
import { callDesk } from './call';
import type { DeskCase, DeskEntry, OtherDesk } from './port';

/** The desk may name the case in its own way; without a word it is named by ours. */
const Opened = z.object({ remoteId: z.string().min(1).max(200) });

/**
 * A desk behind one address that takes signed JSON: `opened` with the case and what was said, `message` for each entry after that, `ended`.
 * `Idempotency-Key` names what is told: the same one twice is one.
 * @param now the clock, for the signature's time
 */
export function webhookDesk({ url, secret, now }: { url: string; secret: string; now: () => Date }): OtherDesk {
  const post = (what: string, key: string, told: object) => {
    const body = JSON.stringify(told);
    return callDesk(what, url, { method: 'POST', headers: signedHeaders(secret, now(), key, body), body });
  };

  return {
    async open(deskCase: DeskCase, saidSoFar: readonly DeskEntry[]) {
      const { json } = await post('opened', `${deskCase.id}:opened`, {
        type: 'opened',
        case: deskCase,
        entries: saidSoFar,
      });
      const named = Opened.safeParse(json);
      return { remoteId: named.success ? named.data.remoteId : deskCase.id };
    },
    async deliver(remoteId, { id }, entry) {
      await post('message', `${id}:${entry.seq}`, { type: 'message', case: { id, remoteId }, entry });
    },
    async end(remoteId, { id }, how) {
      await post('ended', `${id}:ended`, { type: 'ended', case: { id, remoteId }, how });
    },
  };
}
