import { setImmediate as otherWork } from 'node:timers/promises';
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type BuyerNamed, isRegisteredAs, rankByName } from '../buyer-search';
import { type Buyer, BuyerId, type BuyerSearch, type CustomerId, PolicyNumber } from '../schemas';
import { recordFromRow } from './sql-columns';
import type { RecordTables } from './sql-connection';
import { policiesOf } from './sql-parties';
import { BuyerRow, views } from './sql-views';

type BuyerQuery<Row> = SelectQueryBuilder<RecordTables, string, Row>;
/** What is looked through for a name: two columns, however much a buyer's row holds. */
const NamedRow = z.object({ buyer_id: BuyerId, legal_name: z.string() });
/** So many names are compared in one go: a few milliseconds. */
const namesAtOnce = 2000;
/** Of a customer with more buyers than this, a name is looked for among the first by id; a registration number always finds its buyer. */
export const namesAtMost = 100_000;
/** More of one name than this are nobody's choice: the best are kept. */
const nearAtMost = 200;
/** More ids than this in one question are asked for in several: SQLite takes 32,766. */
const idsAtOnce = 1000;

/**
 * Finds buyers in the database: a number, a country and an id narrow there; of names only the names come here, page by page, since typing errors are
 * forgiven in ways that no SQL knows, and whole rows only of those that are found.
 */
export function sqlBuyers(
  kysely: Kysely<RecordTables>,
  itselfOf: (asking: CustomerId) => Promise<BuyerId | undefined>,
) {
  const known = (asking: CustomerId) =>
    kysely.selectFrom(views.policyBuyer.name).where('policy_number', 'in', policiesOf(kysely, asking));

  /** The buyers of the asking customer's policies, a debtor itself, that fit all but the name. */
  const narrowed = (asking: CustomerId, itself: BuyerId | undefined, search: BuyerSearch) => {
    let query = kysely
      .selectFrom(views.buyer.name)
      .where((where) =>
        where.or([where('buyer_id', 'in', known(asking).select('buyer_id')), where('buyer_id', '=', itself ?? '')]),
      );
    if (search.buyerId !== undefined) query = query.where('buyer_id', '=', search.buyerId);
    if (search.country !== undefined) query = query.where('country', '=', search.country);
    return search.registrationNumber === undefined ? query : query.where(holdsDigitsOf(search.registrationNumber));
  };

  const wholeRows = async (query: BuyerQuery<object>): Promise<z.infer<typeof BuyerRow>[]> =>
    (await query.selectAll().execute()).map((row) => BuyerRow.parse(recordFromRow(BuyerRow, row)));

  /** Those of a page whose names are near: of all pages together, no others can be. */
  const nearOnes = async (query: BuyerQuery<object>, name: string): Promise<BuyerNamed[]> => {
    let near: BuyerNamed[] = [];
    let after = '';
    for (let seen = 0; seen < namesAtMost; seen += namesAtOnce) {
      const page = await query
        .where('buyer_id', '>', after)
        .orderBy('buyer_id')
        .limit(Math.min(namesAtOnce, namesAtMost - seen))
        .select(['buyer_id', 'legal_name'])
        .execute();
      const named = z.array(NamedRow).parse(page);
      const buyers = named.map(({ buyer_id, legal_name }) => ({ buyerId: buyer_id, legalName: legal_name }));
      near = rankByName([...near, ...buyers], name).slice(0, nearAtMost);
      const last = named.at(-1);
      if (!last || named.length < namesAtOnce) break;
      after = last.buyer_id;
      // Comparing names takes the processor: the others in the house get their turn between pages.
      await otherWork();
    }
    return near;
  };

  const withName = async (query: BuyerQuery<object>, name: string): Promise<z.infer<typeof BuyerRow>[]> => {
    const ids = (await nearOnes(query, name)).map(({ buyerId }) => buyerId);
    const found = [];
    for (let at = 0; at < ids.length; at += idsAtOnce)
      found.push(...(await wholeRows(query.where('buyer_id', 'in', ids.slice(at, at + idsAtOnce)))));
    return found;
  };

  const policyNumbersOf = async (asking: CustomerId, ids: readonly BuyerId[]): Promise<Map<string, PolicyNumber[]>> => {
    const under = new Map<string, PolicyNumber[]>();
    for (let at = 0; at < ids.length; at += idsAtOnce) {
      const rows = await known(asking)
        .where('buyer_id', 'in', ids.slice(at, at + idsAtOnce))
        .select(['buyer_id', 'policy_number'])
        .execute();
      for (const { buyer_id, policy_number } of rows) {
        const id = String(buyer_id);
        under.set(id, [...(under.get(id) ?? []), PolicyNumber.parse(policy_number)]);
      }
    }
    return under;
  };

  return async (asking: CustomerId, search: BuyerSearch): Promise<Buyer[]> => {
    const { name, registrationNumber } = search;
    const query = narrowed(asking, await itselfOf(asking), search);
    const rows = name === undefined || name.trim() === '' ? await wholeRows(query) : await withName(query, name);
    const fitting =
      registrationNumber === undefined ? rows : rows.filter((row) => isRegisteredAs(row, registrationNumber));
    const under = await policyNumbersOf(
      asking,
      fitting.map(({ buyerId }) => buyerId),
    );
    return rankByName(
      fitting.map((row) => ({ ...row, policyNumbers: under.get(row.buyerId) ?? [] })),
      name,
    );
  };
}

/**
 * Whether a row's registration number holds the digits that were written, spaces, hyphens and dots aside. It stands in JSON, which the databases
 * read in different ways, so its text is looked at; who is really meant is seen in the row.
 */
function holdsDigitsOf(written: string) {
  const [longest = ''] = (written.replace(/[\s.-]/g, '').match(/\d+/g) ?? []).sort((a, b) => b.length - a.length);
  return sql<boolean>`replace(replace(replace(cast(national_id as varchar(200)), ' ', ''), '-', ''), '.', '') like ${`%${longest}%`}`;
}
