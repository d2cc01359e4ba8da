import type { IncomingMessage } from 'node:http';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Config } from '../../config';
import type { ConversationLog, LogEntry, Turn } from '../../conversations/conversation-log';
import type { ChannelOutlet } from '../../conversations/turn-runner';
import { HttpError, originAllowed } from '../../http';
import { activityId, botActivity, ClientActivity, echoBody, joinedActivity, outgoingBody } from './activities';
import { type SocketHub, socketHub } from './sockets';
import { type DirectLineTokens, newConversationId, newUserId, type TokenClaims, tokenLifetimeSeconds } from './tokens';

/** What a client gets when it opens or resumes a conversation (Direct Line's `Conversation`). */
export interface ConversationGrant {
  conversationId: string;
  token: string;
  expires_in: number;
  streamUrl?: string;
  referenceGrammarId?: string;
}

const StartParameters = z
  .object({ locale: z.string().max(35).optional() })
  .loose()
  .optional();

interface Parts {
  config: Config;
  log: ConversationLog;
  tokens: DirectLineTokens;
  now: () => Date;
  /** Queues a turn that has been accepted. */
  onTurn(turn: Turn): void;
}

const bearer = (request: IncomingMessage): string | undefined =>
  /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];

const noConversation = (): HttpError =>
  new HttpError(404, 'BadArgument', 'There is no such conversation. Start a new one.');

/** Direct Line 3.0, served in this process: the calls as functions of what was asked, for the routes to expose. */
export function directLine({ config, log, tokens, now, onTurn }: Parts) {
  const sockets: SocketHub = socketHub(log);
  const company = config.contact.company;
  // Signs that are not kept still need ids of their own.
  let signs = 0;
  const nextSign = (conversation: string): string => `${conversation}|sign-${(signs += 1)}`;

  const outlet: ChannelOutlet = {
    remote: false,
    body: (conversation, activity, seq) => outgoingBody(conversation, activity, seq, company, now()),
    committed: (conversation, entries) => sockets.publish(conversation, entries),
    typing: (conversation, activity) =>
      sockets.show(conversation, outgoingBody(conversation, activity, signs, company, now(), nextSign(conversation))),
  };

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
    if (!originAllowed(request, config, claims.origins))
      throw new HttpError(
        403,
        'BadArgument',
        'Pages of this site may not use the token. The service lists allowed sites in ALLOWED_ORIGINS.',
      );
    return claims;
  };

  const grant = async (claims: Omit<TokenClaims, 'exp'>): Promise<ConversationGrant> => {
    const { conv, user, origins } = claims;
    const token = await tokens.issue({ conv, user, ...(origins ? { origins } : {}) });
    return { conversationId: conv, token, expires_in: tokenLifetimeSeconds };
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

  return {
    outlet,
    sockets,
    authorize,
    positionOf,

    /** A token for a new conversation of a new, anonymous visitor. */
    async generateToken(request: IncomingMessage): Promise<ConversationGrant> {
      if (!originAllowed(request, config))
        throw new HttpError(
          403,
          'BadArgument',
          'Pages of this site may not use the service. It lists allowed sites in ALLOWED_ORIGINS.',
        );
      return grant({ conv: newConversationId(), user: newUserId() });
    },

    async refreshToken(request: IncomingMessage): Promise<ConversationGrant> {
      return grant(await authorize(request));
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
      return { created, conversation: withStream(await grant(claims), address, '-') };
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

    async activities(request: IncomingMessage, conversation: string, watermark: string | undefined): Promise<string> {
      await authorize(request, conversation);
      const from = positionOf(watermark);
      if (!(await log.exists(conversation))) throw noConversation();
      const entries: LogEntry[] = await log.after(conversation, from, 1000);
      return `{"activities":[${entries.map((entry) => entry.body).join(',')}],"watermark":"${entries.at(-1)?.seq ?? from}"}`;
    },

    /** Takes a visitor's activity. Resolves with its id once it is in the log; the bot's turn comes after. */
    async post(claims: TokenClaims, body: unknown): Promise<{ id: string }> {
      const parsed = ClientActivity.safeParse(body);
      if (!parsed.success) throw refusalOf(body);
      const activity = parsed.data;
      const visitor = { conversation: claims.conv, user: claims.user };
      if (activity.type !== 'message') {
        if (!(await log.exists(claims.conv))) throw noConversation();
        const id = nextSign(claims.conv);
        if (activity.type === 'typing') sockets.show(claims.conv, echoBody(visitor, activity, id, signs, now()));
        return { id };
      }
      const accepted = await log.accept(claims.conv, {
        entry: {
          clientId: activity.channelData?.clientActivityID,
          body: (seq) => echoBody(visitor, activity, activityId(claims.conv, seq), seq, now()),
        },
        turn: {
          activityId: undefined,
          activity: (seq): Partial<Activity> => botActivity(visitor, activity, seq, company, now()),
        },
      });
      if (!accepted?.entry) throw noConversation();
      if (!accepted.again) sockets.publish(claims.conv, [accepted.entry]);
      if (accepted.turn) onTurn(accepted.turn);
      return { id: activityId(claims.conv, accepted.entry.seq) };
    },
  };
}

export type DirectLine = ReturnType<typeof directLine>;

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
      'Files cannot be received here yet. Send the question as text, or contact us by telephone or e-mail.',
    );
  return new HttpError(
    400,
    'BadArgument',
    "This activity is not taken: a client may send messages and typing signs, in Direct Line's form.",
  );
}
