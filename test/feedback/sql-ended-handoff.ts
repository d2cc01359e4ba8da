import { statement } from '../../adapters/database';

/** A hand-off that a person took and closed. */
export const endedHandoff = statement<{ conversation: string; outcome: string }>()((tables, value) =>
  tables.insertInto('handoff').values({
    id: 'h',
    conversation_id: value('conversation'),
    channel: 'directline',
    state: 'closed',
    reason: 'asked',
    topic: 'other',
    language: 'da',
    priority: 1,
    left_message: 0,
    team: null,
    owner_id: 's',
    owner_name: 'Prøve Prøvesen',
    requested_at: '2026-11-22T09:00:00.000Z',
    waiting_since: '2026-11-22T09:00:00.000Z',
    taken_at: '2026-11-22T09:01:00.000Z',
    ended_at: '2026-11-22T09:30:00.000Z',
    expected_at: null,
    outcome: value('outcome'),
    brief: '{}',
    reference: '{}',
  }),
);
