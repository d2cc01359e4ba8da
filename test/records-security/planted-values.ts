import { sql } from 'kysely';
import { z } from 'zod';
import { recordKinds, recordSchemas } from '../../adapters/records/kinds';
import type { Role } from '../../adapters/records/port';
import * as schemas from '../../adapters/records/schemas';
import { recordFromRow, rowFromRecord } from '../../adapters/records/sql/sql-columns';
import { openSqlConnection } from '../../adapters/records/sql/sql-connection';
import { BuyerRow, views } from '../../adapters/records/sql/sql-views';
import { roles, whoMayKnowWhat } from '../../adapters/records/who-may-know-what';

type Kind = keyof typeof whoMayKnowWhat;

/** A value that stands in one field of every record of a kind and nowhere else, so that it is recognised however small or plain it is. */
interface Planted {
  kind: Kind;
  field: string;
  /** How a reply could write it, in Danish, in English, or as it stands. */
  written: string[];
}

/** What tells who is who and what belongs to what: changed, nothing would be found any more. The scan of real values looks for these. */
const ids: ReadonlySet<unknown> = new Set([
  schemas.ApplicationId,
  schemas.BuyerId,
  schemas.CaseNumber,
  schemas.ClaimNumber,
  schemas.CustomerId,
  schemas.DecisionId,
  schemas.InvoiceNumber,
  schemas.NotificationId,
  schemas.PolicyNumber,
]);
/** By which policies, limits and reports are known to be in force, and a broker to be one. */
const inForce = /^(?:authorityFrom|authorityUntil|periodStart|effectiveFrom|country|countries)$/;
/** Days to come; the others are past. */
const toCome = /^(?:periodEnd|noticeDeadline|validUntil|dueDate|expectedBy|notifyBy|waitingPeriodEnds)$/;

const months = 'januar februar marts april maj juni juli august september oktober november december'.split(' ');
const english = 'January February March April May June July August September October November December'.split(' ');
const dateForms = (iso: string): string[] => {
  const [year = '', month = '', day = ''] = iso.split('-');
  const at = Number(month) - 1;
  return [iso, `${Number(day)}. ${months[at]} ${year}`, `${Number(day)} ${english[at]} ${year}`];
};
const grouped = (whole: string, by: string): string => whole.replace(/(\d)(?=(\d{3})+$)/g, `$1${by}`);

/** Each marker is one that no other field has, and that no record of the demo holds. */
class Markers {
  readonly planted: Planted[] = [];
  /** Fields whose values are a few words of ours (yes or no, a status): they cannot be marked, and are held to the table key by key elsewhere. */
  readonly unmarked: string[] = [];
  readonly #kept = new Map<string, { value: unknown; written: string[] }>();
  #count = 0;

  /** The value with every leaf marked that can be. @param path from the record's kind: `claim.deductions.amount` */
  of(schema: unknown, value: unknown, path: string): unknown {
    const inner: unknown = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    const field = path.split('.').at(-1) ?? '';
    if (ids.has(inner) || inForce.test(field)) return value;
    if (inner === schemas.Money) return this.#marked(path, () => this.#amount(value));
    if (inner instanceof z.ZodObject) return this.#object(inner, value, path);
    if (inner instanceof z.ZodArray) {
      // An empty list gets one of what it may hold, unless that is a company with a part in the policy.
      const held = Array.isArray(value) && value.length > 0 ? (value as unknown[]) : [undefined];
      const marked = held.map((one) => this.of(inner.element, one, path)).filter((one) => one !== undefined);
      return marked;
    }
    if (inner instanceof z.ZodEnum || inner instanceof z.ZodBoolean) {
      if (!this.unmarked.includes(path)) this.unmarked.push(path);
      return value;
    }
    if (inner === schemas.IsoDate || inner === schemas.Instant)
      return this.#marked(path, () => this.#date(field, inner === schemas.Instant));
    if (inner === schemas.Percentage) return this.#marked(path, () => this.#percentage());
    if (inner instanceof z.ZodNumber) return this.#marked(path, () => this.#whole(field));
    if (inner === schemas.Currency || inner === schemas.Country) return value;
    if (inner === schemas.Code) return this.#marked(path, () => this.#word('zq-'));
    if (inner instanceof z.ZodEmail) return this.#marked(path, () => this.#email());
    if (inner instanceof z.ZodString) return this.#text(path, value);
    throw new Error(`No marker can be planted in ${path}.`);
  }

