import { BuyerId, type BuyerSearch, type Records, type SeenBuyer } from '../../adapters/records/port';
import { findCompanies, findCountries } from '../reading';
import { buyerIdIn, namesIn, registrationNumbersIn } from './buyer-names';

type Buyers = Pick<Records, 'findBuyers' | 'buyer'>;
type Some = readonly [SeenBuyer, ...SeenBuyer[]];

/** Who a message is about, as far as the caller's records know. */
export type BuyersMeant =
  | { kind: 'nobody-named' }
  /** Not there, or not the caller's: the same. @property named as the customer wrote it, where it is sure to be a name */
  | { kind: 'not-found'; named?: string }
  | { kind: 'found'; buyers: Some };

/** A buyer as a draft has it: as the customer named it, or as it was chosen before. */
export interface BuyerNamed {
  name: string;
  registration?: string | undefined;
  buyerId?: string | undefined;
}

/** What the records have for a buyer that something is to be sent in about: that one, and not one merely like it. */
export type BuyerFound =
  | { kind: 'found'; buyer: SeenBuyer }
  /** More than one may be meant, or one whose legal form is another: the customer chooses. */
  | { kind: 'choose'; buyers: Some }
  /** Not there, or not the caller's: the same. */
  | { kind: 'none' };

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const legalForm =
  /[\s,]+(a\/s|aps|ab|asa?|gmbh|ag|kg|ltd\.?|limited|plc|b\.?v\.?|n\.?v\.?|s\.?a\.?|s\.p\.a\.?|oyj?|i\/s|k\/s)\s*$/iu;
const formOf = (name: string): string => plain(legalForm.exec(name.trim())?.[0] ?? '');
const withoutForm = (name: string): string => plain(name.trim().replace(legalForm, ''));

/** Those of the hits that a name means. `surely`: the name is theirs, legal form and all, as far as one was written. */
function amongHits(hits: readonly SeenBuyer[], name: string): { buyers: readonly SeenBuyer[]; surely: boolean } {
  const same = hits.filter(({ legalName }) => plain(legalName) === plain(name));
  if (same.length > 0) return { buyers: same, surely: true };
  const otherForm = hits.filter(({ legalName }) => withoutForm(legalName) === withoutForm(name));
  // Two companies that differ by their legal form are two companies: the form that was written must be the record's.
  if (otherForm.length > 0) return { buyers: otherForm, surely: !legalForm.test(name) };
  // "Nordhavn Steel A/S" is like Nordhavn Stål ApS, and another company by its form.
  return {
    buyers: hits,
    surely: !legalForm.test(name) || hits.some(({ legalName }) => formOf(legalName) === formOf(name)),
  };
}

/** Whether the text names the buyers found in it beyond doubt: by a number on record, by a legal form, or by their own name without a typing error. */
export async function isSurelyNamed(
  text: string,
  found: readonly SeenBuyer[],
  records: Pick<Records, 'findBuyers'>,
): Promise<boolean> {
  const isNamed = namesIn(text).some(({ name }) =>
    found.some(({ legalName }) => withoutForm(legalName) === withoutForm(name)),
  );
  const hasForm = findCompanies(text).some(
    (company) => company.kind === 'read' && company.sure === 'certain' && legalForm.test(company.value.name ?? ''),
  );
  return isNamed || hasForm || (await buyersNumbered(text, records)).buyers !== undefined;
}

/** Takes the buyer out of the customer's own words: by number, by name (typing errors forgiven), narrowed by country. */
export async function buyersMeant(text: string, records: Pick<Records, 'findBuyers'>): Promise<BuyersMeant> {
  const numbered = await buyersNumbered(text, records);
  if (numbered.buyers) return { kind: 'found', buyers: numbered.buyers };

  const [country] = findCountries(text).flatMap((found) => (found.kind === 'read' ? [found] : []));
  const names = namesIn(country ? text.replace(country.matched, ' ') : text).slice(0, 4);
  // A country in a name ("Danmark Handel") narrows nothing: then the name decides.
  const searches = names.flatMap(({ name }): (BuyerSearch & { name: string })[] => [
    ...(country ? [{ name, country: country.value }] : []),
    { name },
  ]);
  for (const search of searches) {
    const found = some(begunSo(await records.findBuyers(search), search.name));
    if (found) return { kind: 'found', buyers: found };
  }
  const named = names.find((name) => name.sure)?.name ?? numbered.numbers[0];
  if (named !== undefined || numbered.isNamed) return { kind: 'not-found', ...(named && { named }) };
  if (!country) return { kind: 'nobody-named' };
  const there = some(await records.findBuyers({ country: country.value }));
  return there ? { kind: 'found', buyers: there } : { kind: 'not-found' };
}

