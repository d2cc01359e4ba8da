import type { ConversationMemory } from './memory';
import type { DirectLineService, OpenedSession, Outcome, Session } from './service';

/** Asks the site to vouch for its signed-in customer once more; rejects where it no longer does. */
export type Vouch = () => Promise<string>;

/** Which conversation this tab is in, and the right to speak in it: joined, renewed before it expires, replaced when it is over. */
export class SessionKeeper {
  private signingIn: Promise<unknown> = Promise.resolve();
  private opening: Promise<unknown> = Promise.resolve();

  /** @param vouching how the site vouches for its customer, while one is signed in */
  constructor(
    private readonly service: DirectLineService,
    private readonly memory: ConversationMemory,
    private readonly vouching: () => Vouch | undefined,
  ) {}

  get current(): Session | undefined {
    return this.memory.get().session;
  }

  /** The known conversation again from `watermark` on; without one, a new one. `expired` and `ended`: the known one is forgotten. */
  open(watermark: string, locale: string): Promise<Outcome<OpenedSession>> {
    const opening = this.opened(watermark, locale);
    this.opening = opening;
    return opening;
  }

  private async opened(watermark: string, locale: string): Promise<Outcome<OpenedSession>> {
    // Signing in revokes the token at hand: joining with it meanwhile would look like the end of the conversation.
    await this.signingIn;
    const known = this.current;
    const opened = known ? await this.rejoin(known, watermark) : await this.begin(locale);
    if (opened.kind === 'ok') this.remember(opened.body);
    if (known && (opened.kind === 'expired' || opened.kind === 'ended')) this.memory.forgetSession();
    return opened;
  }

  async refreshWhenDue(): Promise<void> {
    const session = this.current;
    if (!session || Date.now() < session.refreshAt) return;
    const refreshed = await this.service.refresh(session);
    // An answer about a conversation that has been replaced meanwhile is about nothing.
    if (refreshed.kind === 'ok' && this.current?.conversationId === session.conversationId)
      this.remember(refreshed.body);
  }

  /** The visitor is vouched for: begins a conversation where there is none yet. */
  async signIn(vouch: Vouch, locale: string): Promise<Outcome<Session>> {
    const signingIn = this.identified(vouch, locale);
    this.signingIn = signingIn;
    return signingIn;
  }

  /** Revokes the conversation's tokens, and forgets it here whatever the service answered. */
  async signOut(): Promise<void> {
    const session = this.current;
    this.memory.forgetSession();
    if (session) await this.service.signOut(session);
  }

  private async identified(vouch: Vouch, locale: string): Promise<Outcome<Session>> {
    const assertion = await assertionOf(vouch);
    if (assertion === undefined) return { kind: 'expired' };
    // Two conversations begun at once would be one too many.
    await this.opening;
    const session = this.current;
    const identified = session
      ? await this.service.identify(session, assertion, locale)
      : await this.service.begin(locale, assertion);
    if (identified.kind === 'ok') this.remember(identified.body);
    // The token at hand may have run out while the tab slept; the conversation is the customer's all the same.
    if (identified.kind === 'expired' && session) return this.comeBack(session, vouch);
    return identified;
  }

  private async rejoin(known: Session, watermark: string): Promise<Outcome<OpenedSession>> {
    const joined = await this.service.rejoin(known, watermark);
    const vouch = this.vouching();
    if (joined.kind !== 'expired' || !vouch) return joined;
    const back = await this.comeBack(known, vouch);
    return back.kind === 'ok' ? this.service.rejoin(back.body, watermark) : back;
  }

  /** An assertion is good once, so each try asks for its own. */
  private async comeBack({ conversationId }: Session, vouch: Vouch): Promise<Outcome<Session>> {
    const assertion = await assertionOf(vouch);
    if (assertion === undefined) return { kind: 'expired' };
    const back = await this.service.comeBack(conversationId, assertion);
    if (back.kind === 'ok') this.remember(back.body);
    return back;
  }

  /** Of the signed-in customer; where nobody vouches any more, an anonymous one: general questions are answered all the same. */
  private async begin(locale: string): Promise<Outcome<OpenedSession>> {
    const vouch = this.vouching();
    const assertion = vouch && (await assertionOf(vouch));
    const begun = await this.service.begin(locale, assertion);
    return begun.kind === 'expired' && assertion !== undefined ? this.service.begin(locale) : begun;
  }

  private remember({ conversationId, token, refreshAt }: Session): void {
    this.memory.set({ session: { conversationId, token, refreshAt } });
  }
}

/** Undefined where the site vouches for nobody: signed out there, or out of reach. */
async function assertionOf(vouch: Vouch): Promise<string | undefined> {
  return vouch().catch(() => undefined);
}
