import type { Vouch } from '../loader/contract';
import type { ConversationMemory } from './memory';
import { newMessageId } from './message-id';
import type { DirectLineService, OpenedSession, Outcome, Session } from './service';

/** The token at hand is good for half its life still: a service that cannot give the next one is not asked every second. */
const REFRESH_AGAIN_MS = 30_000;

/** Which conversation this tab is in, and the right to speak in it: joined, renewed before it expires, replaced when it is over. */
export class SessionKeeper {
  private signingIn: Promise<unknown> = Promise.resolve();
  private opening: Promise<unknown> = Promise.resolve();
  private isRefreshing = false;
  private nextRefreshAt = 0;
  /** Names a resumption that is under way: its answer may be lost, and it is asked for again. */
  private attempt: string | undefined;

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
    const dueAt = Math.max(session?.refreshAt ?? Infinity, this.nextRefreshAt);
    if (!session || Date.now() < dueAt || this.isRefreshing) return;
    this.isRefreshing = true;
    const refreshed = await this.service.refresh(session);
    this.isRefreshing = false;
    this.nextRefreshAt = Date.now() + (refreshed.kind === 'ok' ? 0 : REFRESH_AGAIN_MS);
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
    if (identified.kind === 'ok') this.remember(identified.body, 'signed-in');
    if (identified.kind !== 'expired' || !session) return identified;
    // The token at hand may have run out while the tab slept; the conversation is the customer's all the same.
    const back = await this.comeBack(session, vouch);
    if (back.kind !== 'expired') return back;
    // It is another customer's, who has left without signing out, or an anonymous visitor's of long ago: theirs is a new one.
    const next = await assertionOf(vouch);
    const begun = next === undefined ? back : await this.service.begin(locale, next);
    if (begun.kind === 'ok') this.remember(begun.body, 'signed-in');
    return begun;
  }

  private async rejoin(known: Session, watermark: string): Promise<Outcome<OpenedSession>> {
    const isOver = known.expiresAt !== undefined && Date.now() > known.expiresAt;
    const joined: Outcome<OpenedSession> = isOver ? { kind: 'expired' } : await this.service.rejoin(known, watermark);
    if (joined.kind !== 'expired') return joined;
    const renewed = await this.renewed(known);
    return renewed.kind === 'ok' ? this.service.rejoin(renewed.body, watermark) : renewed;
  }

  /** A new token for the same conversation: another tab's, by the site's word, or by what an anonymous visitor's browser has kept. */
  private async renewed(known: Session): Promise<Outcome<Session>> {
    const kept = this.memory.readAgain();
    if (kept.session && kept.session.token !== known.token) return { kind: 'ok', body: kept.session };
    const vouch = this.vouching();
    if (vouch) return this.comeBack(known, vouch);
    if (kept.resumeToken === undefined) return { kind: 'expired' };
    const resumed = await this.service.resume(kept.resumeToken, (this.attempt ??= newMessageId()));
    if (resumed.kind === 'ok') {
      this.attempt = undefined;
      this.remember(resumed.body);
    }
    if (resumed.kind !== 'expired') return resumed;
    // Two tabs that wake at once use the same token: one of them was first, and has kept what it got.
    const { session } = this.memory.readAgain();
    return session && session.token !== known.token ? { kind: 'ok', body: session } : resumed;
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

  private remember({ conversationId, token, refreshAt, expiresAt, resumeToken }: Session, as?: 'signed-in'): void {
    const isSame = as === undefined && this.current?.conversationId === conversationId;
    const kept = resumeToken ?? (isSame ? this.memory.get().resumeToken : undefined);
    this.memory.set({ session: { conversationId, token, refreshAt, expiresAt }, resumeToken: kept });
  }
}

/** Undefined where the site vouches for nobody: signed out there, or out of reach. */
async function assertionOf(vouch: Vouch): Promise<string | undefined> {
  return vouch().catch(() => undefined);
}
