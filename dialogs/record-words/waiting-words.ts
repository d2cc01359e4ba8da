import type { ReplyLanguage } from '../../knowledge';
import { formatDate, type IsoDate } from '../dates';
import { codeText } from './code-words';

/** When to hear, as the record tells it. */
export interface Expectation {
  expectedBy?: IsoDate | undefined;
  delayReason?: string | undefined;
}

/** When the customer hears from us, and why it takes long: from the record, or that the record has no date. A date is never made up. */
export function waitingText({ expectedBy, delayReason }: Expectation, today: IsoDate, language: ReplyLanguage): string {
  const why = delayReason === undefined ? [] : [codeText('delay', delayReason, language)];
  return [...why, whenText(expectedBy, today, language)].join(' ');
}

function whenText(expectedBy: IsoDate | undefined, today: IsoDate, language: ReplyLanguage): string {
  const date = expectedBy && formatDate(expectedBy, language);
  if (expectedBy === undefined || date === undefined) {
    return language === 'da'
      ? 'Der står endnu ingen dato for et svar i sagen.'
      : 'No date for an answer stands in the record yet.';
  }
  if (expectedBy < today) {
    return language === 'da'
      ? `I skulle have hørt fra os senest ${date}, og den dag er passeret; kontakt os gerne, så vi følger op.`
      : `You should have heard from us by ${date}, and that day has passed; do contact us, so that we follow it up.`;
  }
  return language === 'da' ? `Vi forventer at svare senest ${date}.` : `We expect to answer by ${date}.`;
}
