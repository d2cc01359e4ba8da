import { button, el, icon, icons } from './dom';
import type { Strings } from './strings';

/** What is thought of: an answer with its sources, or a conversation with a person that has ended. */
export type RatedThing = 'answer' | 'conversation';

/** Says it to the service; false where it was not taken. */
export type Rate = (value: 1 | -1, reason: string | undefined) => Promise<boolean>;

interface FeedbackWords {
  question: Record<RatedThing, string>;
  up: string;
  down: string;
  reason: string;
  send: string;
  thanks: string;
  failed: string;
}

const wordsOf: Record<'da' | 'en', FeedbackWords> = {
  da: {
    question: { answer: 'Var svaret til hjælp?', conversation: 'Var samtalen til hjælp?' },
    up: 'Ja, til hjælp',
    down: 'Nej, ikke til hjælp',
    reason: 'Hvorfor? (valgfrit)',
    send: 'Send begrundelsen',
    thanks: 'Tak, det er noteret.',
    failed: 'Det kunne ikke noteres. Prøv igen.',
  },
  en: {
    question: { answer: 'Was the answer helpful?', conversation: 'Was the conversation helpful?' },
    up: 'Yes, helpful',
    down: 'No, not helpful',
    reason: 'Why? (optional)',
    send: 'Send the reason',
    thanks: 'Thank you, noted.',
    failed: 'That could not be noted. Please try again.',
  },
};

const LONGEST_REASON = 1000;

/** Two small buttons below a message, and, once one is pressed, room for a reason. */
export class FeedbackBar {
  readonly node = el('div', { class: 'feedback', role: 'group' });
  private readonly question = el('span', { class: 'question' });
  private readonly up = button({ class: 'thumb', 'aria-pressed': 'false' }, () => this.press(1), icon(icons.up));
  private readonly down = button({ class: 'thumb', 'aria-pressed': 'false' }, () => this.press(-1), icon(icons.down));
  private readonly reason = el('input', { class: 'why', type: 'text', maxlength: String(LONGEST_REASON), hidden: '' });
  private readonly send = button({ class: 'retry', hidden: '' }, () => this.sendReason());
  private readonly status = el('span', { class: 'noted' });
  private value: 1 | -1 | undefined;
  private outcome: 'thanks' | 'failed' | undefined;

  constructor(
    private words: Strings,
    private readonly thing: RatedThing,
    private readonly rate: Rate,
  ) {
    this.reason.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) this.sendReason();
    });
    this.node.append(this.question, this.up, this.down, this.reason, this.send, this.status);
    this.relabel(words);
  }

  relabel(words: Strings): void {
    this.words = words;
    const { question, up, down, reason, send } = this.own;
    this.question.textContent = question[this.thing];
    this.node.setAttribute('aria-label', question[this.thing]);
    this.up.setAttribute('aria-label', up);
    this.down.setAttribute('aria-label', down);
    this.reason.placeholder = reason;
    this.reason.setAttribute('aria-label', reason);
    this.send.textContent = send;
    this.showOutcome(this.outcome);
  }

  private get own(): FeedbackWords {
    return wordsOf[this.words.locale === 'da-DK' ? 'da' : 'en'];
  }

  private press(value: 1 | -1): void {
    this.value = value;
    this.up.setAttribute('aria-pressed', String(value === 1));
    this.down.setAttribute('aria-pressed', String(value === -1));
    this.reason.hidden = false;
    this.send.hidden = false;
    void this.tell(value, undefined);
  }

  private sendReason(): void {
    const reason = this.reason.value.trim();
    if (this.value === undefined || reason === '') return;
    void this.tell(this.value, reason).then((taken) => {
      if (!taken) return;
      // The field that had the keyboard goes away: it goes back to the button that was pressed.
      (this.value === 1 ? this.up : this.down).focus();
      this.reason.hidden = true;
      this.send.hidden = true;
    });
  }

  private async tell(value: 1 | -1, reason: string | undefined): Promise<boolean> {
    const taken = await this.rate(value, reason);
    this.showOutcome(taken ? 'thanks' : 'failed');
    return taken;
  }

  private showOutcome(outcome: 'thanks' | 'failed' | undefined): void {
    this.outcome = outcome;
    // Only once there is something to say: the log around it reads out what is new by itself.
    if (outcome !== undefined) this.status.setAttribute('role', 'status');
    this.status.textContent = outcome === undefined ? '' : this.own[outcome];
    // The bar has grown, and what it says now must not lie below the edge.
    if (outcome !== undefined && this.node.isConnected) this.node.scrollIntoView({ block: 'nearest' });
  }
}

/** The part of the widget's style sheet that is about it: shown below the last two messages that it fits. */
export const FEEDBACK_CSS = `
.feedback { display: none; flex-wrap: wrap; align-items: center; gap: 4px 6px; font-size: .8125rem; color: var(--quiet); align-self: stretch; }
.rateable:nth-last-child(-n+2 of .rateable) > .feedback, .feedback:focus-within { display: flex; }
.thumb { display: grid; place-items: center; width: 32px; height: 32px; padding: 0; border-radius: 8px; color: var(--quiet); }
.thumb svg { width: 1.4em; height: 1.4em; }
.thumb:hover { background: var(--bot); color: var(--link); }
.thumb[aria-pressed="true"] { background: var(--accent); color: var(--on-accent); }
.why { flex: 1 1 150px; min-width: 0; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--quiet); border-radius: 8px; padding: 5px 8px; }
.why::placeholder { color: var(--quiet); opacity: 1; }
.noted { flex-basis: 100%; }
.noted:empty { display: none; }
`;