/** Looks a named buyer up, for something that is sent in. */
export async function buyerOnRecord(named: BuyerNamed, records: Buyers): Promise<BuyerFound> {
  const id = BuyerId.safeParse(named.buyerId);
  const known = id.success ? await records.buyer(id.data) : undefined;
  if (known) return { kind: 'found', buyer: known };
  if (named.registration !== undefined) {
    const byNumber = some(await records.findBuyers({ registrationNumber: named.registration }));
    if (byNumber) return oneOrChoice(byNumber);
  }
  const { buyers, surely } = amongHits(await records.findBuyers({ name: named.name }), named.name);
  const found = some(buyers);
  if (!found) return { kind: 'none' };
  return surely ? oneOrChoice(found) : { kind: 'choose', buyers: found };
}

/**
 * The one buyer that a number or a country in the message tells from others of its name ("Meridian Lantern in Ireland", "HRB 48120"); undefined
 * where neither does.
 */
export async function buyerToldApart(
  text: string,
  name: string | undefined,
  records: Pick<Records, 'findBuyers'>,
): Promise<SeenBuyer | undefined> {
  const { buyers: numbered = [] } = await buyersNumbered(text, records);
  const countries = findCountries(text).flatMap((found) => (found.kind === 'read' ? [found] : []));
  const inThem = (buyers: readonly SeenBuyer[]): readonly SeenBuyer[] =>
    buyers.filter(({ country }) => countries.some(({ value }) => value === country));
  if (numbered.length > 0) return onlyOf(numbered) ?? onlyOf(inThem(numbered));
  if (countries.length === 0 || name === undefined) return undefined;
  const withoutCountry = countries.reduce((left, { matched }) => left.replace(matched, ' '), name);
  for (const { name: alone } of namesIn(withoutCountry)) {
    const { buyers, surely } = amongHits(await records.findBuyers({ name: alone }), alone);
    const there = onlyOf(inThem(buyers));
    if (there && surely) return there;
  }
  return undefined;
}

/** Those whose number, the insurer's own or a public register's, stands in the text. */
async function buyersNumbered(
  text: string,
  records: Pick<Records, 'findBuyers'>,
): Promise<{ buyers: Some | undefined; numbers: string[]; isNamed: boolean }> {
  const own = buyerIdIn(text);
  const numbers = registrationNumbersIn(text);
  const searches: BuyerSearch[] = [
    ...(own ? [{ buyerId: own }] : []),
    ...numbers.map((registrationNumber) => ({ registrationNumber: registrationNumber.slice(0, 40) })),
  ];
  for (const search of searches) {
    const buyers = some(await records.findBuyers(search));
    if (buyers) return { buyers, numbers, isNamed: true };
  }
  return { buyers: undefined, numbers, isNamed: searches.length > 0 };
}

/** Beside a buyer whose name begins just so, those that are merely alike were not meant. */
function begunSo(hits: readonly SeenBuyer[], name: string): readonly SeenBuyer[] {
  const begun = hits.filter(({ legalName }) => spelt(legalName).startsWith(spelt(name)));
  return begun.length > 0 ? begun : hits;
}

/** "Nordhavn Staal" is how Nordhavn Stål is written abroad. */
const spelt = (name: string): string =>
  name.toLowerCase().replace(/å/g, 'aa').replace(/[øö]/g, 'oe').replace(/[æä]/g, 'ae').replace(/ü/g, 'ue');

const some = ([first, ...others]: readonly SeenBuyer[]): Some | undefined => first && [first, ...others];
const onlyOf = ([first, ...others]: readonly SeenBuyer[]): SeenBuyer | undefined =>
  others.length === 0 ? first : undefined;
const oneOrChoice = (buyers: Some): BuyerFound =>
  buyers.length === 1 ? { kind: 'found', buyer: buyers[0] } : { kind: 'choose', buyers };
