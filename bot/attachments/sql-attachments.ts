import { type Database, statement } from '../../adapters/database';
import type { FileType } from './file-types';

/** A file as the store knows it. */
export interface StoredFile {
  id: string;
  conversation: string;
  name: string;
  contentType: FileType;
  bytes: number;
}

const addFile = statement<{
  id: string;
  conversation: string;
  name: string;
  contentType: string;
  bytes: number;
  sha256: string;
  at: string;
}>()((tables, value) =>
  tables.insertInto('attachment').values({
    id: value('id'),
    conversation_id: value('conversation'),
    name: value('name'),
    content_type: value('contentType'),
    bytes: value('bytes'),
    sha256: value('sha256'),
    status: 'uploaded',
    created_at: value('at'),
  }),
);

const fileOf = statement<{ id: string }>()((tables, value) =>
  tables
    .selectFrom('attachment')
    .select(['id', 'conversation_id', 'name', 'content_type', 'bytes'])
    .where('id', '=', value('id')),
);

const countOf = statement<{ conversation: string }>()((tables, value) =>
  tables
    .selectFrom('attachment')
    .select((column) => column.fn.countAll<number>().as('files'))
    .where('conversation_id', '=', value('conversation')),
);

const unsettled = statement<{ before: string }>()((tables, value) =>
  tables
    .selectFrom('attachment')
    .select(['id', 'conversation_id'])
    .where('status', '=', 'uploaded')
    .where('created_at', '<', value('before')),
);

const messageWith = statement<{ conversation: string; pattern: string }>()((tables, value) =>
  tables
    .selectFrom('activity')
    .select('seq')
    .where('conversation_id', '=', value('conversation'))
    .where('body', 'like', value('pattern'))
    .limit(1),
);

const noteSent = statement<{ id: string }>()((tables, value) =>
  tables.updateTable('attachment').set({ status: 'sent' }).where('id', '=', value('id')),
);

const removeFile = statement<{ id: string }>()((tables, value) =>
  tables.deleteFrom('attachment').where('id', '=', value('id')),
);

/** What is known of attachments, in a SQL database. @param now the clock */
export function sqlAttachments(database: Database, now: () => Date) {
  return {
    /** All of them or none. */
    add: (files: readonly (StoredFile & { sha256: string })[]): Promise<void> =>
      database.write(async (transaction) => {
        const at = now().toISOString();
        for (const { id, conversation, name, contentType, bytes, sha256 } of files)
          await transaction.change(addFile, { id, conversation, name, contentType, bytes, sha256, at });
      }),

    async find(id: string): Promise<StoredFile | undefined> {
      const row = await database.reading.first(fileOf, { id });
      return (
        row && {
          id: row.id,
          conversation: row.conversation_id,
          name: row.name,
          contentType: row.content_type as FileType,
          bytes: row.bytes,
        }
      );
    },

    async countIn(conversation: string): Promise<number> {
      return Number((await database.reading.first(countOf, { conversation }))?.files ?? 0);
    },

    remove: (ids: readonly string[]): Promise<void> =>
      database.write(async (transaction) => {
        for (const id of ids) await transaction.change(removeFile, { id });
      }),

    /**
     * Finds out which of the files that came before `then` are part of a conversation, and notes it.
     * @returns the ids of those that no message has
     */
    async unsent(then: Date): Promise<string[]> {
      const orphans: string[] = [];
      for (const { id, conversation_id } of await database.reading.all(unsettled, { before: then.toISOString() })) {
        const pattern = `%attachment:${id}%`;
        const message = await database.reading.first(messageWith, { conversation: conversation_id, pattern });
        if (message) await database.write(async (transaction) => void (await transaction.change(noteSent, { id })));
        else orphans.push(id);
      }
      return orphans;
    },
  };
}