  #object(schema: z.ZodObject, value: unknown, path: string): unknown {
    const known = (value ?? {}) as Record<string, unknown>;
    const entries = Object.entries(schema.shape).map(([name, shape]): [string, unknown] => [
      name,
      this.of(shape, known[name], `${path}.${name}`),
    ]);
    const marked = Object.fromEntries(entries.filter(([, one]) => one !== undefined));
    // Without an id or a status of its own it is no record's: an assignee cannot be made up.
    return value === undefined && !schema.safeParse(marked).success ? undefined : marked;
  }

  /** The same marker wherever the field stands. */
  #marked(path: string, make: () => { value: unknown; written: string[] }): unknown {
    const made = this.#kept.get(path) ?? make();
    this.#kept.set(path, made);
    const [kind, field] = path.split('.');
    const known = this.planted.find((one) => one.kind === kind && one.field === field);
    if (!known) this.planted.push({ kind: kind as Kind, field: field ?? '', written: [...made.written] });
    else if (!known.written.includes(made.written[0] ?? '')) known.written.push(...made.written);
    return made.value;
  }

  /** Names stay what they are, with the marker behind: they are what questions are asked by. */
  #text(path: string, value: unknown): unknown {
    const word = this.#marked(path, () => this.#word('Zq')) as string;
    return typeof value === 'string' ? `${value} ${word}` : word;
  }

  #word(before: string): { value: string; written: string[] } {
    this.#count += 1;
    const word = `${before}${this.#count}xv`;
    return { value: word, written: [word] };
  }

  #email(): { value: string; written: string[] } {
    const { value, written } = this.#word('zq');
    return { value: `${value}@insurer.example`, written };
  }

  #amount(was: unknown): { value: unknown; written: string[] } {
    this.#count += 1;
    const [whole, cents] = [String(3001 + this.#count * 37), String(11 + (this.#count % 80))];
    const currency = schemas.Money.safeParse(was).data?.currency ?? 'DKK';
    const amount = `${whole}.${cents}`;
    return {
      value: { amount, currency },
      written: [amount, `${grouped(whole, '.')},${cents}`, `${grouped(whole, ',')}.${cents}`],
    };
  }

  #date(field: string, isInstant: boolean): { value: string; written: string[] } {
    this.#count += 1;
    const at = new Date(Date.UTC(toCome.test(field) ? 2087 : 2011, 0, 1 + this.#count * 2, 12));
    const iso = at.toISOString();
    return { value: isInstant ? iso : iso.slice(0, 10), written: dateForms(iso.slice(0, 10)) };
  }

  #percentage(): { value: number; written: string[] } {
    this.#count += 1;
    const percent = `${11 + (this.#count % 80)}.${String(701 + this.#count)}`;
    return { value: Number(percent), written: [percent, percent.replace('.', ',')] };
  }

  /** Days are up to ten years, months up to five: small numbers, so that their unit is part of the mark. */
  #whole(field: string): { value: number; written: string[] } {
    this.#count += 1;
    const isMonths = /months/i.test(field);
    const value = isMonths ? 47 : 1103 + this.#count * 7;
    const units = isMonths ? ['måneder', 'months'] : ['dage', 'days'];
    const forms = [String(value), grouped(String(value), '.'), grouped(String(value), ',')];
    return { value, written: [...new Set(forms)].flatMap((form) => units.map((unit) => `${form} ${unit}`)) };
  }
}

const markers = new Markers();
/** Filled by `plant`. */
export const planted: readonly Planted[] = markers.planted;
/** Filled by `plant`: `claim.status` and the like. */
export const unmarked: readonly string[] = markers.unmarked;

/** A name as customers write it: what they write tells them nothing. */
export const unmarkedName = (name: string): string => name.replace(/ Zq\d+xv$/, '');

/** Every field that records have, by the schemas themselves: a new one is planted, or the test fails. */
export const everyField = (): string[] =>
  ([...recordKinds, 'buyer'] as const).flatMap((kind) =>
    Object.keys((kind === 'buyer' ? schemas.Buyer : recordSchemas[kind]).shape).map((field) => `${kind}.${field}`),
  );

/** Marks every record of the demo, in every field that can be. */
export async function plant(file: string): Promise<void> {
  const { kysely } = openSqlConnection(`sqlite:${file}`);
  for (const kind of [...recordKinds, 'buyer'] as const) {
    const schema: z.ZodObject = kind === 'buyer' ? BuyerRow : recordSchemas[kind];
    const table = sql.table(views[kind].name);
    const { rows } = await sql<Record<string, unknown>>`select rowid as planted_at, * from ${table}`.execute(kysely);
    for (const { planted_at: at, ...row } of rows) {
      const record = markers.of(schema, schema.parse(recordFromRow(schema, row)), kind) as object;
      const cells = Object.entries(rowFromRecord(schema, schema.parse(record)));
      const set = sql.join(cells.map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
      await sql`update ${table} set ${set} where rowid = ${at}`.execute(kysely);
    }
  }
  await kysely.destroy();
}

/** How those are written that the table denies to whoever has these parts and no others. */
export const plantedAndDenied = (parts: readonly Role[]): string[] =>
  planted.flatMap(({ kind, field, written }) => {
    const line: readonly string[] = (whoMayKnowWhat[kind] as Record<string, readonly string[]>)[field] ?? [];
    return parts.some((part) => line[roles.indexOf(part)] === 'allow' || line[roles.indexOf(part)] === 'if-rated')
      ? []
      : written;
  });
