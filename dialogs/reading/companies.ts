import { readControl } from './control';
import { findRegistrationNumbers, type RegistrationNumber } from './registration-numbers';
import { type Found, onlyOne, overlap, type Reading, type Span, spanOf, without } from './reading';

/** A company as someone names it: enough to search the records with, never taken for a record itself. */
export interface NamedCompany {
  /** As written, with its legal form; undefined when only a number was given. */
  name?: string | undefined;
  registration?: RegistrationNumber | undefined;
}

/** Case counts: `AS` is a company, `as` is a word. */
const forms = String.raw`[Aa]\/[Ss]|[Aa]ps|APS|[Gg]mb[Hh]|ltd\.?|ApS|I\/S|K\/S|P\/S|IVS|AB|ASA|AS|GmbH(?:\s*&\s*Co\.?\s*KG)?|AG|KG|Ltd\.?|Limited|PLC|Inc\.?|LLC|B\.?V\.?|N\.?V\.?|S\.?A\.?S?|Oy|OYJ|S\.?p\.?A\.?|S\.?r\.?l\.?|s\.r\.o\.?|Sp\.\s*z\s*o\.?\s*o\.?`;
const capital = String.raw`\p{Lu}[\p{L}\p{N}&.'’/-]*`;
const joined = String.raw`${capital}(?:\s+(?:(?:&|og|and|of|de|van|von|der|\+)\s+)?${capital}|\s+\d{2,4}(?=\s+(?:${forms})))*`;
const owing = String.raw`owes?|owed|skylder|skyldte|har(?:\s+\p{L}+)?\s+ikke\s+betalt|betaler\s+ikke|has(?:n['’]t|\s+not)\s+paid|have(?:n['’]t|\s+not)\s+paid|won['’]t\s+pay|(?:is|er|went|gik|gået)\s+(?:\p{L}+\s+)?(?:bankrupt|konkurs|insolvent)`;
const cues = String.raw`(?:[Bb]uyer|[Dd]ebtor|[Cc]ustomer|[Kk]øber(?:en)?|[Dd]ebitor(?:en)?|[Kk]unde(?:n)?|[Ss]kyldner(?:en)?)(?:\s+(?:is|er|hedder|named|called))?:?|(?:[Cc]laim|[Ss]kade(?:n|sag|sanmeldelse)?|[Aa]nmeldelse(?:n)?|[Dd]ebt|[Gg]æld(?:en)?)\s+(?:for|hos|with)|[Aa]gainst|[Mm]od|owed\s+by|delivered\s+to|leveret\s+til|about|om|on|på`;

/** With its legal form, the name itself in any case: "nordhavn stål a/s". */
const withForm = new RegExp(
  String.raw`(?<![\p{L}\d])(?<name>(?:[\p{L}\p{N}&.'’-]+\s+){1,5}?(?:${forms}))(?![\p{L}\d])`,
  'gu',
);
const beforeOwing = new RegExp(
  String.raw`(?<![\p{L}\d])(?<name>${joined})(?:\s+(?:in|i|from|fra)\s+${joined})?\s*,?\s+(?:${owing})(?!\p{L})`,
  'gu',
);
const lowerBeforeOwing = new RegExp(
  String.raw`(?:^|[,.:;]\s*|\b(?:at|that)\s+)(?<name>[\p{L}\p{N}&'’-]+(?:\s+[\p{L}\p{N}&'’-]+){0,2})\s+(?:${owing})(?!\p{L})`,
  'giu',
);
const afterCue = new RegExp(String.raw`(?<![\p{L}\d])(?:${cues})\s+(?<name>${joined})`, 'gu');

/** Words that begin a sentence or stand before a name and are no part of it. */
const notInNames = new Set(
  'hedder named called or eller altså vi i jeg de den det en et vores min mit jeres kunde kunden køber køberen firmaet virksomheden selskabet og at har er til fra mod om som hos fordi når da nu men skade skaden skylder leveret solgt faktura we i they the a our my us you buyer customer company that has have is to from against about on på for of deadline deadlines frist frister fristerne because when now but who it he she nobody somebody owes delivered sold invoice filing file claim claims'.split(
    ' ',
  ),
);

