import { statement } from '../../adapters/database';

const body = JSON.stringify({
  type: 'message',
  from: { id: 'bot', role: 'bot' },
  channelData: { citations: [{ document: 'charter.da', clause: 'administration-enquiries' }] },
});

/** Puts an answer with a source into a log. */
export const citingAnswer = statement<{ conversation: string; seq: number }>()((tables, value) =>
  tables.insertInto('activity').values({ conversation_id: value('conversation'), seq: value('seq'), body }),
);
