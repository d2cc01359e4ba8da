import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Attachments } from '../../attachments';
import type { ConversationLog, LogEntry, Turn } from '../../conversations/conversation-log';
import { HttpError } from '../../http';
import type { Identities } from '../../identity/identities';
import { joinedActivity } from './activities';
import type { TokenClaims } from './tokens';
import type { Authorize } from './access';
import { type ConversationGrant, type Grant, noConversation, positionOf, withStream } from './grants';

const StartParameters = z
  // `resumable`: our own widget asks for a token to come back with.
  .object({ locale: z.string().max(35).optional(), resumable: z.boolean().optional() })
  .loose()
  .optional();

interface Parts {
  log: ConversationLog;
  authorize: Authorize;
  grant: Grant;
  identities: Identities;
  attachments: Pick<Attachments, 'addresses'>;
  company: string;
  now: () => Date;
  /** Queues a turn that has been accepted. */
  onTurn(turn: Turn): void;
  withResumeToken(given: ConversationGrant, claims: Omit<TokenClaims, 'exp'>): Promise<ConversationGrant>;
  /** Has the bot say that the customer is signed in. */
  tellSignedIn(claims: Omit<TokenClaims, 'exp'>, locale: string | undefined): Promise<void>;
}

/** Direct Line's calls that open a conversation and read it. */
export function readingCalls({
  log,
  authorize,
  grant,
  identities,
  attachments,
  company,
  now,
  onTurn,
  withResumeToken,
  tellSignedIn,
}: Parts) {
  return {
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
  };
}
