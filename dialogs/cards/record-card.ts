import { type Line, linesText } from '../record-words';
import type { Spoken } from '../reply-types';

/** A button of a card: pressing it says `value`, as the customer's own words. */
export interface CardAction {
  title: string;
  value: string;
  /** Sends something off (a claim, a reassessment): Teams then shows that it was received, so that nobody presses twice. */
  sendsOff?: boolean;
}

/** Facts of a record to be shown together: drawn as a card where the client can, told in lines of text elsewhere. */
export interface RecordCard {
  title: string;
  lines: readonly Line[];
  actions: readonly CardAction[];
}

/** @param actions three or four at most; what a customer may also just write */
export const recordCard = (title: string, lines: readonly Line[], actions: readonly CardAction[] = []): RecordCard => ({
  title,
  lines,
  actions,
});

/** The card in words. */
export const cardText = ({ title, lines }: RecordCard): string => linesText(title, lines);

/** The buttons under the text, where no card is drawn. */
export const cardSuggestions = ({ actions }: RecordCard): Spoken['suggestions'] =>
  actions.map(({ title, value }) => ({ title, value }));
