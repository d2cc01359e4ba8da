import { type Found, onlyOne, type Reading, spanOf } from './reading';

/** A number that names a record, as it is searched for: upper case, without spaces. */
export interface RecordNumber {
  /** What the person called it or its prefix tells; undefined: every kind is looked for. */
  kind: 'claim' | 'policy' | 'case' | 'application' | 'invoice' | undefined;
  value: string;
}

const kinds: [NonNullable<RecordNumber['kind']>, string][] = [
  ['claim', String.raw`skade(?:s)?(?:sag(?:s)?)?|skaden|anmeldelse|krav|claims?`],
  ['policy', String.raw`police(?:n|s)?|polic(?:y|e)|aftale`],
  ['case', String.raw`(?:inkasso)?sag(?:s|en)?|inkasso|journal|(?:collection\s+)?case|collection`],
  ['application', String.raw`ansøgning(?:s|en)?|application`],
  ['invoice', String.raw`faktura(?:en)?|invoice`],
];
const marker = String.raw`(?:[\s-]*(?:nr|nummer|no|number|id|ref|reference)\b\.?|[\s]*#)?[\s:.]*`;
/** "skader 2026" is no "skade R2026". */
const wordEnd = String.raw`(?=nr|nummer|number|id|\P{L})`;
/** Letters, then digits that may be spaced: "CI-104221", "ci 104 221", "SK2026-0042"; or bare digits after a word for it. */
const lettered = String.raw`(?<value>[A-Za-z]{1,4}[\s-]?\d{1,8}(?:[\s-]\d{2,8}){0,2})(?![\p{L}\d]|[.,]\d)`;
const bareDigits = String.raw`(?<value>\d{3,12}(?:[\s-]\d{3,6}){0,2})(?![\p{L}\d]|[.,/]\d)`;
const start = String.raw`(?<![\p{L}\d.,/-])`;
const anyLettered = new RegExp(start + lettered, 'gu');
/** An answer that is digits and nothing else but "it is number …": other digits are amounts and dates. */
const onlyDigits = new RegExp(
  String.raw`^\W*(?:(?:det|den|er|it|is|nr|nummer|no|number)\b[\s.:]*)*${bareDigits}\W*$`,
  'iu',
);
/** Letters that stand before digits and make an amount or a register's number of them. */
const notRecords = /^(?:cvr|se|dk|dkk|eur|usd|gbp|sek|nok|chf|kr|nr|no|tlf|tel|vat)$/i;
/** Words that stand before a number of their own: "in 2026", "den 500". Written together with it, as in IN-800001, they are a prefix. */
const words =
  /^(?:os|us|mig|me|jer|dem|them|er|is|was|var|ca|kun|only|den|d|the|to|i|on|by|in|of|at|for|af|om|og|and|til|maj|may|juni|june|juli|july|jan|feb|mar|apr|jun|jul|aug|sep|okt|oct|nov|dec|side|page|hver|kl|uge|week|a|an|en|et)\s/i;
const year = /^(?:19|20)\d\d$/;
/** Behind what is an amount after all. */
const unit = /^\s*(?:kr|dkk|eur|usd|gbp|sek|nok|%|pct|procent|percent|mio|tusind|k\b|dage|days)/i;

/** How the shipped demo records begin. An insurer with other prefixes loses nothing: an unnamed number is looked for among all kinds. */
const prefixes: Record<string, RecordNumber['kind']> = {
  CI: 'policy',
  CL: 'claim',
  CC: 'case',
  A: 'application',
  IN: 'invoice',
};

const lettersOf = (written: string): string => /^[A-Za-z]*/.exec(written)?.[0] ?? '';
const isRecord = (written: string, behind: string): boolean =>
  !notRecords.test(lettersOf(written)) && !words.test(written) && !year.test(written) && !unit.test(behind);

/** Every record number in the text, with what it was called. */
export function findRecordNumbers(text: string): Found<RecordNumber>[] {
  const behind = (match: RegExpMatchArray): string => text.slice((match.index ?? 0) + match[0].length);
  const named = kinds.flatMap(([kind, called]) =>
    [
      ...text.matchAll(
        new RegExp(
          `${start}(?:${called})${wordEnd}${marker}(?:${lettered.replace('<value>', '<lettered>')}|${bareDigits})`,
          'giu',
        ),
      ),
    ]
      .map((match) => ({ match, written: match.groups?.lettered ?? match.groups?.value ?? '' }))
      .filter(({ match, written }) => isRecord(written, behind(match)))
      .map(({ match, written }) => found(match, kind, written)),
  );
  const others = [...text.matchAll(anyLettered)]
    .filter((match) => isRecord(match[0], behind(match)) && (match[0].match(/\d/g) ?? []).length >= 3)
    .map((match) => found(match, prefixes[lettersOf(match[0]).toUpperCase()], match[0]))
    .filter(({ span }) => !named.some((earlier) => earlier.span.start <= span.start && span.end <= earlier.span.end));
  return [...named, ...others].sort((one, other) => one.span.start - other.span.start);
}

/** The record number that an answer gives; to the question which one, bare digits are enough. */
export function readRecordNumber(text: string): Reading<RecordNumber> {
  const reading = onlyOne(findRecordNumbers(text), (one, other) => one.value === other.value);
  if (reading.kind !== 'not-found') return reading;
  const bare = onlyDigits.exec(text);
  return bare ? found(bare, undefined, bare.groups?.value ?? '') : { kind: 'not-found' };
}

function found(
  match: RegExpMatchArray,
  kind: RecordNumber['kind'],
  written: string,
): Found<RecordNumber> & { kind: 'read' } {
  return {
    kind: 'read',
    value: { kind, value: written.trim().toUpperCase().replace(/\s+/g, '') },
    sure: kind === undefined ? 'likely' : 'certain',
    matched: match[0],
    span: spanOf(match),
  };
}
