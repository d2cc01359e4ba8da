import { type Database, statement, type Transaction } from '../../adapters/database';

const noteSent = statement<{ conversation: string; remoteId: string; seq: number }>()((tables, value) =>
  tables
    .insertInto('sent_message')
    .values({ conversation_id: value('conversation'), remote_id: value('remoteId'), seq: value('seq') })
    .onConflict((conflict) => conflict.doNothing()),
);
const seqOfSent = statement<{ conversation: string; remoteId: string }>()((tables, value) =>
  tables
    .selectFrom('sent_message')
    .select('seq')
    .where('conversation_id', '=', value('conversation'))
    .where('remote_id', '=', value('remoteId')),
);

/** Notes under which ids the other service knows an entry of the log; there is more than one where a message took a stream's place. */
export async function noteSentMessage(
  transaction: Transaction,
  { conversation, seq }: { conversation: string; seq: number },
  remoteIds: readonly string[],
): Promise<void> {
  for (const remoteId of remoteIds) await transaction.change(noteSent, { conversation, remoteId, seq });
}

/** Finds an entry of the log by the id that another service gave it. */
export interface SentMessages {
  seqOf(conversation: string, remoteId: string): Promise<number | undefined>;
}

export const sqlSentMessages = (database: Database): SentMessages => ({
  seqOf: async (conversation, remoteId) => (await database.reading.first(seqOfSent, { conversation, remoteId }))?.seq,
});
