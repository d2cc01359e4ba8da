import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../../adapters/database';
import { type ModelBudget, ownModelBudget } from '../../bot/model-budget';
import type { ModelLimits } from '../../bot/models-settings';
import { sqlModelBudget } from '../../bot/sql-model-budget';
import { openTestStore } from '../stores/test-store';

let folder: string;
let database: Database;
let at: Date;
const now = (): Date => at;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'charterdesk-budget-'));
  database = await openTestStore(path.join(folder, 'test.db'));
  at = new Date('2026-11-23T10:00:00Z');
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const limits: ModelLimits = {
  tokensPerConversation: 100,
  tokensPerDay: 250,
  prices: { input: 1, output: 2 },
  costPerDay: undefined,
};
const reached = (budget: ModelBudget, ...conversations: string[]) =>
  Promise.all(conversations.map((conversation) => budget.exhausted(conversation)));

describe.each<[string, (limits: ModelLimits) => ModelBudget]>([
  ['of one process', (given) => ownModelBudget(given, now)],
  ['of all replicas', (given) => sqlModelBudget(database, given, now)],
])('a budget %s', (_name, budgetOf) => {
  test('ends the use of a model in a conversation, for a day', async () => {
    const budget = budgetOf(limits);
    expect(await reached(budget, 'one')).toEqual([undefined]);
    await budget.spend('one', { input: 60, output: 10 });
    expect(await reached(budget, 'one')).toEqual([undefined]);
    await budget.spend('one', { input: 20, output: 10 });
    expect(await reached(budget, 'one', 'two')).toEqual(['conversation', undefined]);
    at = new Date('2026-11-24T00:00:01Z');
    expect(await reached(budget, 'one')).toEqual([undefined]);
  });

  test('ends it for everybody when the tokens of a day are used, in whatever conversation or none', async () => {
    const budget = budgetOf(limits);
    await budget.spend('one', { input: 90, output: 20 });
    await budget.spend('two', { input: 90, output: 40 });
    expect(await reached(budget, 'three')).toEqual([undefined]);
    await budget.spend(undefined, { input: 5, output: 5 });
    expect(await reached(budget, 'three')).toEqual(['day']);
    expect(await budget.exhausted(undefined)).toBe('day');
    at = new Date('2026-11-24T00:00:01Z');
    expect(await reached(budget, 'three')).toEqual([undefined]);
  });

  test('ends it when a day has cost what it may, by the prices of what was read and written', async () => {
    const budget = budgetOf({ ...limits, tokensPerDay: 1e9, tokensPerConversation: 1e9, costPerDay: 0.0002 });
    await budget.spend('one', { input: 100, output: 49 });
    expect(await reached(budget, 'two')).toEqual([undefined]);
    await budget.spend('one', { input: 0, output: 1 });
    expect(await reached(budget, 'two')).toEqual(['cost']);
  });

  test('ends it in a conversation that has cost what one may, and in no other', async () => {
    const budget = budgetOf({ ...limits, tokensPerDay: 1e9, tokensPerConversation: 1e9, costPerConversation: 0.0002 });
    await budget.spend('one', { input: 100, output: 49 });
    expect(await reached(budget, 'one')).toEqual([undefined]);
    await budget.spend('one', { input: 0, output: 1 });
    expect(await reached(budget, 'one', 'two')).toEqual(['conversation', undefined]);
  });

  test('counts what is spent at the same time', async () => {
    const budget = budgetOf({ ...limits, tokensPerDay: 100, tokensPerConversation: 100 });
    await Promise.all(Array.from({ length: 9 }, () => budget.spend('one', { input: 6, output: 5 })));
    expect(await reached(budget, 'one', 'two')).toEqual([undefined, undefined]);
    await budget.spend('one', { input: 0, output: 1 });
    expect(await reached(budget, 'one', 'two')).toEqual(['conversation', 'day']);
  });
});

test('what one replica spends the others have spent, and a restart forgets nothing', async () => {
  const [one, other] = [sqlModelBudget(database, limits, now), sqlModelBudget(database, limits, now)];
  await Promise.all([one.spend('kept', { input: 50, output: 0 }), other.spend('kept', { input: 0, output: 50 })]);
  expect(await reached(one, 'kept')).toEqual(['conversation']);
  expect(await reached(other, 'kept')).toEqual(['conversation']);
  expect(await reached(sqlModelBudget(database, limits, now), 'kept')).toEqual(['conversation']);
});

test('large amounts are counted whole', async () => {
  const budget = sqlModelBudget(database, { ...limits, tokensPerConversation: 1e12, tokensPerDay: 6_000_000_000 }, now);
  for (let times = 0; times < 2; times += 1) await budget.spend('one', { input: 2_900_000_000, output: 0 });
  expect(await reached(budget, 'one')).toEqual([undefined]);
  await budget.spend('one', { input: 0, output: 200_000_000 });
  expect(await reached(budget, 'one')).toEqual(['day']);
});
