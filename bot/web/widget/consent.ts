import { el } from './dom';
import { outsideLink } from './markdown';
import type { Strings } from './strings';

/** Stands before the first message: who answers, what becomes of what is written, and where to read more. */
export class Consent {
  readonly node = el('div', { class: 'consent' });
  private asking: Promise<void> | undefined;

  /** @param privacyUrl where the privacy notice is, as the page or the service says */
  constructor(
    private words: Strings,
    private readonly service: string,
    private privacyUrl: string | undefined,
  ) {
    this.draw();
    this.askAgain();
  }

  /** Where the service could not tell yet where the notice is. */
  askAgain(): void {
    if (this.privacyUrl === undefined) this.asking ??= this.askService();
  }

  relabel(words: Strings): void {
    this.words = words;
    this.draw();
  }

  private async askService(): Promise<void> {
    const told = await fetch(`${this.service}/widget.json`)
      .then((response): Promise<unknown> =>
        response.ok ? response.json() : Promise.reject(new Error(String(response.status))),
      )
      // What matters most stands there without it, and once there is a connection it is asked for again.
      .catch(() => (this.asking = undefined));
    const { privacyUrl } = (told ?? {}) as { privacyUrl?: unknown };
    if (typeof privacyUrl === 'string') this.privacyUrl = privacyUrl;
    this.draw();
  }

  private draw(): void {
    const { consent, privacy } = this.words;
    const link = this.privacyUrl && outsideLink(this.privacyUrl, this.service, {}, privacy);
    this.node.replaceChildren(el('p', {}, consent), ...(link ? [el('p', {}, link)] : []));
  }
}
