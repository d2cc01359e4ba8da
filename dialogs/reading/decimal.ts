import type { ReplyLanguage } from '../../knowledge';

/** What a written number can mean, as decimal strings: none, one or two readings. */
export type DecimalReading =
  | { kind: 'one'; decimal: string; sure: 'certain' | 'likely' }
  | { kind: 'two'; decimals: [string, string] }
  | { kind: 'none' };

const decimalMark: Record<ReplyLanguage, string> = { da: ',', en: '.' };
const none: DecimalReading = { kind: 'none' };
const groups = (parts: readonly string[]): boolean =>
  /^[1-9]\d{0,2}$/.test(parts[0] ?? '') && parts.slice(1).every((part) => /^\d{3}$/.test(part));

/**
 * Reads a number with marks: "1.250,50", "12,500.00", "1.250.000", "12 500".
 * @param written digits with points, commas, spaces and apostrophes between them
 * @param unit what stands beside it: money has no thousandths, so that "1.250 kr" is over a thousand; "1.250 mio." may be either. With nothing beside
 *   it the language's own mark between thousands tells: "1.250" is over a thousand in Danish, and may be either in English
 */
export function readDecimal(
  written: string,
  language: ReplyLanguage,
  unit: 'money' | 'multiple' | 'none',
): DecimalReading {
  const spaced = /[\s'’]/.test(written);
  const plain = written.replace(/[\s'’]/g, '');
  if (spaced && !groups(written.replace(/[.,]\d+$/, '').split(/[\s'’.,]/))) return none;
  const marks = plain.replace(/\d/g, '');
  const mark = marks.at(-1);
  if (mark === undefined) return { kind: 'one', decimal: plain, sure: 'certain' };
  const kinds = new Set(marks).size;
  const parts = plain.split(/[.,]/);
  const tail = parts.at(-1) ?? '';
  const head = parts.slice(0, -1);
  const asDecimal = `${head.join('')}.${tail}`;
  if (kinds === 2) {
    const mixed = new Set(marks.slice(0, -1)).has(mark) || !groups(head) || tail.length > 2;
    return mixed ? none : { kind: 'one', decimal: asDecimal, sure: 'certain' };
  }
  if (marks.length > 1) return groups(parts) ? { kind: 'one', decimal: parts.join(''), sure: 'certain' } : none;
  const native = mark === decimalMark[language];
  if (tail.length !== 3 || !groups(parts) || spaced) {
    return tail.length > (unit === 'multiple' ? 6 : 2)
      ? none
      : { kind: 'one', decimal: asDecimal, sure: native ? 'certain' : 'likely' };
  }
  if (unit === 'money') return { kind: 'one', decimal: parts.join(''), sure: native ? 'likely' : 'certain' };
  if (unit === 'none' && !native) return { kind: 'one', decimal: parts.join(''), sure: 'certain' };
  if (unit === 'multiple' && native) return { kind: 'one', decimal: asDecimal, sure: 'likely' };
  return { kind: 'two', decimals: [parts.join(''), asDecimal] };
}

/** The decimal with its point moved to the right: 2.5 by 6 is 2500000. At least two decimals are kept, as amounts are written. */
export function shiftDecimal(decimal: string, places: number): string {
  const [whole = '0', part = ''] = decimal.split('.');
  const moved = part.padEnd(places, '0');
  const left = `${whole}${moved.slice(0, places)}`.replace(/^0+(?=\d)/, '');
  return `${left}.${moved.slice(places).padEnd(2, '0')}`;
}
