import { turnQueue } from '../../bot/conversations/turn-queue';

const soon = (ms = 5): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('one at a time in a conversation, in the order they came; conversations do not wait for each other', async () => {
  const queue = turnQueue();
  const events: string[] = [];
  const job = (name: string, ms: number) => async () => {
    events.push(`${name} begins`);
    await soon(ms);
    events.push(`${name} ends`);
  };
  await Promise.all([queue.run('a', job('a1', 30)), queue.run('a', job('a2', 1)), queue.run('b', job('b1', 1))]);
  expect(events.filter((event) => event.startsWith('a'))).toEqual(['a1 begins', 'a1 ends', 'a2 begins', 'a2 ends']);
  expect(events.indexOf('b1 ends')).toBeLessThan(events.indexOf('a1 ends'));
});

test('a job that fails rejects to its own caller and does not stop the next', async () => {
  const queue = turnQueue();
  const failing = queue.run('a', async () => {
    await soon();
    throw new Error('no');
  });
  const next = queue.run('a', async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('yes');
});

test('it tells when it is idle, and remembers no conversation that is done', async () => {
  const queue = turnQueue();
  const jobs = Array.from({ length: 100 }, (_, n) => queue.run(`c${n}`, () => soon()));
  expect(queue.size).toBe(100);
  await queue.idle();
  expect(queue.size).toBe(0);
  await Promise.all(jobs);
  await queue.idle();
});
