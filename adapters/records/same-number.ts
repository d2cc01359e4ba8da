const folded = (number: string): string => number.toUpperCase().replace(/[\s._/-]/g, '');

/**
 * The one of `records` whose number a person meant: written exactly, or without regard to case, spaces and hyphens, or by its digits alone
 * ("104221" for CI-104221). Undefined when none or several would fit.
 */
export function byNumber<Whole>(
  records: Whole[],
  numberOf: (record: Whole) => string,
  written: string,
): Whole | undefined {
  const exact = records.find((record) => numberOf(record) === written.trim());
  if (exact !== undefined) return exact;
  const wanted = folded(written);
  if (wanted === '') return undefined;
  const fitting = records.filter((record) => {
    const number = folded(numberOf(record));
    return number === wanted || (/^\d{3,}$/.test(wanted) && number.replace(/\D/g, '') === wanted);
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}
