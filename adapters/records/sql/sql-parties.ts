import type { Kysely } from 'kysely';
import type { CustomerId } from '../schemas';
import type { RecordTables } from './sql-connection';
import { views } from './sql-views';

/** The numbers of the policies that a customer has a part in, as a subquery. */
export const policiesOf = (kysely: Kysely<RecordTables>, asking: CustomerId) =>
  kysely.selectFrom(views.policyParty.name).select('policy_number').where('customer_id', '=', asking);
