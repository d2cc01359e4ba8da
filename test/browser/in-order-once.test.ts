import { Inbox } from '../../bot/web/widget/direct-line/inbox';
import { readActivitySet, type ActivitySet } from '../../bot/web/widget/direct-line/activities';
import { backoffMs } from '../../bot/web/widget/direct-line/pause';

const line = (number: number, text = `line ${number}`) => ({
  type: 'message',
  id: `c|${String(number).padStart(7, '0')}`,
  from: { role: 'bot' },
  text,
});

function setOf(watermark: string, ...activities: object[]): ActivitySet {
  const set = readActivitySet({ activities, watermark });
  if (!set) throw new Error('not a set');
  return set;
}

const texts = (taken: { fresh: ActivitySet['activities'] }): string[] =>
  taken.fresh.map((activity) => ('text' in activity ? activity.text : activity.kind));

describe.each([0, 1])('a log that counts from %i', (first) => {
  test('passes in order, each line once', () => {
    const inbox = new Inbox();
    expect(texts(inbox.take(setOf('2', line(first), line(first + 1)), 'stream'))).toHaveLength(2);
    const overlapping = setOf('3', line(first + 1), line(first + 2));
    expect(texts(inbox.take(overlapping, 'stream'))).toEqual([`line ${first + 2}`]);
    expect(texts(inbox.take(overlapping, 'stream'))).toEqual([]);
  });
});

test('a gap stops the stream before it, and the watermark stays where reading on must begin', () => {
  const inbox = new Inbox();
  inbox.take(setOf('1', line(1)), 'stream');
  expect(inbox.take(setOf('4', line(3), line(4)), 'stream')).toEqual({ fresh: [], missing: true });
  expect(inbox.watermark).toBe('1');
  expect(texts(inbox.take(setOf('4', line(2), line(3), line(4)), 'poll'))).toEqual(['line 2', 'line 3', 'line 4']);
  expect(inbox.watermark).toBe('4');
});

test('what the service leaves out of its full account does not exist', () => {
  const inbox = new Inbox();
  inbox.take(setOf('1', line(1)), 'stream');
  expect(inbox.take(setOf('5', line(5)), 'poll').missing).toBe(false);
  expect(inbox.take(setOf('6', line(6)), 'stream').missing).toBe(false);
});

test('a line that comes again changed replaces the earlier one', () => {
  const inbox = new Inbox();
  inbox.take(setOf('2', line(1), line(2)), 'stream');
  expect(texts(inbox.take(setOf('3', line(1, 'mended')), 'stream'))).toEqual(['mended']);
});

test('a sign of typing is no line: it has no place and moves no watermark', () => {
  const inbox = new Inbox();
  inbox.take(setOf('1', line(1)), 'stream');
  const typing = readActivitySet({ activities: [{ type: 'typing', id: 'c|sign-4', from: { role: 'bot' } }] });
  expect(typing && texts(inbox.take(typing, 'stream'))).toEqual(['typing']);
  expect(inbox.watermark).toBe('1');
});

test('what is not an activity set is told apart', () => {
  for (const body of [undefined, null, 'x', 7, [], {}, { activities: 'x' }])
    expect(readActivitySet(body)).toBeUndefined();
  const odd = readActivitySet({ activities: [null, 7, { type: 'message' }, { id: 'c|1', type: 'trace' }, line(1)] });
  expect(odd?.activities.map(({ kind }) => kind)).toEqual(['unshown', 'bot-message']);
});

test('pauses grow to half a minute and are spread by chance', () => {
  expect(backoffMs(0, () => 0)).toBe(0);
  expect(backoffMs(0, () => 1)).toBe(1_000);
  expect(backoffMs(3, () => 0)).toBe(4_000);
  expect(backoffMs(3, () => 1)).toBe(8_000);
  expect(backoffMs(1_000, () => 1)).toBe(30_000);
});
