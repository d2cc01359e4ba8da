import { expectedWait, leastMeasured } from '../../bot/handoff/waits';

const minutes = (...values: number[]): number[] => values.map((value) => value * 60_000);
const told = (...asked: Parameters<typeof expectedWait>): number | undefined => {
  const wait = expectedWait(...asked);
  return wait === undefined ? undefined : wait / 60_000;
};
const free = { places: 4, free: 4 };
const busy = { places: 4, free: 0 };

test('with a free place, what four of five did not exceed', () => {
  expect(told(0, { waits: minutes(1, 2, 3, 4, 50), services: [] }, free)).toBe(4);
});

test('whole minutes, rounded up, and never less than one', () => {
  expect(told(0, { waits: [0, 0, 0, 0, 0], services: [] }, free)).toBe(1);
  expect(told(0, { waits: Array<number>(5).fill(61_000), services: [] }, free)).toBe(2);
});

test('behind others, a place becomes free about every service divided by the places', () => {
  const measured = { waits: minutes(1, 1, 1, 1, 1), services: minutes(20, 20, 20, 20, 900) };
  expect([0, 1, 7].map((ahead) => told(ahead, measured, busy))).toEqual([5, 10, 40]);
  expect(told(3, measured, { places: 4, free: 2 })).toBe(10);
});

test.each([
  ['too few waits', 0, { waits: minutes(1, 1, 1, 1), services: minutes(1, 1, 1, 1, 1) }, free],
  ['too few services, and no place free', 0, { waits: minutes(1, 1, 1, 1, 1), services: minutes(1) }, busy],
  ['nobody there', 0, { waits: minutes(1, 1, 1, 1, 1), services: minutes(1, 1, 1, 1, 1) }, { places: 0, free: 0 }],
])('%s: it cannot be told', (_case, ahead, measured, hands) => {
  expect(leastMeasured).toBe(5);
  expect(told(ahead, measured, hands)).toBeUndefined();
});
