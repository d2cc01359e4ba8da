import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Tables } from './tables';

/** Every change of the schema, by the name under which the database remembers it. Never edited once released: a change is a new entry. */
const migrations: Record<string, Migration> = {
  '2026-11-01-conversations': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('conversation')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('last_seq', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('last_turn', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema
        .createTable('activity')
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('seq', 'integer', (column) => column.notNull())
        .addColumn('client_id', 'text')
        .addColumn('body', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('activity_primary', ['conversation_id', 'seq'])
        .addUniqueConstraint('activity_once', ['conversation_id', 'client_id'])
        .execute();
      await db.schema
        .createTable('turn')
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('activity_id', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('turn_primary', ['conversation_id', 'number'])
        .addUniqueConstraint('turn_once', ['conversation_id', 'activity_id'])
        .execute();
      await db.schema
        .createIndex('turn_by_status')
        .on('turn')
        .columns(['status'])
        .where('status', '=', 'pending')
        .execute();
      await db.schema
        .createTable('bot_state')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('etag', 'integer', (column) => column.notNull())
        .addColumn('body', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('outbox')
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('seq', 'integer', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('due_at', 'text', (column) => column.notNull())
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('problem', 'text')
        .addPrimaryKeyConstraint('outbox_primary', ['conversation_id', 'seq'])
        .execute();
      await db.schema
        .createIndex('outbox_waiting')
        .on('outbox')
        .columns(['status'])
        .where('status', '=', 'waiting')
        .execute();
    },
  },
  '2026-11-22-identities': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('visitor')
        .addColumn('conversation_id', 'text', (column) => column.primaryKey())
        .addColumn('generation', 'integer', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('customer_id', 'text')
        .addColumn('name', 'text')
        .execute();
      await db.schema
        .createTable('used_statement')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('teams_link')
        .addColumn('tenant_id', 'text', (column) => column.notNull())
        .addColumn('aad_object_id', 'text', (column) => column.notNull())
        .addColumn('customer_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text')
        .addColumn('linked_at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('teams_link_primary', ['tenant_id', 'aad_object_id'])
        .execute();
    },
  },
  '2026-11-22-answers-in-responses': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('turn').addColumn('response', 'text').execute();
    },
  },
  '2026-11-22-complaints': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('complaint')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('reference', 'text', (column) => column.notNull().unique())
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('received_at', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('due_at', 'text', (column) => column.notNull())
        .addColumn('problem', 'text')
        .execute();
    },
  },
};

/** Brings the schema up to date. @throws the first migration's error; what was applied before it stays */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error) throw new Error('The database could not be brought up to date.', { cause: error });
}
