import { z } from 'zod';
import type { ConversationLog } from '../../conversations/conversation-log';
import { HttpError } from '../../http';
import type { Identities } from '../../identity/identities';
import type { ResumeClaims, ResumeTokens } from './resume-tokens';

const Asked = z.object({
  resumeToken: z.string().min(1).max(4000),
  /** The client's own name for this use of the token: an answer that was lost on the way is asked for under the same one. */
  attempt: z.string().min(1).max(100).optional(),
});

/** An answer may be asked for again for this long, by the client that was to have it. */
const repeatedForMs = 120_000;

const expired = (): HttpError =>
  new HttpError(
    403,
    'TokenExpired',
    'The resume token has expired, was used before, or was revoked when the customer signed in or out. Start anew.',
  );

interface Parts {
  tokens: ResumeTokens;
  identities: Identities;
  log: Pick<ConversationLog, 'exists'>;
  now: () => Date;
}

/** Lets an anonymous visitor back into their conversation: each resume token once, and each use brings the next one. */
export function resumption({ tokens, identities, log, now }: Parts) {
  const used = new Map<string, { attempt: string; until: number }>();

  /** The same client asks again because no answer reached it. Known to this process only: another one has it start anew. */
  const isRepeated = (id: string, attempt: string | undefined): boolean => {
    const known = used.get(id);
    return known !== undefined && known.attempt === attempt && known.until > now().getTime();
  };

  const remember = (id: string, attempt: string | undefined): void => {
    const time = now().getTime();
    for (const [old, { until }] of used) if (until <= time) used.delete(old);
    if (attempt !== undefined) used.set(id, { attempt, until: time + repeatedForMs });
  };

  return {
    /** For a conversation of nobody we know; a customer's is opened again by the site's word. */
    async tokenFor(claims: ResumeClaims): Promise<string | undefined> {
      return (await identities.customerOf(claims.conv)) ? undefined : tokens.issue(claims);
    },

    /**
     * Whom a resume token speaks for; it is used up.
     * @throws HttpError 400 for what is no request for it, 403 for a token that is not good any more, 404 where the conversation is gone
     */
    async resumed(body: unknown): Promise<ResumeClaims> {
      const asked = Asked.safeParse(body);
      if (!asked.success) throw new HttpError(400, 'BadArgument', 'The request body needs {"resumeToken": "…"}.');
      const read = await tokens.read(asked.data.resumeToken);
      if (!read) throw expired();
      const { claims, statement } = read;
      if (claims.gen !== (await identities.generationOf(claims.conv))) throw expired();
      if (!(await log.exists(claims.conv)))
        throw new HttpError(404, 'BadArgument', 'There is no such conversation. Start a new one.');
      const { attempt } = asked.data;
      if (isRepeated(statement.id, attempt)) return claims;
      if (!(await identities.useOnce(statement))) throw expired();
      remember(statement.id, attempt);
      return claims;
    },
  };
}

export type Resumption = ReturnType<typeof resumption>;
