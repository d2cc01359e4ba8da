import type { Records } from '../adapters/records/port';

/** Fields that name somebody, however the name is written. */
const names = /name$|^(debtor|creditor|handler)$/i;
/** Dates, times, amounts, codes, currencies and countries: words that many records share. */
const shared = /^(\d{4}-\d{2}-\d{2}(T.*)?|-?\d+\.\d+|[\p{Ll}\d]+([_-][\p{Ll}\d]+)*|[A-Z]{2,3})$/u;
const figures = /^\d{5,}$/;

function* textsIn(found: unknown, field = ''): Generator<string> {
  if (typeof found === 'string') {
    if (names.test(field) || figures.test(found) || !shared.test(found)) yield found;
  } else if (Array.isArray(found)) for (const one of found) yield* textsIn(one, field);
  else if (typeof found === 'object' && found !== null)
    for (const [name, value] of Object.entries(found)) yield* textsIn(value, name);
}

/**
 * The same records, which note what in them tells of somebody, so that it can be hidden. Whatever is not known to tell nothing is noted, also of fields
 * that are new.
 */
export const notingTellingValues = (records: Records, note: (value: string) => void): Records =>
  new Proxy(records, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...asked: unknown[]) => {
        const found: unknown = await Reflect.apply(member, target, asked);
        for (const value of textsIn(found)) note(value);
        return found;
      };
    },
  });
