import { ConfigError, loadConfig } from '../../bot/config';
import { openingHours } from '../../bot/handoff';

const hoursOf = (settings: Record<string, string> = {}) => openingHours(loadConfig(settings).openingHours);

// Copenhagen is an hour before UTC in winter, two in summer.
test.each([
  ['Monday morning', '2026-11-02T09:00:00Z', true],
  ['at the opening itself', '2026-11-02T07:00:00Z', true],
  ['a minute before it', '2026-11-02T06:59:00Z', false],
  ['a minute before the end', '2026-11-02T14:59:00Z', true],
  ['at the end', '2026-11-02T15:00:00Z', false],
  ['Friday closes earlier', '2026-11-06T14:45:00Z', false],
  ['Saturday', '2026-11-07T09:00:00Z', false],
  ['summer time: an hour earlier by UTC', '2026-07-06T06:00:00Z', true],
  ['summer time: and closes so', '2026-07-06T14:00:00Z', false],
  ['Maundy Thursday', '2026-04-02T09:00:00Z', false],
  ['Easter Monday', '2026-04-06T09:00:00Z', false],
  ['Ascension Day', '2026-05-14T09:00:00Z', false],
  ['the day after Ascension Day is a working day', '2026-05-15T09:00:00Z', true],
  ['Whit Monday', '2026-05-25T09:00:00Z', false],
  ['Constitution Day until noon', '2026-06-05T09:59:00Z', true],
  ['Constitution Day after noon', '2026-06-05T10:00:00Z', false],
  ['Christmas Eve', '2026-12-24T09:00:00Z', false],
  ['Boxing Day, a Saturday anyway', '2026-12-26T09:00:00Z', false],
  ['New Year’s Day', '2027-01-01T09:00:00Z', false],
  ['the great prayer day is one no longer', '2026-05-01T09:00:00Z', true],
])('is it open: %s', (_case, now, open) => {
  expect(hoursOf().isOpen(new Date(now))).toBe(open);
});

test.each([
  ['the same morning', '2026-11-02T05:00:00Z', '2026-11-02T07:00:00.000Z'],
  ['the next morning', '2026-11-02T16:00:00Z', '2026-11-03T07:00:00.000Z'],
  ['from the opening itself: the next', '2026-11-02T07:00:00Z', '2026-11-03T07:00:00.000Z'],
  ['over the weekend', '2026-11-06T15:00:00Z', '2026-11-09T07:00:00.000Z'],
  ['over Easter', '2026-04-01T15:00:00Z', '2026-04-07T06:00:00.000Z'],
  ['over Christmas', '2026-12-23T16:00:00Z', '2026-12-28T07:00:00.000Z'],
  ['over New Year', '2026-12-30T16:00:00Z', '2027-01-04T07:00:00.000Z'],
  ['into summer time', '2026-03-27T16:00:00Z', '2026-03-30T06:00:00.000Z'],
  ['out of summer time', '2026-10-23T16:00:00Z', '2026-10-26T07:00:00.000Z'],
])('when does it open next: %s', (_case, now, opens) => {
  expect(hoursOf().nextOpening(new Date(now))?.toISOString()).toBe(opens);
});

describe('other hours', () => {
  test('a pause at noon, in another time zone', () => {
    const hours = hoursOf({
      OPENING_HOURS: 'mon-fri 9:00-12:00, Mon-Fri 13:00 - 17:00, Sat-Sun 10:00-24:00',
      OPENING_HOURS_TIME_ZONE: 'America/New_York',
    });
    expect(hours.isOpen(new Date('2026-11-02T14:00:00Z'))).toBe(true);
    expect(hours.isOpen(new Date('2026-11-02T17:30:00Z'))).toBe(false);
    expect(hours.nextOpening(new Date('2026-11-02T17:30:00Z'))?.toISOString()).toBe('2026-11-02T18:00:00.000Z');
    expect(hours.isOpen(new Date('2026-11-09T04:59:00Z'))).toBe(true);
    expect(hours.isOpen(new Date('2026-11-09T05:00:00Z'))).toBe(false);
  });

  test('an hour that is left out in spring opens when the clock has been put forward; one that comes twice in autumn opens the first time', () => {
    const hours = hoursOf({ OPENING_HOURS: 'Sun 02:30-05:00' });
    expect(hours.nextOpening(new Date('2026-03-28T12:00:00Z'))?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(hours.nextOpening(new Date('2026-10-24T12:00:00Z'))?.toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  test('a day of its own goes before the week, before a public holiday and before the same day of every year', () => {
    const hours = hoursOf({
      OPENING_HOURS_EXCEPTIONS: '12-24 closed, 2026-12-24 09:00-11:00, 2026-12-25 10:00-11:00, 2026-11-02 closed',
    });
    expect(hours.isOpen(new Date('2026-12-24T08:30:00Z'))).toBe(true);
    expect(hours.isOpen(new Date('2027-12-24T08:30:00Z'))).toBe(false);
    expect(hours.isOpen(new Date('2026-12-25T09:30:00Z'))).toBe(true);
    expect(hours.isOpen(new Date('2026-11-02T09:00:00Z'))).toBe(false);
  });

  test('who never opens has no next opening', () => {
    const hours = hoursOf({ OPENING_HOURS: 'never', OPENING_HOURS_EXCEPTIONS: 'none' });
    expect(hours.isOpen(new Date('2026-11-02T09:00:00Z'))).toBe(false);
    expect(hours.nextOpening(new Date('2026-11-02T09:00:00Z'))).toBeUndefined();
  });
});

test.each([
  [{ OPENING_HOURS: 'Monday 08:00-16:00' }, 'OPENING_HOURS must be days and times'],
  [{ OPENING_HOURS: 'Mon 16:00-08:00' }, '"Mon 16:00-08:00" is not'],
  [{ OPENING_HOURS: 'Mon 08:00-25:00' }, '"Mon 08:00-25:00" is not'],
  [{ OPENING_HOURS: 'Mon-Fri' }, '"Mon-Fri" is not'],
  [{ OPENING_HOURS_EXCEPTIONS: '2026-02-30 closed' }, '"2026-02-30 closed" is not'],
  [{ OPENING_HOURS_EXCEPTIONS: '24-12 closed' }, 'OPENING_HOURS_EXCEPTIONS must be dates'],
  [{ OPENING_HOURS_EXCEPTIONS: '12-24 shut' }, '"12-24 shut" is not'],
  [{ OPENING_HOURS_TIME_ZONE: 'Copenhagen' }, 'OPENING_HOURS_TIME_ZONE must be the name of a time zone'],
])('%j is named with its remedy', (settings, problem) => {
  const load = () => loadConfig(settings);
  expect(load).toThrow(ConfigError);
  expect(load).toThrow(problem);
});
