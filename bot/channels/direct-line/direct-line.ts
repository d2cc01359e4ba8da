import type { IncomingMessage } from 'node:http';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { type Attachments, readUpload, type ReceivedFile, refusalError } from '../../attachments';
import type { Config } from '../../config';
import type { ConversationLog, LogEntry, Turn } from '../../conversations/conversation-log';
import type { Presence } from '../../conversations/presence';
import { type FeedbackBook, GivenFeedback } from '../../feedback';
import type { AttachedFile } from '../../handoff/handoffs';
import { HttpError, originAllowed } from '../../http';
import type { Resumption } from './resumption';
import type { Identities, OnceOnly, ProvenCustomer } from '../../identity/identities';
import type { SiteAssertions } from '../../identity/site-assertions';
import { withoutNulls } from '../incoming-activity';
import {
  activityId,
  botActivity,
  ClientActivity,
  echoBody,
  echoedSign,
  joinedActivity,
  Message,
  signedInActivity,
  withPressedWords,
} from './activities';
import { backEndSecrets } from './back-end-secret';
import { directLineOutlet, signIds } from './outlet';
import type { SocketHub } from './sockets';
import { type DirectLineTokens, newConversationId, newUserId, type TokenClaims, tokenLifetimeSeconds } from './tokens';

/** What a client gets when it opens or resumes a conversation (Direct Line's `Conversation`). */
export interface ConversationGrant {
  conversationId: string;
  token: string;
  expires_in: number;
  streamUrl?: string;
  /** Ours: opens an anonymous visitor's conversation once more, later. */
  resumeToken?: string;
  referenceGrammarId?: string;
}

const StartParameters = z
  // `resumable`: our own widget asks for a token to come back with.
  .object({ locale: z.string().max(35).optional(), resumable: z.boolean().optional() })
  .loose()
  .optional();

/** A customer may come back to a conversation of theirs. */
const GenerateParameters = z
  .object({ conversationId: z.string().min(1).max(100).optional() })
  .loose()
  .optional();
const IdentifyParameters = z.object({ assertion: z.string().min(1).max(8000), locale: z.string().max(35).optional() });

interface Parts {
  config: Config;
  log: ConversationLog;
  tokens: DirectLineTokens;
  identities: Identities;
  resumption: Resumption;
  /** Who vouches for customers; absent: nobody can sign in. */
  signIn: SiteAssertions | undefined;
  sockets: SocketHub;
  presence: Presence;
  attachments: Attachments;
  feedback: FeedbackBook;
  now: () => Date;
  /** Queues a turn that has been accepted. */
  onTurn(turn: Turn): void;
  /** The customer is writing. */
  onTyping(conversation: string): void;
}

const bearer = (request: IncomingMessage): string | undefined =>
  /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];

const noConversation = (): HttpError =>
  new HttpError(404, 'BadArgument', 'There is no such conversation. Start a new one.');

/** The clients that draw cards name themselves: Web Chat as "DirectLine/3.0 (directlinejs; WebChat/4.18.1 (Full) 0.15.5)", and our own widget. */
const isWebChat = ({ headers }: IncomingMessage): boolean =>
  /\bWebChat\/|\bCharterdesk\b/.test(String(headers['x-ms-bot-agent'] ?? ''));

