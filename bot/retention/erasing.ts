import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../../adapters/database';
import {
  chatsOf,
  complaintsLike,
  conversationsOf,
  dropChat,
  dropComplaint,
  dropFeedbackBefore,
  dropFile,
  dropLinks,
  dropTellings,
  filesBefore,
  filesIn,
  partsOfConversation,
  quietSince,
  unlinkAudit,
} from './sql-erasing-statements';

/** How much of each kind has gone. */
export type ErasureReport = Record<string, number>;

/** What is erased in one go: others write meanwhile. */
const atOnce = 50;

export interface Erasing {
  /** Conversations in which nothing has happened since then. What somebody has or waits for stays. */
  conversationsBefore(then: Date): Promise<ErasureReport>;
  /** The files; that they were sent stays in the conversation. */
  filesBefore(then: Date): Promise<ErasureReport>;
  feedbackBefore(then: Date): Promise<ErasureReport>;
  /**
   * All that is known of a customer: conversations, also open ones, in which they were signed in or linked in Teams; what was to be told them; complaints.
   * A complaint that has not been delivered yet stays, and is reported.
   */
  customer(id: string): Promise<ErasureReport>;
}

export const added = (reports: readonly ErasureReport[]): ErasureReport => {
  const sum: ErasureReport = {};
  for (const report of reports)
    for (const [kind, count] of Object.entries(report)) if (count > 0) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
};

/** @param attachments the folder of the files */
export function erasing(database: Database, attachments: string): Erasing {
  const { reading } = database;

  const removeFiles = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) await rm(path.join(attachments, path.basename(id)), { force: true });
  };

  const eraseConversation = async (conversation: string): Promise<ErasureReport> => {
    // The bytes before the row that names them: killed in between, the next run finds the row and goes on.
    await removeFiles((await reading.all(filesIn, { conversation })).map(({ id }) => id));
    const report = await database.write(async (transaction) => {
      const gone: ErasureReport = {};
      for (const [kind, drop] of partsOfConversation) gone[kind] = await transaction.change(drop, { conversation });
      await transaction.change(unlinkAudit, { conversation });
      return gone;
    }, 'own-rows');
    // Whoever still looks at it is let go.
    database.others.tell('revoked', conversation);
    database.others.tell('visitor', conversation);
    return report;
  };

  const eraseAll = async (conversations: readonly string[]): Promise<ErasureReport> => {
    const reports: ErasureReport[] = [];
    for (const conversation of conversations) reports.push(await eraseConversation(conversation));
    return added(reports);
  };

  const eraseComplaints = async (customer: string): Promise<ErasureReport> => {
    const report = { complaints: 0, 'complaints kept, not delivered yet': 0 };
    // Looked at once more: a LIKE knows nothing of JSON.
    for (const { id, body, status } of await reading.all(complaintsLike, { pattern: '%"customerId"%' })) {
      if ((JSON.parse(body) as { customerId?: string }).customerId !== customer) continue;
      if (status === 'waiting') report['complaints kept, not delivered yet'] += 1;
      else report.complaints += await database.write((transaction) => transaction.change(dropComplaint, { id }));
    }
    return report;
  };

  return {
    async conversationsBefore(then) {
      const reports: ErasureReport[] = [];
      for (;;) {
        const rows = await reading.all(quietSince, { before: then.toISOString(), limit: atOnce });
        reports.push(await eraseAll(rows.map(({ id }) => id)));
        if (rows.length < atOnce) return added(reports);
      }
    },

    async filesBefore(then) {
      let files = 0;
      for (;;) {
        const ids = (await reading.all(filesBefore, { before: then.toISOString(), limit: atOnce })).map(({ id }) => id);
        await removeFiles(ids);
        await database.write(async (transaction) => {
          for (const id of ids) await transaction.change(dropFile, { id });
        });
        files += ids.length;
        if (ids.length < atOnce) return added([{ files }]);
      }
    },

    async feedbackBefore(then) {
      const before = then.toISOString();
      const feedback = await database.write((transaction) => transaction.change(dropFeedbackBefore, { before }));
      return added([{ feedback }]);
    },

    async customer(id) {
      const chats = await reading.all(chatsOf, { customer: id });
      const inTeams = chats.flatMap(({ reference }) => {
        const { channelId, conversation } = JSON.parse(reference) as {
          channelId?: string;
          conversation?: { id?: string };
        };
        return conversation?.id === undefined ? [] : [`${channelId ?? ''}:${conversation.id}`];
      });
      const onWeb = (await reading.all(conversationsOf, { customer: id })).map((row) => row.id);
      const conversations = await eraseAll([...new Set([...onWeb, ...inTeams])]);
      const rest = await database.write(async (transaction) => {
        let teams = 0;
        for (const { tenant_id: tenantId, aad_object_id: aadObjectId } of chats)
          teams += await transaction.change(dropChat, { tenantId, aadObjectId });
        return {
          'chats in Teams': teams,
          'links to Teams': await transaction.change(dropLinks, { customer: id }),
          'news of records': await transaction.change(dropTellings, { customer: id }),
        };
      });
      return added([conversations, rest, await eraseComplaints(id)]);
    },
  };
}
