/** A customer as somebody we trust has named them: the insurer's site, a link in Teams, the administrator's file. */
export interface ProvenCustomer {
  /** The insurer's own stable id of the customer. */
  customerId: string;
  /** The person's name, for greetings; never a proof of anything. */
  name?: string | undefined;
}

/** A statement that may be used once: remembered until it would have expired anyway. */
export interface OnceOnly {
  id: string;
  expiresAt: Date;
}

/** What came of proving who a conversation's visitor is. `anew`: a new generation has begun, and earlier tokens are revoked. */
export type Proof =
  | { kind: 'proven'; generation: number; userId: string; anew: boolean }
  | { kind: 'replayed' }
  | { kind: 'another-customer' };

/** Who a person in Teams is: both from the verified token, never from what was written. */
export interface TeamsUser {
  tenantId: string;
  aadObjectId: string;
}

/** What came of a one-time link. */
export type TeamsLinking = 'linked' | 'replayed' | 'linked-to-another';

/**
 * Who is asking, for conversations and people in Teams. Trust is kept here, on the server, and never raised by what a client says.
 *
 * A conversation has a generation: a Direct Line token is good for the generation that it was made in. Signing in and signing out begin a new
 * one, which revokes every token before it.
 */
export interface Identities {
  /** `undefined`: anonymous, or signed out. */
  customerOf(conversation: string): Promise<ProvenCustomer | undefined>;
  /** The conversations that have been begun and in which the customer signed in, newest first; some may be over long ago. */
  conversationsOf(customerId: string): Promise<string[]>;
  /** 0 until somebody has signed in. */
  generationOf(conversation: string): Promise<number>;
  /**
   * The customer signs in, or comes back: uses up the statement, and begins a new generation where the visitor was anonymous. A conversation
   * is one customer's for good.
   * @param visitor the conversation and the Direct Line user that its customer speaks as; a customer who comes back keeps the first one's
   */
  prove(
    visitor: { conversation: string; userId: string },
    customer: ProvenCustomer,
    statement: OnceOnly,
  ): Promise<Proof>;
  /** Uses the statement up. False when it had been used before. */
  useOnce(statement: OnceOnly): Promise<boolean>;
  /** Begins a new generation: nobody can come back to the conversation but its customer. */
  signOut(conversation: string): Promise<void>;

  customerInTeams(user: TeamsUser): Promise<ProvenCustomer | undefined>;
  /** The people in Teams who have linked themselves to the customer. */
  peopleInTeams(customerId: string): Promise<TeamsUser[]>;
  linkTeams(user: TeamsUser, customer: ProvenCustomer, statement: OnceOnly): Promise<TeamsLinking>;
  /** `false` when there was no link. */
  unlinkTeams(user: TeamsUser): Promise<boolean>;
}
