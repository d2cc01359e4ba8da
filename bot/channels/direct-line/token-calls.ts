import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Config } from '../../config';
import type { Presence } from '../../conversations/presence';
import { HttpError, originAllowed } from '../../http';
import type { Identities, OnceOnly, ProvenCustomer } from '../../identity/identities';
import type { SiteAssertions } from '../../identity/site-assertions';
import { backEndSecrets } from './back-end-secret';
import type { Resumption } from './resumption';
import type { SocketHub } from './sockets';
import { newConversationId, newUserId, type TokenClaims } from './tokens';
import { type Authorize, bearer, checkOrigin } from './access';
import type { ConversationGrant, Grant } from './grants';

/** A customer may come back to a conversation of theirs. */
const GenerateParameters = z
  .object({ conversationId: z.string().min(1).max(100).optional() })
  .loose()
  .optional();
const IdentifyParameters = z.object({ assertion: z.string().min(1).max(8000), locale: z.string().max(35).optional() });

interface Parts {
  config: Config;
  authorize: Authorize;
  grant: Grant;
  identities: Identities;
  resumption: Resumption;
  /** Who vouches for customers; absent: nobody can sign in. */
  signIn: SiteAssertions | undefined;
  sockets: SocketHub;
  presence: Presence;
  /** Has the bot say that the customer is signed in. */
  tellSignedIn(claims: Omit<TokenClaims, 'exp'>, locale: string | undefined): Promise<void>;
  /** Has the bot call off what waits for the customer. */
  tellLeft(claims: TokenClaims): Promise<void>;
}

/** Direct Line's calls around tokens: who gets one, for whom, and when it is good no more. */
export function tokenCalls({
  config,
  authorize,
  grant,
  identities,
  resumption,
  signIn,
  sockets,
  presence,
  tellSignedIn,
  tellLeft,
}: Parts) {
  const secrets = backEndSecrets(config.directLineSecrets);

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

  const withResumeToken = async (
    given: ConversationGrant,
    claims: Omit<TokenClaims, 'exp'>,
  ): Promise<ConversationGrant> => {
    const resumeToken = await resumption.tokenFor(claims);
    return resumeToken === undefined ? given : { ...given, resumeToken };
  };

  return {
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

    /** The customer signs out, or ends the conversation: no token of it is good any more. */
    async signOut(request: IncomingMessage, conversation: string): Promise<void> {
      const claims = await authorize(request, conversation);
      await identities.signOut(conversation);
      sockets.revoke(conversation);
      presence.left(conversation);
      await tellLeft(claims);
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
      checkOrigin(request, config, claims.origins);
      return withResumeToken(await grant(claims), claims);
    },

    /** The grant with the means to come back, where it may be had. */
    withResumeToken,
  };
}
