import type { Kysely } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { Reading, Transaction } from './database';
import { compile, type CompiledStatement, type Statement, type Value } from './statement';
import type { Tables } from './tables';

/** Each statement in PostgreSQL's words, under the name by which every connection prepares it once. */
export type Prepared = <Values, Row>(statement: Statement<Values, Row>) => CompiledStatement & { name: string };

export function preparedFor(kysely: Kysely<Tables>): Prepared {
  const known = new Map<unknown, CompiledStatement & { name: string }>();
  return <Values, Row>(statement: Statement<Values, Row>) => {
    let found = known.get(statement);
    if (!found) known.set(statement, (found = { ...compile(kysely, statement), name: `s${known.size + 1}` }));
    return found;
  };
}

/** PostgreSQL's text has no NUL. What a person typed must not fail for one. */
const storable = (value: Value): Value => (typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value);

export async function runOn<Values extends Record<keyof Values, Value>, Row>(
  client: Pool | PoolClient,
  prepared: Prepared,
  statement: Statement<Values, Row>,
  values: Values,
): Promise<{ rows: Row[]; changes: number }> {
  const { name, text, valuesOf } = prepared(statement);
  const { rows, rowCount } = await client.query({ name, text, values: valuesOf(values).map(storable) });
  return { rows: rows as Row[], changes: rowCount ?? 0 };
}

/** @param ask runs a reading; it may do so again, for a reading changes nothing */
export function readingOver(prepared: Prepared, ask: <T>(work: (client: Pool) => Promise<T>) => Promise<T>): Reading {
  return {
    first: async (statement, values) => (await ask((client) => runOn(client, prepared, statement, values))).rows[0],
    all: async (statement, values) => (await ask((client) => runOn(client, prepared, statement, values))).rows,
  };
}

export const transactionOver = (prepared: Prepared, client: PoolClient): Transaction => ({
  first: async (statement, values) => (await runOn(client, prepared, statement, values)).rows[0],
  all: async (statement, values) => (await runOn(client, prepared, statement, values)).rows,
  change: async (statement, values) => (await runOn(client, prepared, statement, values)).changes,
  async lock(name) {
    await client.query({ name: 'lock', text: 'select pg_advisory_xact_lock(hashtextextended($1, 1))', values: [name] });
  },
});
