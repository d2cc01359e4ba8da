import { spendSuggestions } from './message-views';

/** The suggestion buttons: those of the newest question can be pressed, and of the others is shown which one was. */
export class Offer {
  private latest: string | undefined;
  private readonly chosen = new Map<string, string>();

  /** @param nodeOf where an activity is shown */
  constructor(private readonly nodeOf: (id: string) => HTMLElement | undefined) {}

  isOpen(id: string): boolean {
    return this.latest === id;
  }

  chosenIn(id: string): string | undefined {
    return this.chosen.get(id);
  }

  choose(id: string, value: string): void {
    this.chosen.set(id, value);
  }

  /** A newer question stands. */
  open(id: string): void {
    this.withdraw();
    this.latest = id;
  }

  /** The customer has said something: the buttons of the last message are spent. */
  withdraw(): void {
    const id = this.latest;
    this.latest = undefined;
    const node = id === undefined ? undefined : this.nodeOf(id);
    if (id !== undefined && node) spendSuggestions(node, this.chosen.get(id));
  }

  clear(): void {
    this.latest = undefined;
    this.chosen.clear();
  }
}
