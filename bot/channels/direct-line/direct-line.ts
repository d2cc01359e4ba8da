import type { Attachments } from '../../attachments';
import type { Config } from '../../config';
import type { ConversationLog, Turn } from '../../conversations/conversation-log';
import type { Presence } from '../../conversations/presence';
import type { FeedbackBook } from '../../feedback';
import type { Identities } from '../../identity/identities';
import type { SiteAssertions } from '../../identity/site-assertions';
import { leftActivity, signedInActivity } from './activities';
import { directLineOutlet, signIds } from './outlet';
import type { Resumption } from './resumption';
import type { SocketHub } from './sockets';
import type { DirectLineTokens, TokenClaims } from './tokens';
import { authorizing } from './access';
import { granting, positionOf } from './grants';
import { postingCalls } from './posting-calls';
import { readingCalls } from './reading-calls';
import { tokenCalls } from './token-calls';

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

/** Direct Line 3.0, served in this process: the calls as functions of what was asked, for the routes to expose. */
export function directLine(parts: Parts) {
  const { config, log, tokens, sockets, now, onTurn } = parts;
  const company = config.contact.company;
  const nextSign = signIds();
  const authorize = authorizing(parts);
  const grant = granting(tokens);

  /** Has the bot say that the customer is signed in. A conversation that has not been started says so when it is. */
  const tellSignedIn = async (
    { conv, user, gen }: Omit<TokenClaims, 'exp'>,
    locale: string | undefined,
  ): Promise<void> => {
    const signedIn = signedInActivity({ conversation: conv, user }, gen, company, locale, now());
    const accepted = await log.accept(conv, { turn: { activityId: signedIn.id, activity: () => signedIn } });
    if (accepted?.turn) onTurn(accepted.turn);
  };

  const tellLeft = async ({ conv, user, gen }: TokenClaims): Promise<void> => {
    const left = leftActivity({ conversation: conv, user }, gen, company, now());
    const accepted = await log.accept(conv, { turn: { activityId: left.id, activity: () => left } });
    if (accepted?.turn) onTurn(accepted.turn);
  };

  const tokensGiven = tokenCalls({ ...parts, authorize, grant, tellSignedIn, tellLeft });
  const { withResumeToken } = tokensGiven;
  return {
    outlet: directLineOutlet({ sockets, company, now, nextSign }),
    sockets,
    authorize,
    positionOf,
    ...tokensGiven,
    ...readingCalls({ ...parts, authorize, grant, company, withResumeToken, tellSignedIn }),
    ...postingCalls({ ...parts, authorize, company, nextSign }),
  };
}

export type DirectLine = ReturnType<typeof directLine>;
