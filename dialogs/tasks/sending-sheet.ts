import { type RecordCard, recordCard } from '../cards';
import type { ReplyLanguage } from '../../knowledge';
import type { Line } from '../record-words';
import { yesAndChange } from './draft-words';

/**
 * What is about to be sent, with the buttons that send, change or drop it. In Teams, pressing the first shows on the card that it was received, so
 * that nobody presses twice.
 */
export function sendingSheet(title: string, lines: readonly Line[], language: ReplyLanguage): RecordCard {
  const [send, ...others] = yesAndChange(language);
  return recordCard(title, lines, [...(send ? [{ ...send, sendsOff: true }] : []), ...others]);
}
