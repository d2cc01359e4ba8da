import type { Compilable, Kysely } from 'kysely';
import type { Tables } from './tables';

/** A value that a database takes in the place of a statement's parameter. */
export type Value = string | number | null;

/** Stands for a value, by name, while the statement is put together. */
export type Parameters<Values> = <Name extends keyof Values>(name: Name) => Values[Name];

/** A query that is put together once and then run many times, each time with other values. */
export interface Statement<Values, Row> {
  build(tables: Kysely<Tables>, value: Parameters<Values>): Compilable<Row>;
}

/**
 * Names the values of a statement; the query itself follows, and gives the type of its rows:
 * `statement<{ id: string }>()((tables, value) => tables.selectFrom('conversation').select('last_seq').where('id', '=', value('id')))`.
 */
export const statement =
  <Values extends Record<keyof Values, Value>>() =>
  <Row>(build: Statement<Values, Row>['build']): Statement<Values, Row> => ({ build });

class Parameter {
  constructor(readonly name: string) {}
}

/** A statement in a database's own words. */
export interface CompiledStatement {
  text: string;
  /** The values in the order of their places. */
  valuesOf(given: Record<string, Value>): Value[];
}

/** Putting a query together costs more than running it, so it is done at the first use. */
export function compile<Values, Row>(tables: Kysely<Tables>, { build }: Statement<Values, Row>): CompiledStatement {
  // The query builder keeps whatever stands in the place of a value, and hands it back in order.
  const named: Parameters<Values> = (name) => new Parameter(String(name)) as never;
  const { sql, parameters } = build(tables, named).compile();
  const places = parameters.map((place): { name: string } | { constant: Value } =>
    place instanceof Parameter ? { name: place.name } : { constant: place as Value },
  );
  return {
    text: sql,
    valuesOf: (given) => places.map((place) => ('name' in place ? (given[place.name] ?? null) : place.constant)),
  };
}
