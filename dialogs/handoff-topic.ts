import { loadIntents, type Intents } from '../knowledge/answer';
import { projectPath } from '../knowledge/project-path';
import type { RecordTopic } from './records-wanted';
import type { Reply, Spoken } from './reply-types';

/** What a member of staff must know about to take a conversation. */
export type HandoffTopic = 'policy' | 'limits' | 'claims' | 'collections' | 'other';

/** The matters that the insurer's people look after. */
export type ContactTopic = 'collection' | 'claim' | 'limit' | 'invoice' | 'policy';

let loaded: Intents<ContactTopic> | undefined;
/** What the customer wants to talk about; undefined where that is not said. */
export function contactTopicIn(text: string): ContactTopic | undefined {
  loaded ??= loadIntents(projectPath('dialogs', 'intents', 'contact.json'), [
    'collection',
    'claim',
    'limit',
    'invoice',
    'policy',
  ]);
  return loaded.of(text);
}

const ofContact: Record<ContactTopic, HandoffTopic> = {
  policy: 'policy',
  limit: 'limits',
  claim: 'claims',
  collection: 'collections',
  invoice: 'policy',
};
const ofRecord: Record<RecordTopic, HandoffTopic> = {
  policy: 'policy',
  limit: 'limits',
  claim: 'claims',
  collection: 'collections',
  turnover: 'policy',
  invoice: 'policy',
  deadline: 'claims',
};

/** By the guide that was cited, or the charter's section: its clauses are named after it. */
const ofClause: readonly [RegExp, HandoffTopic][] = [
  [/^(claims-guide|claims)/, 'claims'],
  [/^(collections-guide|collections)/, 'collections'],
  [/^(credit-limits-guide|limits)/, 'limits'],
  [/^(policy-guide|administration-(renewal|invoices))/, 'policy'],
];

/** What a reply was about: the record that was asked for, else the clause that it rests on. Undefined: about none of the insurer's matters. */
export function topicOfReply(reply: Reply, { citations: [cited] }: Spoken): HandoffTopic | undefined {
  if (reply.kind === 'record') return ofRecord[reply.topic];
  if (!cited) return undefined;
  return ofClause.find(([names]) => names.test(cited.document) || names.test(cited.clause))?.[1];
}

/** What is to be talked about: what the customer names, else what the conversation was about last. */
export function handoffTopic(text: string, last: HandoffTopic | undefined): HandoffTopic {
  const named = contactTopicIn(text);
  return (named && ofContact[named]) ?? last ?? 'other';
}
