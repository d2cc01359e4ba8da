import { sql } from 'kysely';
import { statement } from '../../adapters/database';

/** Conversations in which nothing has happened since, and which nobody has or waits for. */
export const quietSince = statement<{ before: string; limit: number }>()((tables, value) =>
  tables
    .selectFrom('conversation')
    .select('id')
    .where('created_at', '<', value('before'))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('turn')
            .select('turn.number')
            .whereRef('turn.conversation_id', '=', 'conversation.id')
            .where((either) =>
              either.or([either('turn.created_at', '>=', value('before')), either('turn.status', '=', 'pending')]),
            ),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('handoff')
            .select('handoff.number')
            .whereRef('handoff.conversation_id', '=', 'conversation.id')
            .where((either) =>
              either.or([
                either('state', 'in', ['waiting', 'out-of-hours', 'person']),
                either('ended_at', '>=', value('before')),
              ]),
            ),
        ),
      ),
    )
    .orderBy('created_at')
    .limit(value('limit')),
);

export const conversationsOf = statement<{ customer: string }>()((tables, value) =>
  tables
    .selectFrom('visitor')
    .innerJoin('conversation', 'conversation.id', 'visitor.conversation_id')
    .select('conversation.id')
    .where('customer_id', '=', value('customer')),
);
export const chatsOf = statement<{ customer: string }>()((tables, value) =>
  tables
    .selectFrom('teams_link')
    .innerJoin('teams_chat', (join) =>
      join
        .onRef('teams_chat.tenant_id', '=', 'teams_link.tenant_id')
        .onRef('teams_chat.aad_object_id', '=', 'teams_link.aad_object_id'),
    )
    .select(['teams_chat.tenant_id', 'teams_chat.aad_object_id', 'reference'])
    .where('customer_id', '=', value('customer')),
);
export const complaintsLike = statement<{ pattern: string }>()((tables, value) =>
  tables.selectFrom('complaint').select(['id', 'body', 'status']).where('body', 'like', value('pattern')),
);
export const filesIn = statement<{ conversation: string }>()((tables, value) =>
  tables.selectFrom('attachment').select('id').where('conversation_id', '=', value('conversation')),
);
export const filesBefore = statement<{ before: string; limit: number }>()((tables, value) =>
  tables
    .selectFrom('attachment')
    .select('id')
    .where('created_at', '<', value('before'))
    .orderBy('created_at')
    .limit(value('limit')),
);

type In = { conversation: string };
const inConversation = (
  table:
    'activity' | 'turn' | 'outbox' | 'sent_message' | 'visitor' | 'handoff' | 'attachment' | 'feedback' | 'model_use',
) => statement<In>()((tables, value) => tables.deleteFrom(table).where('conversation_id', '=', value('conversation')));

const ofHandoffs = (table: 'handoff_event' | 'desk_delivery') =>
  statement<In>()((tables, value) =>
    tables
      .deleteFrom(table)
      .where('handoff_id', 'in', (query) =>
        query.selectFrom('handoff').select('id').where('conversation_id', '=', value('conversation')),
      ),
  );

/** What goes with a conversation, and under which heading it is reported. Hand-offs go after what belongs to them. */
export const partsOfConversation = [
  ['hand-off history', ofHandoffs('handoff_event')],
  ['desk deliveries', ofHandoffs('desk_delivery')],
  ['hand-offs', inConversation('handoff')],
  ['messages', inConversation('activity')],
  ['turns', inConversation('turn')],
  ['sends', inConversation('outbox')],
  ['sent messages', inConversation('sent_message')],
  ['visitors', inConversation('visitor')],
  ['files', inConversation('attachment')],
  ['feedback', inConversation('feedback')],
  ['uses of a model', inConversation('model_use')],
  [
    'bot memories',
    statement<In>()((tables, value) => tables.deleteFrom('bot_state').where('key', '=', value('conversation'))),
  ],
  [
    'conversations',
    statement<In>()((tables, value) => tables.deleteFrom('conversation').where('id', '=', value('conversation'))),
  ],
] as const;

/** That staff saw it stays in the audit, without what the conversation was and what they looked for in it. */
export const unlinkAudit = statement<In>()((tables, value) =>
  tables
    .updateTable('staff_audit')
    .set({ conversation_id: null, detail: null })
    .where('conversation_id', '=', value('conversation')),
);

export const dropFile = statement<{ id: string }>()((tables, value) =>
  tables.deleteFrom('attachment').where('id', '=', value('id')),
);
export const dropFeedbackBefore = statement<{ before: string }>()((tables, value) =>
  tables.deleteFrom('feedback').where('at', '<', value('before')),
);
export const dropChat = statement<{ tenantId: string; aadObjectId: string }>()((tables, value) =>
  tables
    .deleteFrom('teams_chat')
    .where('tenant_id', '=', value('tenantId'))
    .where('aad_object_id', '=', value('aadObjectId')),
);
export const dropLinks = statement<{ customer: string }>()((tables, value) =>
  tables.deleteFrom('teams_link').where('customer_id', '=', value('customer')),
);
export const dropTellings = statement<{ customer: string }>()((tables, value) =>
  tables.deleteFrom('record_telling').where('customer_id', '=', value('customer')),
);
export const dropComplaint = statement<{ id: string }>()((tables, value) =>
  tables.deleteFrom('complaint').where('id', '=', value('id')),
);

export const addJob = statement<{ job: string }>()((tables, value) =>
  tables
    .insertInto('job_run')
    .values({ job: value('job'), last_at: sql.lit(''), report: sql.lit('') })
    .onConflict((conflict) => conflict.column('job').doNothing()),
);
/** Changes nothing where somebody has begun it since. */
export const beginJob = statement<{ job: string; at: string; lastBefore: string }>()((tables, value) =>
  tables
    .updateTable('job_run')
    .set({ last_at: value('at') })
    .where('job', '=', value('job'))
    .where('last_at', '<', value('lastBefore')),
);
export const noteReport = statement<{ job: string; report: string }>()((tables, value) =>
  tables
    .updateTable('job_run')
    .set({ report: value('report') })
    .where('job', '=', value('job')),
);
