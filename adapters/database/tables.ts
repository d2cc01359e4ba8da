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
    /** Who speaks to the customer now. */
    speaker: Generated<'bot' | 'queue' | 'person'>;
    /** Rises whenever another speaks: what was thought out under an earlier number comes too late. */
    speaker_change: Generated<number>;
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
  /** Under which ids another service (Teams) knows the entries that were sent to it: what people think of one comes by that id. */
  sent_message: {
    conversation_id: string;
    remote_id: string;
    seq: number;
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
  /** The personal chat of a person in Teams, for what is told unasked. */
  teams_chat: {
    tenant_id: string;
    aad_object_id: string;
    /** The conversation reference, as JSON. */
    reference: string;
  };
  /** What the insurer's systems said has happened to a record. */
  record_event: {
    /** In the order they were taken. */
    number: Generated<number>;
    /** The sender's own id: the same one twice is one event. */
    id: string;
    body: string;
    taken_at: string;
  };
  /** Who is to be told of an event, and where. */
  record_telling: {
    event_number: number;
    customer_id: string;
    /** `web`, or a person in Teams. */
    place: string;
    status: 'waiting' | 'told' | 'not-shown';
    attempts: Generated<number>;
    /** When it is to be tried; for what is settled, when it was. */
    due_at: string;
  };
  /** Conversations that were handed to a person. At most one of a conversation is open. */
  handoff: {
    /** What customers and staff call it by. */
    number: Generated<number>;
    id: string;
    conversation_id: string;
    channel: string;
    state: 'waiting' | 'out-of-hours' | 'person' | 'returned' | 'closed' | 'failed';
    reason: string;
    topic: string;
    language: 'da' | 'en';
    priority: number;
    /** 1 where the customer has left a message and does not sit waiting. */
    left_message: number;
    /** It waits for this team. */
    team: string | null;
    /** Whom it belongs to; while it waits, the colleague it was transferred to. */
    owner_id: string | null;
    owner_name: string | null;
    requested_at: string;
    waiting_since: string;
    taken_at: string | null;
    ended_at: string | null;
    /** When the customer was told to expect somebody. */
    expected_at: string | null;
    /** When the customer who still waits then must be told why, and what to expect now. */
    tell_at: string | null;
    outcome: string | null;
    /** What the person gets beside the conversation, as JSON. */
    brief: string;
    /** An activity as if the customer had sent it, to answer to, as JSON. */
    reference: string;
  };
  /** All that has happened to a hand-off, and the notes that only staff see. */
  handoff_event: {
    number: Generated<number>;
    handoff_id: string;
    at: string;
    kind: string;
    by_id: string | null;
    by_name: string | null;
    note: string | null;
    /** The desk's own id of what it asked for: asked again, because the answer was lost, it is done already. */
    request_id: string | null;
  };
  staff: {
    id: string;
    /** As customers see it. */
    name: string;
    /** What they sign in with. */
    login: string;
    role: 'agent' | 'supervisor' | 'administrator';
    /** JSON arrays. */
    languages: string;
    topics: string;
    team: string | null;
    capacity: number;
    /** What the password was hashed to; null before one is chosen, and where another system signs them in. */
    password: string | null;
    /** 0 for somebody who has left: their name stays in what they did. */
    active: Generated<number>;
    /** 1 for an account that is not active now and may become so again. */
    blocked: Generated<number>;
    /** Whether they take new conversations. */
    available: Generated<number>;
    /** When their desk was last heard of. */
    seen_at: string | null;
    created_at: string;
  };
  staff_session: {
    /** A hash of the cookie: who reads the table cannot sign in with it. */
    token_hash: string;
    staff_id: string;
    created_at: string;
    seen_at: string;
    expires_at: string;
  };
  /** Links by which somebody signs in for the first time, or after forgetting. */
  staff_link: {
    code_hash: string;
    staff_id: string;
    expires_at: string;
  };
  staff_passkey: {
    /** The credential's id. */
    id: string;
    staff_id: string;
    public_key: string;
    counter: number;
    created_at: string;
  };
  /** What staff saw and did on the desk. */
  staff_audit: {
    number: Generated<number>;
    at: string;
    staff_id: string;
    action: string;
    conversation_id: string | null;
    detail: string | null;
  };
  /** Files that customers and staff sent. The bytes lie under the data directory, by id. */
  attachment: {
    id: string;
    conversation_id: string;
    name: string;
    content_type: string;
    bytes: number;
    sha256: string;
    /** `uploaded`: on the disk, checked, and in no message yet as far as we have looked. */
    status: 'uploaded' | 'sent';
    created_at: string;
  };
  /** What customers thought of an answer, or of a conversation. */
  feedback: {
    number: Generated<number>;
    conversation_id: string;
    /** The number of the answer in the conversation's log; 0 for the conversation as a whole. */
    seq: number;
    /** 1 up, -1 down. */
    value: number;
    reason: string | null;
    /** The clauses that were cited, or how the conversation ended, as JSON. */
    about: string;
    at: string;
    /** Where it is a face that was put on the answer (Teams), which: with that one it goes. */
    reaction: string | null;
  };
  /** Conversations that another desk has, and how far it has been told of each. */
  desk_delivery: {
    handoff_id: string;
    /** The other desk's own name of it. */
    remote_id: string | null;
    /** The last entry of the conversation's log that it has taken. */
    cursor: number;
    attempts: Generated<number>;
    due_at: string;
    problem: string | null;
  };
  /** Secrets and keys that were made once, the same for all replicas. */
  kept_value: {
    name: string;
    value: string;
  };
  /** Codes that were handed out and are good for one use, until then. */
  issued: {
    /** Of what kind it is, and a hash of the code: who reads the table cannot use it. */
    name: string;
    body: string;
    expires_at: string;
  };
  /** How often something was done lately, where the limit holds for all replicas together. */
  rate_count: {
    key: string;
    points: number;
    /** Milliseconds since 1970. */
    until_ms: number;
  };
  /** What a language model was used for, a row for each day (UTC) and conversation, and one with no conversation for all of the day. */
  model_use: {
    day: string;
    conversation_id: string;
    input_tokens: number;
    output_tokens: number;
  };
  /** Indexes of the documents, for replicas to load; the newest is served. */
  index_version: {
    number: Generated<number>;
    version: string;
    made_at: string;
  };
  /** The files of an index in parts, as base64. */
  index_part: {
    version: string;
    file: string;
    part: number;
    body: string;
  };
  /** Jobs that run once over all replicas. */
  job_run: {
    job: string;
    last_at: string;
    /** What came of it, as JSON. */
    report: string;
  };
}
