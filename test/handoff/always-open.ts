import { addDays, dayInDenmark } from '../../dialogs/dates';

/** Opening hours around the clock, whatever day the test is run on: a public holiday too. */
export function alwaysOpen(): Record<string, string> {
  const today = dayInDenmark(new Date());
  const days = [today, addDays(today, 1)].map((day) => `${day} 00:00-24:00`);
  return { OPENING_HOURS: 'never', OPENING_HOURS_EXCEPTIONS: days.join(', ') };
}
