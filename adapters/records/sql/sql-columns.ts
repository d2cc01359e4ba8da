import { z } from 'zod';
import { Amount, Currency, Instant, IsoDate, Money } from '../schemas';

/** How a field of a record stands in a view. `money` takes two columns, lists and nested facts are JSON. */
type Shape = 'money' | 'json' | 'boolean' | 'number' | 'date' | 'instant' | 'text';

export interface Column {
  name: string;
  type: 'text' | 'number' | 'boolean' | 'date' | 'instant' | 'json' | 'amount';
  required: boolean;
}

const snake = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function shapeOf(schema: unknown): Shape {
  if (schema === Money) return 'money';
  if (schema === IsoDate) return 'date';
  if (schema === Instant) return 'instant';
  if (schema instanceof z.ZodObject || schema instanceof z.ZodArray) return 'json';
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (schema instanceof z.ZodNumber) return 'number';
  return 'text';
}

const fieldsOf = (schema: z.ZodObject) =>
  Object.entries(schema.shape).map(([field, declared]) => {
    const inner: unknown = declared instanceof z.ZodOptional ? declared.unwrap() : declared;
    return { field, shape: shapeOf(inner), required: inner === declared };
  });

/** The columns of a record's view: `maxLiability` is `max_liability_amount` and `max_liability_currency`. */
export function columnsOf(schema: z.ZodObject): Column[] {
  return fieldsOf(schema).flatMap(({ field, shape, required }): Column[] => {
    const name = snake(field);
    if (shape !== 'money') return [{ name, type: shape, required }];
    return [
      { name: `${name}_amount`, type: 'amount', required },
      { name: `${name}_currency`, type: 'text', required },
    ];
  });
}

const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

/** Databases give numbers as strings and amounts with more zeros than cents have. What is more exact than a cent is left for the schema to refuse. */
const amountFrom = (value: unknown): string =>
  typeof value === 'number' ? value.toFixed(2) : String(value).replace(/(\.\d{2})0+$/, '$1');

function fromColumn(shape: Shape, value: unknown): unknown {
  switch (shape) {
    case 'json':
      return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
    case 'boolean':
      // SQLite has no booleans of its own.
      return value === 1 || value === 0 ? value === 1 : value;
    case 'number':
      return Number(value);
    case 'instant':
      return value instanceof Date ? value.toISOString() : value;
    case 'date':
    case 'text':
      return value;
    case 'money':
      throw new Error('Money stands in two columns.');
    default:
      throw new Error(`Unhandled shape: ${shape satisfies never}`);
  }
}

/** A row of a record's view as the record, not yet checked. A column that is null is a field that is absent. @throws SyntaxError for broken JSON */
export function recordFromRow(schema: z.ZodObject, row: Record<string, unknown>): Record<string, unknown> {
  const fields = fieldsOf(schema).flatMap(({ field, shape }): [string, unknown][] => {
    const name = snake(field);
    if (shape === 'money') {
      const [amount, currency] = [row[`${name}_amount`], row[`${name}_currency`]];
      return isNothing(amount) ? [] : [[field, { amount: amountFrom(amount), currency }]];
    }
    const value = row[name];
    return isNothing(value) ? [] : [[field, fromColumn(shape, value)]];
  });
  return Object.fromEntries(fields);
}

/** A record as the row of a table with the view's columns. */
export function rowFromRecord(schema: z.ZodObject, record: object): Record<string, string | number | null> {
  const cells = fieldsOf(schema).flatMap(({ field, shape }): [string, string | number | null][] => {
    const name = snake(field);
    const value: unknown = (record as Record<string, unknown>)[field];
    if (shape === 'money') {
      const money = value === undefined ? undefined : z.object({ amount: Amount, currency: Currency }).parse(value);
      return [
        [`${name}_amount`, money?.amount ?? null],
        [`${name}_currency`, money?.currency ?? null],
      ];
    }
    if (value === undefined) return [[name, null]];
    if (shape === 'json') return [[name, JSON.stringify(value)]];
    if (shape === 'boolean') return [[name, value === true ? 1 : 0]];
    return [[name, shape === 'number' ? Number(value) : String(value)]];
  });
  return Object.fromEntries(cells);
}
