import { findDates, readDate } from '../../../dialogs/reading';

type Language = 'da' | 'en';

/** A Sunday. */
const today = '2026-11-22';

function told(text: string, language: Language, prefer?: 'past' | 'future'): string {
  const reading = readDate(text, { language, today, prefer });
  switch (reading.kind) {
    case 'read':
      return reading.value + (reading.sure === 'likely' ? '?' : '');
    case 'ambiguous':
      return reading.choices.join(' | ');
    case 'impossible':
    case 'not-found':
      return reading.kind;
    default:
      throw new Error(`Unhandled reading: ${reading satisfies never}`);
  }
}

const table: [string, Language, string][] = [
  ['2026-03-01', 'da', '2026-03-01'],
  ['31. maj', 'da', '2026-05-31?'],
  ['31. maj 2025', 'da', '2025-05-31'],
  ['d. 31 maj 2026', 'da', '2026-05-31'],
  ['den 1. marts', 'da', '2026-03-01?'],
  ['1. december', 'da', '2025-12-01?'],
  ['1 March', 'en', '2026-03-01?'],
  ['March 1st, 2026', 'en', '2026-03-01'],
  ['the 1st of March', 'en', '2026-03-01?'],
  ['1st March 2026', 'en', '2026-03-01'],
  ['15 Sept 2026', 'en', '2026-09-15'],
  ['1/3', 'da', '2026-03-01?'],
  ['1/3', 'en', '2026-03-01 | 2026-01-03'],
  ['03/04', 'en', '2026-04-03 | 2026-03-04'],
  ['03/04/2026', 'en', '2026-04-03 | 2026-03-04'],
  ['03/04/2026', 'da', '2026-04-03'],
  ['13/4', 'en', '2026-04-13?'],
  ['4/13/2026', 'en', '2026-04-13?'],
  ['4/4', 'en', '2026-04-04?'],
  ['1.3.2026', 'da', '2026-03-01'],
  ['1.3.2026', 'en', '2026-03-01'],
  ['1.3.26', 'da', '2026-03-01'],
  ['1-3-2026', 'da', '2026-03-01'],
  ['31.12.', 'da', '2025-12-31?'],
  ['d. 5.', 'da', '2026-11-05?'],
  ['den 30.', 'da', '2026-10-30?'],
  ['the 5th', 'en', '2026-11-05?'],
  ['i dag', 'da', '2026-11-22'],
  ['i går', 'da', '2026-11-21'],
  ['i forgårs', 'da', '2026-11-20'],
  ['yesterday', 'en', '2026-11-21'],
  ['the day before yesterday', 'en', '2026-11-20'],
  ['i fredags', 'da', '2026-11-20'],
  ['last Friday', 'en', '2026-11-20?'],
  ['sidste søndag', 'da', '2026-11-15?'],
  ['for 3 uger siden', 'da', '2026-11-01?'],
  ['for tre måneder siden', 'da', '2026-08-22?'],
  ['for 10 dage siden', 'da', '2026-11-12'],
  ['two weeks ago', 'en', '2026-11-08?'],
  ['a year ago', 'en', '2025-11-22?'],
  ['ultimo februar 2028', 'da', '2028-02-29'],
  ['end of March', 'en', '2026-03-31?'],
  ['slutningen af marts', 'da', '2026-03-31?'],
  ['31. april', 'da', 'impossible'],
  ['30/2/2026', 'da', 'impossible'],
  ['29 February 2026', 'en', 'impossible'],
  // The nearest past one is years away.
  ['29. februar', 'da', '2024-02-29?'],
  ['1. marts og 1. april', 'da', '2026-03-01? | 2026-04-01?'.replaceAll('?', '')],
  ['1. marts, altså 1/3', 'da', '2026-03-01?'],
  ['85.000 kr', 'da', 'not-found'],
  ['1.250,50', 'da', 'not-found'],
  ['we may have sent it', 'en', 'not-found'],
  ['ved ikke', 'da', 'not-found'],
];

test.each(table)('"%s" (%s) is %s', (text, language, date) => expect(told(text, language)).toBe(date));

test('a date to come is the nearest one ahead', () => {
  expect(told('1. marts', 'da', 'future')).toBe('2027-03-01?');
  expect(told('on Friday', 'en', 'past')).toBe('2026-11-20?');
  expect(told('fredag', 'da', 'future')).toBe('2026-11-27?');
});

test('today counts as past', () => {
  expect(told('22. november', 'da')).toBe('2026-11-22?');
});

test('finds each date of a sentence, where it stands', () => {
  const text = 'Leveret 3. februar 2026, forfalden 1/3, rykket i fredags';
  const found = findDates(text, { language: 'da', today });
  expect(found.map(({ span }) => text.slice(span.start, span.end))).toEqual(['3. februar 2026', '1/3', 'i fredags']);
});
