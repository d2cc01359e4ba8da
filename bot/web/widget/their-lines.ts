import { CardLoader } from './card-loader';
import type { Suggestion } from './direct-line/activities';
import { el } from './dom';
import type { DrawnLines } from './drawn-lines';
import type { Entry } from './entries';
import { botMessageView, type BotMessage, saidBy } from './message-views';
import { Offer } from './offer';
import { personMessageView, receiptView, type PersonMessage, type Receipt } from './speaker-views';
import type { Strings } from './strings';

/** What the assistant, a person and the service have said: each line once, drawn anew where it comes again. */
export class TheirLines {
  private readonly offer: Offer;
  private readonly cards: CardLoader;

  constructor(
    private readonly lines: DrawnLines,
    private readonly words: () => Strings,
    private readonly service: string,
    private readonly choose: (suggestion: Suggestion) => void,
  ) {
    this.offer = new Offer((id) => lines.of(id)?.node);
    this.cards = new CardLoader(service, () => lines.redrawAll(({ hasCard }) => hasCard === true));
  }

  bot(message: BotMessage): Entry {
    const { offer, service } = this;
    if (message.card) this.cards.load();
    const draw = (): HTMLElement =>
      botMessageView(message, this.words(), service, this.cards.module, {
        live: offer.isOpen(message.id),
        chosen: offer.chosenIn(message.id),
        choose: (suggestion) => {
          offer.choose(message.id, suggestion.value);
          this.choose(suggestion);
        },
      });
    return this.put(message, draw, () => offer.open(message.id));
  }

  person(message: PersonMessage): Entry {
    return this.put(message, () => personMessageView(message, this.words(), this.service));
  }

  receipt(receipt: Receipt): Entry {
    return this.put(receipt, () => receiptView(receipt, this.words(), this.service));
  }

  /** The customer has said something: the buttons of the last message are spent. */
  spendOffer(): void {
    this.offer.withdraw();
  }

  clear(): void {
    this.offer.clear();
  }

  /** @param onNew done where the line is new, before it is drawn */
  private put(
    line: BotMessage | PersonMessage | Receipt,
    draw: () => HTMLElement,
    onNew = () => this.spendOffer(),
  ): Entry {
    const said = (words: Strings) => saidBy(line, words, this.service);
    const known = this.lines.of(line.id);
    if (known) {
      Object.assign(known, { draw, said });
      this.lines.redraw(known);
      return known;
    }
    onNew();
    const hasCard = 'card' in line && line.card !== undefined;
    return this.lines.insert({ placed: true, node: el('article'), draw, said, hasCard }, line.id);
  }
}
