import { type ColumnDefinitionBuilder, type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { Tables } from './tables';

export type Dialect = 'sqlite' | 'postgres';

/** A key that counts up by itself and never uses a number twice. */
const numbered = (dialect: Dialect) =>
  dialect === 'postgres'
    ? ({ type: 'serial', key: (column: ColumnDefinitionBuilder) => column.primaryKey() } as const)
    : ({ type: 'integer', key: (column: ColumnDefinitionBuilder) => column.primaryKey().autoIncrement() } as const);

/** Every change of the schema, by the name under which the database remembers it. Never edited once released: a change is a new entry. */
const migrationsOn = (dialect: Dialect): Record<string, Migration> => ({
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
  '2026-11-22-record-events': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('teams_chat')
        .addColumn('tenant_id', 'text', (column) => column.notNull())
        .addColumn('aad_object_id', 'text', (column) => column.notNull())
        .addColumn('reference', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('teams_chat_primary', ['tenant_id', 'aad_object_id'])
        .execute();
      await db.schema
        .createTable('record_event')
        .addColumn('number', numbered(dialect).type, numbered(dialect).key)
        .addColumn('id', 'text', (column) => column.notNull().unique())
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('taken_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('record_telling')
        .addColumn('event_number', 'integer', (column) => column.notNull())
        .addColumn('customer_id', 'text', (column) => column.notNull())
        .addColumn('place', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('due_at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('record_telling_primary', ['event_number', 'customer_id', 'place'])
        .execute();
      await db.schema
        .createIndex('record_telling_waiting')
        .on('record_telling')
        .columns(['status', 'customer_id', 'place'])
        .where('status', '=', 'waiting')
        .execute();
      await db.schema.createIndex('visitor_of_customer').on('visitor').columns(['customer_id']).execute();
      await db.schema.createIndex('teams_link_of_customer').on('teams_link').columns(['customer_id']).execute();
    },
  },
  '2026-11-22-handoffs': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('conversation')
        .addColumn('speaker', 'text', (column) => column.notNull().defaultTo('bot'))
        .execute();
      await db.schema
        .alterTable('conversation')
        .addColumn('speaker_change', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema
        .createTable('handoff')
        .addColumn('number', numbered(dialect).type, numbered(dialect).key)
        .addColumn('id', 'text', (column) => column.notNull().unique())
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('reason', 'text', (column) => column.notNull())
        .addColumn('topic', 'text', (column) => column.notNull())
        .addColumn('language', 'text', (column) => column.notNull())
        .addColumn('priority', 'integer', (column) => column.notNull())
        .addColumn('left_message', 'integer', (column) => column.notNull())
        .addColumn('team', 'text')
        .addColumn('owner_id', 'text')
        .addColumn('owner_name', 'text')
        .addColumn('requested_at', 'text', (column) => column.notNull())
        .addColumn('waiting_since', 'text', (column) => column.notNull())
        .addColumn('taken_at', 'text')
        .addColumn('ended_at', 'text')
        .addColumn('expected_at', 'text')
        .addColumn('tell_at', 'text')
        .addColumn('outcome', 'text')
        .addColumn('brief', 'text', (column) => column.notNull())
        .addColumn('reference', 'text', (column) => column.notNull())
        .execute();
      // The store itself sees to it that a conversation has one open hand-off at most, whoever else is at work.
      await db.schema
        .createIndex('handoff_open')
        .unique()
        .on('handoff')
        .columns(['conversation_id'])
        .where(sql.ref('state'), 'in', ['waiting', 'out-of-hours', 'person'])
        .execute();
      await db.schema.createIndex('handoff_by_conversation').on('handoff').columns(['conversation_id']).execute();
      // In the order in which they are taken: the next one is found without looking at those behind it.
      await db.schema
        .createIndex('handoff_queue')
        .on('handoff')
        .columns(['left_message', 'priority desc', 'waiting_since', 'number'])
        .where(sql.ref('state'), 'in', ['waiting', 'out-of-hours'])
        .execute();
      await db.schema
        .createIndex('handoff_ahead')
        .on('handoff')
        .columns(['priority', 'waiting_since', 'number'])
        .where(sql.ref('state'), '=', 'waiting')
        .where(sql.ref('left_message'), '=', 0)
        .execute();
      await db.schema
        .createIndex('handoff_of_person')
        .on('handoff')
        .columns(['owner_id'])
        .where(sql.ref('state'), '=', 'person')
        .execute();
      await db.schema.createIndex('handoff_taken').on('handoff').columns(['taken_at']).execute();
      await db.schema.createIndex('handoff_ended').on('handoff').columns(['ended_at']).execute();
      await db.schema
        .createTable('handoff_event')
        .addColumn('number', numbered(dialect).type, numbered(dialect).key)
        .addColumn('handoff_id', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('by_id', 'text')
        .addColumn('by_name', 'text')
        .addColumn('note', 'text')
        .execute();
      await db.schema.createIndex('handoff_event_of').on('handoff_event').columns(['handoff_id']).execute();
      await db.schema
        .createTable('desk_delivery')
        .addColumn('handoff_id', 'text', (column) => column.primaryKey())
        .addColumn('remote_id', 'text')
        .addColumn('cursor', 'integer', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('due_at', 'text', (column) => column.notNull())
        .addColumn('problem', 'text')
        .execute();
    },
  },
  '2026-11-22-staff': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('staff')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('login', 'text', (column) => column.notNull().unique())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('languages', 'text', (column) => column.notNull())
        .addColumn('topics', 'text', (column) => column.notNull())
        .addColumn('team', 'text')
        .addColumn('capacity', 'integer', (column) => column.notNull())
        .addColumn('password', 'text')
        .addColumn('active', 'integer', (column) => column.notNull().defaultTo(1))
        .addColumn('available', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('seen_at', 'text')
        .addColumn('created_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('staff_session')
        .addColumn('token_hash', 'text', (column) => column.primaryKey())
        .addColumn('staff_id', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('seen_at', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('staff_link')
        .addColumn('code_hash', 'text', (column) => column.primaryKey())
        .addColumn('staff_id', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('staff_passkey')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('staff_id', 'text', (column) => column.notNull())
        .addColumn('public_key', 'text', (column) => column.notNull())
        .addColumn('counter', 'bigint', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('staff_audit')
        .addColumn('number', numbered(dialect).type, numbered(dialect).key)
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('staff_id', 'text', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('conversation_id', 'text')
        .addColumn('detail', 'text')
        .execute();
    },
  },
  '2026-11-22-attachments-and-feedback': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('attachment')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('content_type', 'text', (column) => column.notNull())
        .addColumn('bytes', 'integer', (column) => column.notNull())
        .addColumn('sha256', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('attachment_of').on('attachment').columns(['conversation_id']).execute();
      await db.schema
        .createTable('feedback')
        .addColumn('number', numbered(dialect).type, numbered(dialect).key)
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('seq', 'integer', (column) => column.notNull())
        .addColumn('value', 'integer', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('about', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addUniqueConstraint('feedback_once', ['conversation_id', 'seq'])
        .execute();
    },
  },
  '2026-11-23-handoff-line-requests-and-blocked-staff': {
    async up(db: Kysely<unknown>) {
      // All that counting those in line before somebody looks at: the rows themselves, with their long texts, are not read.
      await db.schema.dropIndex('handoff_ahead').execute();
      await db.schema
        .createIndex('handoff_line')
        .on('handoff')
        .columns(['priority', 'waiting_since', 'number', 'language', 'topic', 'team', 'owner_id'])
        .where(sql.ref('state'), '=', 'waiting')
        .where(sql.ref('left_message'), '=', 0)
        .execute();
      await db.schema.alterTable('handoff_event').addColumn('request_id', 'text').execute();
      await db.schema
        .alterTable('staff')
        .addColumn('blocked', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
  '2026-11-23-sent-messages': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('sent_message')
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('remote_id', 'text', (column) => column.notNull())
        .addColumn('seq', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('sent_message_primary', ['conversation_id', 'remote_id'])
        .execute();
    },
  },
  '2026-11-23-replicas': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('kept_value')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('value', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('issued')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('issued_until').on('issued').columns(['expires_at']).execute();
      await db.schema
        .createTable('rate_count')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('points', 'integer', (column) => column.notNull())
        .addColumn('until_ms', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('rate_count_until').on('rate_count').columns(['until_ms']).execute();
      await db.schema
        .createTable('index_version')
        .addColumn('number', numbered(dialect).type, numbered(dialect).key)
        .addColumn('version', 'text', (column) => column.notNull().unique())
        .addColumn('made_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('index_part')
        .addColumn('version', 'text', (column) => column.notNull())
        .addColumn('file', 'text', (column) => column.notNull())
        .addColumn('part', 'integer', (column) => column.notNull())
        .addColumn('body', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('index_part_primary', ['version', 'file', 'part'])
        .execute();
      await db.schema.createIndex('conversation_by_age').on('conversation').columns(['created_at']).execute();
      await db.schema
        .createTable('job_run')
        .addColumn('job', 'text', (column) => column.primaryKey())
        .addColumn('last_at', 'text', (column) => column.notNull())
        .addColumn('report', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '2026-11-23-use-of-models': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('model_use')
        .addColumn('day', 'text', (column) => column.notNull())
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('input_tokens', 'bigint', (column) => column.notNull())
        .addColumn('output_tokens', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('model_use_primary', ['day', 'conversation_id'])
        .execute();
    },
  },
  '2026-11-23-withdrawn-reactions': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('feedback').addColumn('reaction', 'text').execute();
    },
  },
});

/** The newest change: two stores with the same one have the same tables. */
export const schemaVersion = (): string => Object.keys(migrationsOn('sqlite')).sort().at(-1) ?? '';

/** Brings the schema up to date. @throws the first migration's error; what was applied before it stays */
export async function migrate(db: Kysely<Tables>, dialect: Dialect): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(migrationsOn(dialect)) };
  // Takes an advisory lock where there is a server: of replicas that start together one does it, and the others find it done.
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw new Error('The database could not be brought up to date.', { cause: error });
}
