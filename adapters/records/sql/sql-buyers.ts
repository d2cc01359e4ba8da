import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { z } from 'zod';
import { isRegisteredAs, rankByName } from '../buyer-search';
import { type Buyer, BuyerId, type BuyerSearch, type CustomerId, PolicyNumber } from '../schemas';
import { recordFromRow } from './sql-columns';
import type { RecordTables } from './sql-connection';
import { policiesOf } from './sql-parties';
import { BuyerRow, views } from './sql-views';

type BuyerQuery<Row> = SelectQueryBuilder<RecordTables, string, Row>;
/** What is looked through for a name: two columns, however much a buyer's row holds. */
const NamedRow = z.object({ buyer_id: BuyerId, legal_name: z.string() });
/** More ids than this in one question are asked for in several: SQLite takes 32,766. */
const idsAtOnce = 1000;

/**
 * Finds buyers in the database: a number, a country and an id narrow there; of names only the names come here, since typing errors are forgiven in
 * ways that no SQL knows, and whole rows only of those that are found.
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

  const withName = async (query: BuyerQuery<object>, name: string): Promise<z.infer<typeof BuyerRow>[]> => {
    const named = z.array(NamedRow).parse(await query.select(['buyer_id', 'legal_name']).execute());
    const ids = rankByName(
      named.map(({ buyer_id, legal_name }) => ({ buyerId: buyer_id, legalName: legal_name })),
      name,
    ).map(({ buyerId }) => buyerId);
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
