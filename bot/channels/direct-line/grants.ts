import { HttpError } from '../../http';
import { type DirectLineTokens, type TokenClaims, tokenLifetimeSeconds } from './tokens';

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

/** A token for whom it speaks for, as a client gets it. */
export type Grant = (claims: Omit<TokenClaims, 'exp'>) => Promise<ConversationGrant>;

export function granting(tokens: DirectLineTokens): Grant {
  return async (claims) => {
    const { conv, user, origins, gen } = claims;
    const token = await tokens.issue({ conv, user, gen, ...(origins ? { origins } : {}) });
    return { conversationId: conv, token, expires_in: tokenLifetimeSeconds };
  };
}

/** The grant with the socket's address. @param watermark what the client has seen; `-` for nothing yet */
export const withStream = (given: ConversationGrant, address: string, watermark: string): ConversationGrant => ({
  ...given,
  streamUrl: `${address.replace(/^http/, 'ws')}/v3/directline/conversations/${given.conversationId}/stream?watermark=${encodeURIComponent(watermark)}&t=${given.token}`,
  referenceGrammarId: '',
});

export const noConversation = (): HttpError =>
  new HttpError(404, 'BadArgument', 'There is no such conversation. Start a new one.');

/** The log position that a watermark names; an empty, missing or `-` one is the beginning. */
export const positionOf = (watermark: string | undefined): number => {
  if (watermark === undefined || watermark === '' || watermark === '-') return 0;
  if (!/^\d{1,15}$/.test(watermark))
    throw new HttpError(400, 'BadArgument', 'The watermark is not one that this service gave.');
  return Number(watermark);
};
