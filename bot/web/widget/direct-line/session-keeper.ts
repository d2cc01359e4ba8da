import type { ConversationMemory } from './memory';
import type { DirectLineService, OpenedSession, Outcome, Session } from './service';

/** Which conversation this tab is in, and the right to speak in it: joined, renewed before it expires, replaced when it is over. */
export class SessionKeeper {
  private signingIn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly service: DirectLineService,
    private readonly memory: ConversationMemory,
  ) {}

  get current(): Session | undefined {
    return this.memory.get().session;
  }

  /** The known conversation again from `watermark` on; without one, a new one. `expired` and `ended`: the known one is forgotten. */
  async open(watermark: string, locale: string): Promise<Outcome<OpenedSession>> {
    // Signing in revokes the token at hand: joining with it meanwhile would look like the end of the conversation.
    await this.signingIn;
    const known = this.current;
    const opened = known ? await this.service.rejoin(known, watermark) : await this.service.begin(locale);
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

  /** The visitor is vouched for by `assertion`: begins a conversation where there is none yet. */
  async signIn(assertion: string, locale: string): Promise<Outcome<Session>> {
    const signingIn = this.identified(assertion, locale);
    this.signingIn = signingIn;
    return signingIn;
  }

  private async identified(assertion: string, locale: string): Promise<Outcome<Session>> {
    let session = this.current;
    if (!session) {
      const begun = await this.service.begin(locale);
      if (begun.kind !== 'ok') return begun;
      session = begun.body;
      this.remember(session);
    }
    const identified = await this.service.identify(session, assertion);
    if (identified.kind === 'ok') this.remember(identified.body);
    return identified;
  }

  /** Revokes the conversation's tokens, and forgets it here whatever the service answered. */
  async signOut(): Promise<void> {
    const session = this.current;
    this.memory.forgetSession();
    if (session) await this.service.signOut(session);
  }

  private remember({ conversationId, token, refreshAt }: Session): void {
    this.memory.set({ session: { conversationId, token, refreshAt } });
  }
}
