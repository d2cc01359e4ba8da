/** The calendar day of an instant in Denmark, ISO, where the insurer is: limits, authorities and deadlines change at midnight there. */
export const dayInDenmark = (instant: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(instant);