/** Direct Line 3.0, served in this process: the calls as functions of what was asked, for the routes to expose. */
export function directLine({
  config,
  log,
  tokens,
  identities,
  resumption,
  signIn,
  sockets,
  presence,
  attachments,
  feedback,
  now,
  onTurn,
  onTyping,
}: Parts) {
  const company = config.contact.company;
  const secrets = backEndSecrets(config.directLineSecrets);
  const nextSign = signIds();
  const outlet = directLineOutlet({ sockets, company, now, nextSign });

  /** @throws HttpError 401 without a token, 403 (what the clients understand as "expired") for a bad one or one of another conversation */
  const authorize = async (
    request: IncomingMessage,
    conversation?: string,
    token = bearer(request),
  ): Promise<TokenClaims> => {
    if (token === undefined)
      throw new HttpError(401, 'Unauthorized', 'A Direct Line token is needed: Authorization: Bearer …');
    const claims = await tokens.verify(token);
    if (!claims)
      throw new HttpError(
        403,
        'TokenExpired',
        'The token has expired or is not valid. Get a new one from tokens/generate.',
      );
    if (conversation !== undefined && claims.conv !== conversation)
      throw new HttpError(403, 'BadArgument', 'The token belongs to another conversation.');
    if (claims.gen !== (await identities.generationOf(claims.conv)))
      throw new HttpError(
        403,
        'TokenExpired',
        'The token was revoked when the customer signed in or out. Use the one that came with the sign-in, or start anew.',
      );
    if (!originAllowed(request, config, claims.origins))
      throw new HttpError(
        403,
        'BadArgument',
        'Pages of this site may not use the token: it names its trustedOrigins, or the service lists allowed sites in ALLOWED_ORIGINS.',
      );
    presence.seen(claims.conv, isWebChat(request));
    return claims;
  };

  const withResumeToken = async (
    given: ConversationGrant,
    claims: Omit<TokenClaims, 'exp'>,
  ): Promise<ConversationGrant> => {
    const resumeToken = await resumption.tokenFor(claims);
    return resumeToken === undefined ? given : { ...given, resumeToken };
  };

  const grant = async (claims: Omit<TokenClaims, 'exp'>): Promise<ConversationGrant> => {
    const { conv, user, origins, gen } = claims;
    const token = await tokens.issue({ conv, user, gen, ...(origins ? { origins } : {}) });
    return { conversationId: conv, token, expires_in: tokenLifetimeSeconds };
  };

  /** @throws HttpError 401 for an assertion that is not genuine, 503 while that cannot be told */
  const vouched = async (assertion: string) => {
    if (!signIn)
      throw new HttpError(401, 'Unauthorized', 'Nobody can sign in here: the service has no SITE_ISSUER to trust.');
    const read = await signIn.read(assertion);
    if (read.kind === 'genuine') return read;
    if (read.kind === 'refused') throw new HttpError(401, 'Unauthorized', `The assertion is not accepted. ${read.why}`);
    throw new HttpError(
      503,
      'ServiceUnavailable',
      "The site's keys cannot be had now, so nobody can sign in. General questions are answered all the same.",
      { 'Retry-After': '10' },
    );
  };

  /** @throws HttpError 401 for an assertion used before, 403 for another customer's conversation */
  const proven = async (
    visitor: { conversation: string; userId: string },
    customer: ProvenCustomer,
    statement: OnceOnly,
  ) => {
    const proof = await identities.prove(visitor, customer, statement);
    if (proof.kind === 'proven') return proof;
    if (proof.kind === 'replayed')
      throw new HttpError(401, 'Unauthorized', 'The assertion has been used before: each is good once (jti).');
    throw new HttpError(403, 'BadArgument', 'The conversation belongs to another customer. Start a new one.');
  };

  /** Has the bot say that the customer is signed in. A conversation that has not been started says so when it is. */
  const tellSignedIn = async ({ conv, user, gen }: TokenClaims, locale: string | undefined): Promise<void> => {
    const signedIn = signedInActivity({ conversation: conv, user }, gen, company, locale, now());
    const accepted = await log.accept(conv, { turn: { activityId: signedIn.id, activity: () => signedIn } });
    if (accepted?.turn) onTurn(accepted.turn);
  };

  const withStream = (given: ConversationGrant, address: string, watermark: string): ConversationGrant => ({
    ...given,
    streamUrl: `${address.replace(/^http/, 'ws')}/v3/directline/conversations/${given.conversationId}/stream?watermark=${encodeURIComponent(watermark)}&t=${given.token}`,
    referenceGrammarId: '',
  });

  /** The log position that a watermark names; an empty, missing or `-` one is the beginning. */
  const positionOf = (watermark: string | undefined): number => {
    if (watermark === undefined || watermark === '' || watermark === '-') return 0;
    if (!/^\d{1,15}$/.test(watermark))
      throw new HttpError(400, 'BadArgument', 'The watermark is not one that this service gave.');
    return Number(watermark);
  };

  /** Takes a message into the log and owes it a turn; both once, however often it comes. @param request tells which client sent it */
  const take = async (
    visitor: { conversation: string; user: string },
    activity: ClientActivity & { type: 'message' },
    files: readonly AttachedFile[],
    request: IncomingMessage,
  ): Promise<{ posted: { id: string }; again: boolean }> => {
    const { conversation } = visitor;
    const accepted = await log.accept(conversation, {
      entry: {
        clientId: activity.channelData?.clientActivityID,
        body: (seq) => echoBody(visitor, activity, activityId(conversation, seq), seq, now(), files),
      },
      turn: {
        activityId: undefined,
        activity: (seq): Partial<Activity> =>
          botActivity(visitor, activity, seq, company, now(), isWebChat(request) === true, files),
      },
    });
    if (!accepted?.entry) throw noConversation();
    if (!accepted.again) sockets.publish(conversation, [accepted.entry]);
    if (accepted.turn) onTurn(accepted.turn);
    return { posted: { id: activityId(conversation, accepted.entry.seq) }, again: accepted.again };
  };

  /** @throws HttpError 400 for what is no feedback, or about nothing that was said here: 404 would end the conversation for its client */
  const takeFeedback = async (conversation: string, value: unknown): Promise<void> => {
    const given = GivenFeedback.safeParse(value);
    if (!given.success)
      throw new HttpError(
        400,
        'BadArgument',
        'Feedback needs {"activityId" or "seq" of an answer, "value": 1 or -1, "reason"?}.',
      );
    if ((await feedback.take(conversation, given.data)) === 'unknown')
      throw new HttpError(
        400,
        'BadArgument',
        'There is no answer with sources, and no ended conversation, that this is about.',
      );
  };

  const stillAuthorized = async (
    request: IncomingMessage,
    conversation: string,
    files: readonly ReceivedFile[],
  ): Promise<TokenClaims> => {
    try {
      return await authorize(request, conversation);
    } catch (error) {
      await attachments.discard(files);
      throw error;
    }
  };

  return {
    outlet,
    sockets,
    authorize,
    positionOf,

    /** A token for a new conversation: of an anonymous visitor, of whom a site's back end asks for, or of the customer whom the assertion in the header vouches for. */
    async generateToken(request: IncomingMessage, body: unknown): Promise<ConversationGrant> {
      if (!originAllowed(request, config))
        throw new HttpError(
          403,
          'BadArgument',
          'Pages of this site may not use the service. It lists allowed sites in ALLOWED_ORIGINS.',
        );
      const assertion = bearer(request);
      if (assertion === undefined) return grant({ conv: newConversationId(), user: newUserId(), gen: 0 });
      if (secrets.concerns(assertion)) {
        const { user, origins } = secrets.asked(assertion, body);
        return grant({ conv: newConversationId(), user, gen: 0, ...(origins ? { origins } : {}) });
      }
      const { customer, statement } = await vouched(assertion);
      const asked = GenerateParameters.safeParse(body);
      if (!asked.success) throw new HttpError(400, 'BadArgument', 'The request body is not one for a token.');
      const own = asked.data?.conversationId;
      if (own !== undefined && (await identities.customerOf(own))?.customerId !== customer.customerId)
        throw new HttpError(403, 'BadArgument', 'That conversation is not one of this customer.');
      const conv = own ?? newConversationId();
      const { userId, generation } = await proven({ conversation: conv, userId: newUserId() }, customer, statement);
      return grant({ conv, user: userId, gen: generation });
    },

    /** The visitor signs in during the chat: the conversation is kept, the tokens before are revoked, and a new one is given. */
    async identify(request: IncomingMessage, conversation: string, body: unknown): Promise<ConversationGrant> {
      const claims = await authorize(request, conversation);
      const parsed = IdentifyParameters.safeParse(body);
      if (!parsed.success) throw new HttpError(400, 'BadArgument', 'The request body needs {"assertion": "…"}.');
      const { customer, statement } = await vouched(parsed.data.assertion);
      const visitor = { conversation, userId: claims.user };
      const { generation, anew } = await proven(visitor, customer, statement);
      if (anew) {
        sockets.revoke(conversation);
        await tellSignedIn({ ...claims, gen: generation }, parsed.data.locale);
      }
      // Once more, now that it is known who it is.
      presence.seen(conversation);
      return grant({ ...claims, gen: generation });
    },

    /** The customer signs out: no token of the conversation is good any more. */
    async signOut(request: IncomingMessage, conversation: string): Promise<void> {
      await authorize(request, conversation);
      await identities.signOut(conversation);
      sockets.revoke(conversation);
      presence.left(conversation);
    },

    /** The customer whose conversation it is. @throws HttpError 403 for an anonymous visitor */
    async signedIn(request: IncomingMessage, conversation: string): Promise<ProvenCustomer> {
      await authorize(request, conversation);
      const customer = await identities.customerOf(conversation);
      if (!customer) throw new HttpError(403, 'NotSignedIn', 'Sign in on the site first.');
      return customer;
    },

    async refreshToken(request: IncomingMessage): Promise<ConversationGrant> {
      return grant(await authorize(request));
    },

    /** A new token for an anonymous visitor who comes back, and the means to come back once more. */
    async comeBack(request: IncomingMessage, body: unknown): Promise<ConversationGrant> {
      const claims = await resumption.resumed(body);
      if (!originAllowed(request, config, claims.origins))
        throw new HttpError(
          403,
          'BadArgument',
          'Pages of this site may not use the token. The service lists allowed sites in ALLOWED_ORIGINS.',
        );
      return withResumeToken(await grant(claims), claims);
    },

    /** Starts the token's conversation, or resumes it when it had been started. */
    async start(
      request: IncomingMessage,
      body: unknown,
      address: string,
    ): Promise<{ created: boolean; conversation: ConversationGrant }> {
      const claims = await authorize(request);
      const parameters = StartParameters.safeParse(body);
      if (!parameters.success)
        throw new HttpError(400, 'BadArgument', 'The request body is not a Direct Line start of a conversation.');
      const visitor = { conversation: claims.conv, user: claims.user };
      const created = await log.begin({ id: claims.conv, channel: 'directline', userId: claims.user });
      const joined = joinedActivity(visitor, company, parameters.data?.locale, now());
      // Also when it existed: the process may have died between the two, and the same id is taken once.
      const accepted = await log.accept(claims.conv, { turn: { activityId: joined.id, activity: () => joined } });
      if (accepted?.turn) onTurn(accepted.turn);
      if (await identities.customerOf(claims.conv)) await tellSignedIn(claims, parameters.data?.locale);
      const given = await grant(claims);
      const kept = parameters.data?.resumable === true ? await withResumeToken(given, claims) : given;
      return { created, conversation: withStream(kept, address, '-') };
    },

    async resume(
      request: IncomingMessage,
      conversation: string,
      watermark: string | undefined,
      address: string,
    ): Promise<ConversationGrant> {
      const claims = await authorize(request, conversation);
      positionOf(watermark);
      if (!(await log.exists(conversation))) throw noConversation();
      return withStream(await grant(claims), address, watermark || '-');
    },

    /** An entry of the log as a client gets it. @param address where the client reaches the service */
    shown: (body: string, address: string): string => attachments.addresses.signed(body, address),

    async activities(
      request: IncomingMessage,
      conversation: string,
      watermark: string | undefined,
      address: string,
    ): Promise<string> {
      await authorize(request, conversation);
      const from = positionOf(watermark);
      if (!(await log.exists(conversation))) throw noConversation();
      const entries: LogEntry[] = await log.after(conversation, from, 1000);
      return `{"activities":[${entries.map((entry) => attachments.addresses.signed(entry.body, address)).join(',')}],"watermark":"${entries.at(-1)?.seq ?? from}"}`;
    },

    /**
     * Takes a visitor's activity. Resolves with its id once it is in the log; the bot's turn comes after.
     * @param request tells which client sent it
     */
    async post(claims: TokenClaims, body: unknown, request: IncomingMessage): Promise<{ id: string }> {
      const parsed = ClientActivity.safeParse(withoutNulls(body));
      if (!parsed.success) throw refusalOf(body);
      const activity = withPressedWords(parsed.data);
      const visitor = { conversation: claims.conv, user: claims.user };
      if (activity.type !== 'message') {
        if (!(await log.exists(claims.conv))) throw noConversation();
        if (activity.type === 'event' && activity.name === 'feedback') await takeFeedback(claims.conv, activity.value);
        const id = nextSign(claims.conv);
        if (activity.type === 'typing') {
          sockets.show(claims.conv, (sequence) => echoedSign(visitor, activity, { id, sequence }, now()));
          onTyping(claims.conv);
        }
        return { id };
      }
      return (await take(visitor, activity, [], request)).posted;
    },

    /** Takes a visitor's message with its files. Resolves with its id once all of it is on the disk. */
    async upload(request: IncomingMessage, conversation: string): Promise<{ id: string }> {
      if (!(await log.exists(conversation))) throw noConversation();
      const upload = await readUpload(request, attachments);
      if ('kind' in upload) throw refusalError(upload);
      const claims = await stillAuthorized(request, conversation, upload.files);
      const parsed = Message.safeParse(withoutAttachments(upload.activity ?? { type: 'message' }));
      if (!parsed.success) {
        await attachments.discard(upload.files);
        throw refusalOf(upload.activity);
      }
      const kept = await attachments.keep(conversation, upload.files);
      if (kept.kind === 'refused') throw refusalError(kept);
      const { posted, again } = await take({ conversation, user: claims.user }, parsed.data, kept.files, request);
      // A client that had no answer sends the same again: the message has the first ones.
      if (again) await attachments.discard(kept.files);
      return posted;
    },
  };
}

export type DirectLine = ReturnType<typeof directLine>;

/** A client says in the message too what it attaches; what was attached is what came. */
const withoutAttachments = (activity: unknown): unknown =>
  typeof activity === 'object' && activity !== null ? { ...activity, attachments: [] } : activity;

/** Why an activity was not taken, in words that its sender can act on. */
function refusalOf(body: unknown): HttpError {
  const shape = z
    .object({ type: z.string(), attachments: z.array(z.unknown()).optional() })
    .loose()
    .safeParse(body);
  if (!shape.success)
    return new HttpError(400, 'BadArgument', 'The request body is not an activity: it needs a "type".');
  if (shape.data.attachments?.length)
    return new HttpError(
      415,
      'AttachmentsNotSupported',
      'A message with files is sent as an upload: POST …/upload, multipart/form-data.',
    );
  return new HttpError(
    400,
    'BadArgument',
    "This activity is not taken: a client may send messages and typing signs, in Direct Line's form.",
  );
}
