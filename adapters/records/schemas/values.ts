import { z } from 'zod';

/** Two decimals at most, as a string: 0.1 + 0.2 is no amount. */
export const Amount = z.string().regex(/^-?\d{1,15}(\.\d{1,2})?$/, 'is not a decimal amount such as 1250.50');
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'is not an ISO 4217 currency');
export const Money = z.object({ amount: Amount, currency: Currency });
export type Money = z.infer<typeof Money>;

/** A calendar day, 2026-03-01. */
export const IsoDate = z.iso.date();
export type IsoDate = z.infer<typeof IsoDate>;
/** A moment, 2026-03-01T09:30:00Z. One that came with an offset (…+01:00) is kept in UTC, so that moments sort as text. */
export const Instant = z.iso
  .datetime({ offset: true })
  .overwrite((written) => (written.endsWith('Z') ? written : new Date(written).toISOString()));
export type Instant = z.infer<typeof Instant>;

/** ISO 3166-1, two letters. */
export const Country = z.string().regex(/^[A-Z]{2}$/, 'is not an ISO 3166 country');
export type Country = z.infer<typeof Country>;
export const Percentage = z.number().min(0).max(100);
export const Days = z.int().min(0).max(3650);
/** A word of the insurer's own lists (reasons, rejections, delays). It is looked up among approved texts, never shown as it is. */
export const Code = z.string().regex(/^[A-Za-z0-9._-]{1,60}$/, 'is not a code');
/** Text written by the insurer's people for the customer. */
export const Text = z.string().max(2000);
export const Name = z.string().min(1).max(200);
