import { addDays, addMonths, dateOf, dayInDenmark, daysBetween, formatDate, weekdayOf } from '../../../dialogs/dates';
import {
  danishPublicHolidays,
  daysLeft,
  deadlineWords,
  isBankDay,
  isLate,
  isWorkingDay,
  nextWorkingDay,
} from '../../../dialogs/deadlines';
import { addMoney, compareMoney, formatMoney, lessMoney, sumOf } from '../../../dialogs/money';

const dkk = (amount: string) => ({ amount, currency: 'DKK' });

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
])('%s and %i months is %s', (from, months, to) => expect(addMonths(from, months)).toBe(to));

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
  // Both nights when the clocks change.
  ['2026-03-28', 2, '2026-03-30'],
  ['2026-10-24', 2, '2026-10-26'],
  ['2026-03-01', -1, '2026-02-28'],
])('%s and %i days is %s', (from, days, to) => {
  expect(addDays(from, days)).toBe(to);
  expect(daysBetween(from, to)).toBe(days);
});

test('what is no day is refused', () => {
  expect(dateOf(2026, 2, 29)).toBeUndefined();
  expect(dateOf(2028, 2, 29)).toBe('2028-02-29');
  expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  expect(() => addDays('1/3/2026', 1)).toThrow('no date');
});

test('late at night in UTC it is already tomorrow in Denmark', () => {
  expect(dayInDenmark(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
  expect(formatDate('2026-06-30T22:30:00Z', 'da')).toBe('1. juli 2026');
});

test('the public holidays of a year with Great Prayer Day and of one without', () => {
  expect([...danishPublicHolidays(2023).keys()].sort()).toEqual([
    '2023-01-01',
    '2023-04-06',
    '2023-04-07',
    '2023-04-09',
    '2023-04-10',
    '2023-05-05',
    '2023-05-18',
    '2023-05-28',
    '2023-05-29',
    '2023-12-25',
    '2023-12-26',
  ]);
  expect([...danishPublicHolidays(2024).keys()].sort()).toEqual([
    '2024-01-01',
    '2024-03-28',
    '2024-03-29',
    '2024-03-31',
    '2024-04-01',
    '2024-05-09',
    '2024-05-19',
    '2024-05-20',
    '2024-12-25',
    '2024-12-26',
  ]);
});

test.each([
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2030, '2030-04-21'],
  // The latest day Easter can fall on, and the earliest of our century's.
  [2038, '2038-04-25'],
  [2035, '2035-03-25'],
])('Easter %i', (year, date) => {
  expect(danishPublicHolidays(year).get(date)?.en).toBe('Easter Sunday');
  expect(weekdayOf(date)).toBe(7);
});

test.each([
  // date, working day, bank day
  ['2026-06-05', true, false], // Constitution Day, a Friday
  ['2026-12-24', true, false],
  ['2026-12-31', true, false],
  ['2026-05-14', false, false], // Ascension Day
  ['2026-05-15', true, false], // the day after it
  ['2024-04-26', true, true], // would have been Great Prayer Day
  ['2026-11-21', false, false], // a Saturday
  ['2026-11-23', true, true],
])('%s: working day %s, bank day %s', (date, working, bank) => {
  expect(isWorkingDay(date)).toBe(working);
  expect(isBankDay(date)).toBe(bank);
});

test('the next working day after Maundy Thursday is the Tuesday after Easter', () => {
  expect(nextWorkingDay('2026-04-02')).toBe('2026-04-07');
  expect(nextWorkingDay('2026-04-07')).toBe('2026-04-07');
});

test('the last day is in time, the next is late', () => {
  expect([isLate('2026-06-01', '2026-06-01'), isLate('2026-06-01', '2026-06-02')]).toEqual([false, true]);
  expect([daysLeft('2026-06-01', '2026-05-20'), daysLeft('2026-06-01', '2026-06-03')]).toEqual([12, -2]);
  expect(deadlineWords('2026-06-01', '2026-05-31', 'da')).toBe('1. juni 2026 (1 dag tilbage)');
  expect(deadlineWords('2026-06-01', '2026-06-01', 'en')).toBe('1 June 2026 (today)');
  expect(deadlineWords('2026-06-01', '2026-06-03', 'en')).toBe('1 June 2026 (2 days ago)');
});

describe('money', () => {
  test('is reckoned exactly', () => {
    expect(addMoney(dkk('0.10'), dkk('0.20'))).toEqual(dkk('0.30'));
    expect(lessMoney(dkk('85000'), dkk('85000.01'))).toEqual(dkk('-0.01'));
    expect(compareMoney(dkk('9.00'), dkk('10'))).toBeLessThan(0);
    expect(sumOf([dkk('1'), dkk('2.505')])).toEqual(dkk('3.505'));
  });
  test('two currencies are never added', () => {
    expect(sumOf([dkk('1'), { amount: '1', currency: 'EUR' }])).toBeUndefined();
    expect(() => addMoney(dkk('1'), { amount: '1', currency: 'EUR' })).toThrow('DKK and EUR');
  });
  test.each([
    [dkk('85000'), '85.000,00 kr.', 'DKK 85,000.00'],
    [{ amount: '-1250.5', currency: 'EUR' }, '-1.250,50 EUR', '-EUR 1,250.50'],
    // Beyond what a float could hold.
    [dkk('900719925474099.31'), '900.719.925.474.099,31 kr.', 'DKK 900,719,925,474,099.31'],
  ])('%j reads "%s" and "%s"', (money, da, en) => {
    expect([formatMoney(money, 'da'), formatMoney(money, 'en')]).toEqual([da, en]);
  });
});
