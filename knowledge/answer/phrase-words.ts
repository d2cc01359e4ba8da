import { keepingResults } from '../kept-results';
import { fold, looseKey } from '../language/fold';

/** A word of a message, in the forms that phrases look at. */
export interface Word {
  /** Folded without the letters that folding adds: `køber`, `koeber` and `kober` are one key. */
  key: string;
  kind: 'word' | 'reference' | 'number' | 'company-form';
  /** Written with a capital letter first. Not `I`: you (Danish) or me (English), and no name. */
  capital: boolean;
}

/** Written inside or between words without ending a sentence: `CI-000123`, `A/S`, `B.V.`, `don't`. */
const wordPattern = /[\p{L}\p{N}]+(?:['’`´][\p{L}]+)*(?:[-./][\p{L}\p{N}]+)*/gu;
/** The point of "no. 88123" ends no sentence. */
const sentenceEnd = /(?<=[.!?;])(?<!(?:nr|no|ref)\.(?=\s+\S*\d))\s+|\n+|(?<=[!?])/iu;

/** The legal forms that follow a company's name. Case counts: `AS` is a company, `as` is a word. */
const companyForms =
  /^(A\/S|a\/s|ApS|aps|APS|I\/S|K\/S|P\/S|IVS|AB|AS|ASA|GmbH|gmbh|Gmbh|GMBH|AG|KG|Ltd|ltd|LTD|Limited|PLC|plc|Inc|LLC|BV|B\.V|NV|N\.V|SA|SAS|Oy|OY|SpA|SRL|s\.r\.o)$/;
const thousands = /^\d{1,3}([.,]\d{3})+$/;
const year = /^(19|20)\d\d$/;

/** A policy, claim, case, invoice or company number: at least four digits, or letters with at least three. Not a year, not an amount. */
function isReference(raw: string): boolean {
  const digits = raw.replace(/\D/g, '').length;
  if (digits === 0 || thousands.test(raw) || year.test(raw)) return false;
  if (/^\d{1,2}[-./]\d{1,2}([-./]\d{2,4})?$/.test(raw)) return false;
  return /\p{L}/u.test(raw) ? digits >= 3 && /^\p{L}/u.test(raw) : digits >= 4;
}

/** People use the same words over and over. */
const mostKept = 5000;

const toWord = keepingResults(mostKept, (raw): Word => {
  const key = looseKey(fold(raw).replace(/['’`´]/g, ''));
  const kind = companyForms.test(raw)
    ? 'company-form'
    : isReference(raw)
      ? 'reference'
      : /^[\d.,/-]+$/.test(raw)
        ? 'number'
        : 'word';
  // The Danish you, polite or plural, is written as a capital letter.
  return { key, kind, capital: /^\p{Lu}/u.test(raw) && raw !== 'I' };
});

/** Splits what belongs together only by a hyphen or slash and is neither a number nor a company's form: `og/eller`, `e-mail`. */
function split(raw: string): string[] {
  return /\d/.test(raw) || companyForms.test(raw) ? [raw] : raw.split(/[-./]/);
}

const units = new Set(
  'kr kroner dkk eur euro euros usd sek nok gbp chf dollar dollars pund pounds procent percent prozent pct mio million millioner tusind thousand dage days dagar dager tage dagen'.split(
    ' ',
  ),
);

/** A bare number beside a unit or a currency is an amount, whatever its length. */
const amountsApart = (word: Word, at: number, words: Word[]): Word =>
  word.kind === 'reference' &&
  /^\d/.test(word.key) &&
  [words[at - 1], words[at + 1]].some((near) => near && units.has(near.key))
    ? { ...word, kind: 'number' }
    : word;

/** The sentences of a message as words: several look at the message in hand, one after the other, and at the ones before it. */
export const sentencesOf: (text: string) => readonly (readonly Word[])[] = keepingResults(500, readSentences);

function readSentences(text: string): Word[][] {
  return text
    .normalize('NFC')
    .split(sentenceEnd)
    .map((sentence) => (sentence.match(wordPattern) ?? []).flatMap(split).filter(Boolean).map(toWord).map(amountsApart))
    .filter((words) => words.length > 0);
}

/** A single word's key, as phrases are compiled with. */
export const keyOf = (word: string): string => looseKey(fold(word).replace(/['’`´]/g, ''));
