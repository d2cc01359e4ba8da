import { type Found, onlyOne, type Reading, spanOf } from './reading';

/** A number that names a record, as it is searched for: upper case, without spaces. */
export interface RecordNumber {
  /** What the person called it, or undefined: then every kind is looked for. */
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
/** Letters, then digits that may be spaced: "CI-104221", "ci 104 221", "SK2026-0042"; or bare digits after a word for it. */
const lettered = String.raw`(?<value>[A-Za-z]{1,4}[\s-]?\d{1,8}(?:[\s-]\d{2,8}){0,2})(?![\p{L}\d])`;
const bareDigits = String.raw`(?<value>\d{3,12}(?:[\s-]\d{3,6}){0,2})(?![\p{L}\d]|[.,/]\d)`;
const start = String.raw`(?<![\p{L}\d.,/-])`;
const anyLettered = new RegExp(start + lettered, 'gu');
/** An answer that is digits and nothing else but "it is number …": other digits are amounts and dates. */
const onlyDigits = new RegExp(
  String.raw`^\W*(?:(?:det|den|er|it|is|nr|nummer|no|number)\b[\s.:]*)*${bareDigits}\W*$`,
  'iu',
);
/** What else has letters before digits. */
const notRecords =
  /^(?:cvr|dkk|eur|usd|gbp|sek|nok|kr|nr|no|tlf|tel|den|d|the|to|i|on|by|in|of|at|for|af|om|og|and|til|maj|may|juni|june|juli|july|jan|feb|mar|apr|jun|jul|aug|sep|okt|oct|nov|dec|side|page|dk|se|de|nl|vat|hver|kl|uge|week)$/i;

/** Every record number in the text, with what it was called. */
export function findRecordNumbers(text: string): Found<RecordNumber>[] {
  const named = kinds.flatMap(([kind, words]) =>
    [
      ...text.matchAll(
        new RegExp(
          `${start}(?:${words})${marker}(?:${lettered.replace('<value>', '<lettered>')}|${bareDigits})`,
          'giu',
        ),
      ),
    ]
      .filter(
        (match) =>
          match.groups?.lettered === undefined || !notRecords.test(/^[A-Za-z]*/.exec(match.groups.lettered)?.[0] ?? ''),
      )
      .map((match) => found(match, kind, match.groups?.lettered ?? match.groups?.value ?? '')),
  );
  const others = [...text.matchAll(anyLettered)]
    .filter(
      ([written]) =>
        !notRecords.test(/^[A-Za-z]*/.exec(written)?.[0] ?? '') && (written.match(/\d/g) ?? []).length >= 3,
    )
    .map((match) => found(match, undefined, match[0]))
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
