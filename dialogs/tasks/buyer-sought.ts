import { BuyerId, type BuyerSearch, type Records, type SeenBuyer } from '../../adapters/records/port';
import { findCompanies, findCountries, findRegistrationNumbers } from '../reading';
import { isQuestionWord } from './question-words';

/** Who a message is about, as far as the caller's records know. */
export type BuyersMeant =
  | { kind: 'nobody-named' }
  /** Not there, or not the caller's: the same. @property named as the customer wrote it, where it is sure to be a name */
  | { kind: 'not-found'; named?: string }
  | { kind: 'found'; buyers: [SeenBuyer, ...SeenBuyer[]] };

/** Numbers that foreign registers give: six signs or more, mostly digits. Our own kinds of records begin otherwise. */
const foreignNumber =
  /(?<![\p{L}\d-])(?!(?:CI|CL|CC|IN|A|R)-?\d)(?:[A-Z]{2,5}[ -]?)?\d(?:[ .-]?\d){5,12}[A-Z]?(?![\p{L}\d])/giu;
const buyerNumber = /(?<![\p{L}\d-])B-?\d{3,}(?![\p{L}\d])/iu;

/** Words that no question is made of, where they stand together. */
export const namesLeft = (text: string): string[] => namesIn(text).map(({ name }) => name);

const isCapital = (name: string): boolean => /^\p{Lu}/u.test(name);

/** Company names in a customer's own sentence, likeliest first: those with a legal form or after "on", then what no question is made of. */
function namesIn(text: string): { name: string; sure: boolean }[] {
  const read = findCompanies(text).flatMap((found) => {
    // "limitten på Ukendt Firma A/S": with a legal form behind it, the reader takes lower-case words into the name.
    const words = found.kind === 'read' ? (found.value.name ?? '').split(/\s+/) : [];
    const name = words.slice(words.findIndex((word) => !isQuestionWord(word))).join(' ');
    return found.kind === 'read' && name !== '' && !isQuestionWord(name)
      ? [{ name, sure: found.sure === 'certain' || isCapital(name) }]
      : [];
  });
  const words = text.split(/\s+/).map((word) => word.replace(/^[("'»“]+|[?!.,:;)"'«”]+$/g, ''));
  const runs: string[][] = [[]];
  for (const word of words)
    if (word === '' || isQuestionWord(word)) runs.push([]);
    else runs.at(-1)?.push(word);
  const rest = runs.map((run) => run.join(' ')).filter((run) => /\p{L}{2}/u.test(run));
  return [...read, ...rest.sort((a, b) => b.length - a.length).map((name) => ({ name, sure: isCapital(name) }))].filter(
    ({ name }, at, all) => all.findIndex((other) => other.name === name) === at,
  );
}

/** Takes the buyer out of the customer's own words: by number, by name (typing errors forgiven), narrowed by country. */
export async function buyersMeant(text: string, records: Pick<Records, 'findBuyers'>): Promise<BuyersMeant> {
  const own = BuyerId.safeParse(buyerNumber.exec(text)?.[0].toUpperCase());
  const numbers = [
    ...findRegistrationNumbers(text).flatMap((found) => (found.kind === 'read' ? [found.value.value] : [])),
    ...[...text.matchAll(foreignNumber)].map(([number]) => number),
  ];
  const byNumber: BuyerSearch[] = [
    ...(own.success ? [{ buyerId: own.data }] : []),
    ...numbers.map((registrationNumber) => ({ registrationNumber })),
  ];
  for (const search of byNumber) {
    const found = atLeastOne(await records.findBuyers(search));
    if (found) return found;
  }

  const [country] = findCountries(text).flatMap((found) => (found.kind === 'read' ? [found] : []));
  const names = namesIn(country ? text.replace(country.matched, ' ') : text).slice(0, 4);
  // A country in a name ("Danmark Handel") narrows nothing: then the name decides.
  const searches = names.flatMap(({ name }): BuyerSearch[] => [
    ...(country ? [{ name, country: country.value }] : []),
    { name },
  ]);
  for (const search of searches) {
    const found = atLeastOne(await records.findBuyers(search), search.name);
    if (found) return found;
  }
  const sure = names.find((name) => name.sure)?.name;
  const named = sure ?? numbers[0];
  if (named !== undefined || byNumber.length > 0) return { kind: 'not-found', ...(named && { named }) };
  if (!country) return { kind: 'nobody-named' };
  return atLeastOne(await records.findBuyers({ country: country.value })) ?? { kind: 'not-found' };
}

/** Beside a buyer whose name begins just so, those that are merely alike were not meant. */
function atLeastOne(hits: readonly SeenBuyer[], name?: string): BuyersMeant | undefined {
  const exact = name && hits.filter(({ legalName }) => legalName.toLowerCase().startsWith(name.toLowerCase()));
  const [first, ...others] = exact && exact.length > 0 ? exact : hits;
  return first && { kind: 'found', buyers: [first, ...others] };
}
