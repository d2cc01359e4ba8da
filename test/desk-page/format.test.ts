import type { Customer } from '../../bot/web/desk/api/types';
import { clockTime, dayAndTime, dayName } from '../../bot/web/desk/format/dates';
import { customerName, initials } from '../../bot/web/desk/format/customer';
import { roundTime, secondsSince, urgencyOf, waitingTime } from '../../bot/web/desk/format/waiting';
import { wordsIn } from '../../bot/web/desk/words';

const { da, en } = wordsIn;
const zone = 'Europe/Copenhagen';
const now = Date.parse('2026-03-10T12:00:00Z');

test.each([
  [0, '0:00', '0:00'],
  [67, '1:07', '1:07'],
  [3599, '59:59', '59:59'],
  [3600, '1 h 0 min', '1 t 0 min'],
  [86_399, '23 h 59 min', '23 t 59 min'],
  [97_200, '1 d 3 h', '1 d 3 t'],
])('%d seconds of waiting', (seconds, english, danish) => {
  expect(waitingTime(seconds, en)).toBe(english);
  expect(waitingTime(seconds, da)).toBe(danish);
});

test('nobody waits less than no time, though clocks differ', () => {
  expect(secondsSince('2026-03-10T12:00:05Z', now)).toBe(0);
  expect(secondsSince('2026-03-10T11:58:59.900Z', now)).toBe(60);
});

test('measured times are rounded as people say them', () => {
  expect([41, 95, 3700].map((seconds) => roundTime(seconds, en))).toEqual(['41 s', '2 min', '1 h 2 min']);
  expect(roundTime(3570, da)).toBe('1 t 0 min');
});

test('who waits longer than they were told is late, two minutes before that it is due soon', () => {
  const waiting = { late: false, state: 'waiting' };
  expect(urgencyOf({ ...waiting, expectedAt: '2026-03-10T12:02:01Z' }, now)).toBe('calm');
  expect(urgencyOf({ ...waiting, expectedAt: '2026-03-10T12:02:00Z' }, now)).toBe('soon');
  expect(urgencyOf({ ...waiting, expectedAt: '2026-03-10T12:00:00Z' }, now)).toBe('late');
  expect(urgencyOf({ ...waiting, expectedAt: null }, now)).toBe('calm');
  expect(urgencyOf({ late: true, expectedAt: null, state: 'person' }, now)).toBe('late');
  expect(urgencyOf({ late: false, expectedAt: '2026-03-10T11:00:00Z', state: 'person' }, now)).toBe('calm');
});

test('times and days as Danes and Britons write them, in the time zone of the reader', () => {
  const instant = '2026-03-10T08:05:00Z';
  expect(clockTime(instant, da, zone)).toBe('09.05');
  expect(clockTime(instant, en, zone)).toBe('09:05');
  expect(dayName(instant, da, now, zone)).toBe('I dag');
  // Half past midnight in Copenhagen is still yesterday in Greenwich.
  expect(dayName('2026-03-09T23:30:00Z', en, now, zone)).toBe('Today');
  expect(dayName('2026-03-09T22:30:00Z', en, now, zone)).toBe('Yesterday');
  expect(dayName('2026-03-02T12:00:00Z', da, now, zone)).toBe('2. marts 2026');
  expect(dayAndTime(instant, en, now, zone)).toBe('09:05');
  expect(dayAndTime('2026-03-02T12:00:00Z', en, now, zone)).toBe('2 Mar 13:00');
});

test('an entry without a time is shown without one', () => {
  expect([clockTime('', da), dayName('', da, now), dayAndTime('', da, now)]).toEqual(['', '', '']);
});

test('a customer is called by name, by number where there is none, and by the case where nobody knows', () => {
  const called = (customer: Customer): string => customerName({ customer, number: 12 }, da);
  expect(called({ kind: 'customer', customerId: 'demo-001', name: 'Eksempel ApS' })).toBe('Eksempel ApS');
  expect(called({ kind: 'customer', customerId: 'demo-001' })).toBe('demo-001');
  expect(called({ kind: 'anonymous' })).toBe('Anonym, sag 12');
  expect(initials('Eksempel Værktøj ApS')).toBe('EA');
});
