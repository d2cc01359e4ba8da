import type { KeptFiles } from './kept-files';
import type { Delivery } from './outbox';
import { backoffMs, type Pause } from './pause';
import { AGENT, type OutgoingMessage, type Session } from './service';

/** A message with files on its way out. */
export interface OutgoingFiles extends OutgoingMessage {
  files: File[];
}

interface UploadHooks {
  session(): Session | undefined;
  /** The messages on their way changed: keep them over a page reload. Their files are kept. */
  keep(unsent: OutgoingMessage[]): void;
  /** @param share how much of it has been sent, from 0 to 1 */
  progress(message: OutgoingFiles, share: number): void;
  /** @param refusal the service's code for why it does not take the files */
  delivered(message: OutgoingFiles, state: Delivery, refusal?: string): void;
  sessionLost(): void;
}

type Sent =
  | { kind: 'ok' }
  | { kind: 'refused'; code: string }
  /** The token is no longer good, or the conversation is over. */
  | { kind: 'turned-away' }
  | { kind: 'later'; afterMs: number };

/** Stays long for a large file on a slow line. */
const UPLOAD_LIMIT_MS = 300_000;
/** What no second try mends, although it is the service's own trouble. */
const NO_ROOM = 507;

/** Messages with files, sent one after another by Direct Line's upload. The service absorbs a repeated one, so trying again is safe. */
export class Uploads {
  private waiting: OutgoingFiles[] = [];
  private readonly failed = new Map<string, OutgoingFiles>();
  private readonly turnedAway = new Set<string>();
  private sending = false;
  private isStopped = false;
  private underWay: XMLHttpRequest | undefined;

  /** @param base the service's address up to and including `/v3/directline` */
  constructor(
    private readonly base: string,
    private readonly pause: Pause,
    private readonly hooks: UploadHooks,
    private readonly kept: KeptFiles,
  ) {}

  add(message: OutgoingFiles): void {
    void this.kept.keep(message.clientActivityID, message.files);
    this.replace([...this.waiting, message]);
    void this.drain();
  }

  /** Goes on with what an earlier page had not sent. @returns the messages with their files; those whose files are gone have none */
  async restore(unsent: readonly OutgoingMessage[]): Promise<OutgoingFiles[]> {
    const found = await Promise.all(
      unsent.map(async (message) => ({ ...message, files: await this.kept.find(message.clientActivityID) })),
    );
    // Their conversation was left meanwhile.
    if (this.isStopped) {
      for (const { clientActivityID } of unsent) void this.kept.forget(clientActivityID);
      return [];
    }
    this.replace([...found.filter(({ files }) => files.length > 0), ...this.waiting]);
    void this.drain();
    return found;
  }

  /** True where it was one of ours. */
  retry(clientActivityID: string): boolean {
    const message = this.failed.get(clientActivityID);
    if (!message) return false;
    this.failed.delete(clientActivityID);
    this.hooks.delivered(message, 'sending');
    this.add(message);
    return true;
  }

  stop(): void {
    this.isStopped = true;
    for (const { clientActivityID } of this.waiting) void this.kept.forget(clientActivityID);
    this.waiting = [];
    this.underWay?.abort();
  }

  /** Sends what waits, until nothing does or the session is lost. Never rejects. */
  async drain(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    let failures = 0;
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const session = this.hooks.session();
      if (!session) break;
      const sent = await this.send(session, next);
      // Stopped meanwhile: nobody waits for it.
      if (this.waiting[0] !== next) break;
      if (sent.kind === 'later') {
        await this.pause.wait(Math.max(backoffMs(failures++), sent.afterMs));
        continue;
      }
      failures = 0;
      if (sent.kind === 'turned-away' && !this.turnedAway.has(next.clientActivityID)) {
        this.turnedAway.add(next.clientActivityID);
        this.hooks.sessionLost();
        break;
      }
      void this.kept.forget(next.clientActivityID);
      this.replace(this.waiting.slice(1));
      if (sent.kind === 'ok') this.hooks.delivered(next, 'sent');
      else {
        this.failed.set(next.clientActivityID, next);
        this.hooks.delivered(next, 'failed', sent.kind === 'refused' ? sent.code : undefined);
      }
    }
    this.sending = false;
  }

  private replace(waiting: OutgoingFiles[]): void {
    this.waiting = waiting;
    this.hooks.keep(waiting.map(({ files: _files, ...message }) => message));
  }

  private send(session: Session, message: OutgoingFiles): Promise<Sent> {
    const { clientActivityID, text, locale, files } = message;
    const form = new FormData();
    const activity = { type: 'message', text, locale, channelData: { clientActivityID } };
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
    for (const file of files) form.append('file', file, file.name);
    // Not fetch: it does not tell how far it has come.
    const request = new XMLHttpRequest();
    this.underWay = request;
    request.open('POST', `${this.base}/conversations/${encodeURIComponent(session.conversationId)}/upload`);
    request.setRequestHeader('Authorization', `Bearer ${session.token}`);
    request.setRequestHeader('x-ms-bot-agent', AGENT);
    request.timeout = UPLOAD_LIMIT_MS;
    request.upload.onprogress = ({ loaded, total }) => this.hooks.progress(message, total > 0 ? loaded / total : 0);
    return new Promise((resolve) => {
      request.onloadend = () => resolve(outcomeOf(request));
      request.send(form);
    });
  }
}

function outcomeOf(request: XMLHttpRequest): Sent {
  const { status } = request;
  if (status >= 200 && status < 300) return { kind: 'ok' };
  if (status === 401 || status === 403 || status === 404) return { kind: 'turned-away' };
  const seconds = Number(request.getResponseHeader('Retry-After'));
  const code = codeIn(request.responseText);
  // A scan that cannot be made may take long to mend: the customer is told, and decides.
  const isForLater = status === 0 || status === 408 || status === 429 || (status >= 500 && status !== NO_ROOM);
  if (isForLater && code !== 'FileNotScanned')
    return { kind: 'later', afterMs: seconds > 0 ? Math.min(seconds, 120) * 1000 : 0 };
  return { kind: 'refused', code };
}

function codeIn(body: string): string {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown } };
    return typeof error?.code === 'string' ? error.code : '';
  } catch {
    return '';
  }
}