/** Every company named in the text. */
export function findCompanies(text: string): Found<NamedCompany>[] {
  const numbers = findRegistrationNumbers(text);
  const rest = without(
    text,
    numbers.map(({ span }) => span),
  );
  const names: { name: string; span: Span; sure: 'certain' | 'likely' }[] = [];
  for (const [pattern, sure] of [
    [withForm, 'certain'],
    [beforeOwing, 'certain'],
    [afterCue, 'likely'],
    [lowerBeforeOwing, 'likely'],
  ] as const) {
    for (const match of rest.matchAll(pattern)) {
      const name = trimmedName(match.groups?.name ?? '');
      if (name === '' || !/\p{L}{2}/u.test(name)) continue;
      const span = spanOf(match, name);
      if (!names.some((earlier) => overlap(earlier.span, span))) names.push({ name, span, sure });
    }
  }
  return joinNumbers(names, numbers);
}

/** The company that an answer gives; to the question who it is, a bare name is enough. */
export function readCompany(text: string): Reading<NamedCompany> {
  const found = onlyOne(
    findCompanies(text),
    (one, other) => one.name === other.name && one.registration?.value === other.registration?.value,
  );
  if (found.kind !== 'not-found') return found;
  const name = trimmedName(text.trim().replace(/[.!?]+$/, ''));
  const looksLikeName =
    /\p{L}{2}/u.test(name) &&
    name.split(/\s+/).length <= 6 &&
    !/[?\n]/.test(text) &&
    !isRestOfSentence(text, name) &&
    readControl(text) === undefined;
  return looksLikeName
    ? { kind: 'read', value: { name }, sure: 'likely', matched: name, span: spanAt(text, name) }
    : { kind: 'not-found' };
}

/** "They say the goods were broken": what is left in small letters, after words that tell something, is no name. */
function isRestOfSentence(text: string, name: string): boolean {
  const before = text.slice(0, Math.max(0, text.indexOf(name)));
  const isCalled = /(?:hedder|kaldes|named|called|(?:name|navnet)\s+(?:is|er))\s+$/iu.test(before);
  const tells = /(?<!\p{L})(?:they|he|she|we|says?|said|have|has|de|han|hun|vi|siger|har)\s/iu.test(before);
  return /^\p{Ll}/u.test(name) && tells && !isCalled;
}

const spanAt = (text: string, part: string): Span => ({
  start: text.indexOf(part),
  end: text.indexOf(part) + part.length,
});

function trimmedName(written: string): string {
  const words = written
    .replace(/[,.:;]+$/, (end) => (/\b[A-Z]\.$|Ltd\.$|Inc\.$/.test(written) ? end : ''))
    .split(/\s+/);
  const firstKept = words.findLastIndex((word, at) => notInNames.has(word.toLowerCase()) && !joins(words, at)) + 1;
  return words.slice(firstKept).join(' ').trim() && sliceFrom(written, words.slice(firstKept));
}

/** "Møller og Sønner": the word between two capitals is part of the name. */
const joins = (words: readonly string[], at: number): boolean =>
  /^(og|and|of)$/.test(words[at] ?? '') && [words[at - 1], words[at + 1]].every((word) => /^\p{Lu}/u.test(word ?? ''));

/** The name as it stands in the text, its own spacing kept. */
function sliceFrom(written: string, words: string[]): string {
  const first = words[0] ?? '';
  const start = written.lastIndexOf(first, written.length - words.join(' ').length);
  const end = written.lastIndexOf(words.at(-1) ?? '') + (words.at(-1) ?? '').length;
  return written.slice(Math.max(0, start), end);
}

/** A number beside the only name is that company's. */
function joinNumbers(
  names: { name: string; span: Span; sure: 'certain' | 'likely' }[],
  numbers: Found<RegistrationNumber>[],
): Found<NamedCompany>[] {
  const [number] = numbers;
  const [only] = names;
  if (only && number && names.length === 1 && numbers.length === 1) {
    const at = {
      matched: `${only.name} … ${number.matched}`,
      span: { start: Math.min(only.span.start, number.span.start), end: Math.max(only.span.end, number.span.end) },
    };
    // A name with a number that cannot be: the number is asked for again, and the name is not lost.
    return number.kind === 'read'
      ? [{ kind: 'read', value: { name: only.name, registration: number.value }, sure: number.sure, ...at }]
      : [{ kind: 'read', value: { name: only.name }, sure: 'likely', matched: only.name, span: only.span }];
  }
  return [
    ...names.map(({ name, span, sure }): Found<NamedCompany> => ({
      kind: 'read',
      value: { name },
      sure,
      matched: name,
      span,
    })),
    ...numbers.map((found): Found<NamedCompany> =>
      found.kind === 'read'
        ? { ...found, value: { registration: found.value } }
        : { kind: 'impossible', matched: found.matched, span: found.span },
    ),
  ].sort((one, other) => one.span.start - other.span.start);
}
