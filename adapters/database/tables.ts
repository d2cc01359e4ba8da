import type { Generated } from 'kysely';

/** The tables, as the query layer sees them. Instants are ISO strings in UTC, documents are JSON text: both read the same on every database. */
export interface Tables {
  conversation: {
    /** Our key: the Direct Line conversation id, or `<channelId>:<the channel's conversation id>`. */
    id: string;
    channel: string;
    user_id: string;
    created_at: string;
    /** The number of the newest entry of the conversation's log; 0 before the first. */
    last_seq: Generated<number>;
    /** The number of the newest turn. */
    last_turn: Generated<number>;
  };
  /** The ordered log: what customer and bot see of a conversation. Numbers are gapless from 1. */
  activity: {
    conversation_id: string;
    seq: number;
    /** The sender's own id of the message: the same one twice is one message. */
    client_id: string | null;
    body: string;
  };
  /** What the bot must react to. A row leaves only after its replies are in the log. */
  turn: {
    conversation_id: string;
    number: number;
    /** The incoming activity's id on its channel: the same one twice is one turn. */
    activity_id: string;
    status: 'pending' | 'answered' | 'failed';
    attempts: Generated<number>;
    body: string;
    created_at: string;
    /** What was answered in the HTTP response, for a sender who asks again; null where the answer went another way. */
    response: Generated<string | null>;
  };
  bot_state: {
    key: string;
    etag: number;
    body: string;
  };
  /** Sends to channels that live elsewhere (Teams). */
  outbox: {
    conversation_id: string;
    seq: number;
    status: 'waiting' | 'sent' | 'unknown' | 'failed';
    attempts: Generated<number>;
    /** When it is to be sent; for what is settled, when it was. */
    due_at: string;
    body: string;
    problem: string | null;
  };
  /** Who a conversation's visitor has been proven to be. No row: anonymous from the start. */
  visitor: {
    conversation_id: string;
    /** Rises with each sign-in and sign-out; a Direct Line token of another generation is revoked. */
    generation: number;
    /** The visitor's Direct Line user id. */
    user_id: string;
    customer_id: string | null;
    name: string | null;
  };
  /** Assertions and one-time links that have been used, until they would have expired anyway. */
  used_statement: {
    id: string;
    expires_at: string;
  };
  /** People in Teams whom a signed-in customer has linked to themselves. */
  teams_link: {
    tenant_id: string;
    aad_object_id: string;
    customer_id: string;
    name: string | null;
    linked_at: string;
  };
  /** What customers complained of, for the insurer's own complaints function. */
  complaint: {
    /** Chosen by the conversation, once per complaint. */
    id: string;
    /** What the customer was given. */
    reference: string;
    body: string;
    received_at: string;
    status: 'waiting' | 'delivered';
    attempts: Generated<number>;
    /** When it is to be delivered; for what is delivered, when it was. */
    due_at: string;
    problem: string | null;
  };
}
