import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ClientView, directLineCall, TestVisitor } from '../direct-line-client';
import { freePort, KillableService } from '../killable-service';

// KILLS=50 npm test -- durability is the long form.
const kills = Number(process.env.KILLS ?? 6);
const conversations = 20;

/** Sends numbered questions as fast as they are taken, repeating each until it is acknowledged, as a client does. */
async function chat(visitor: TestVisitor, stopped: () => boolean): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let n = 1; !stopped(); n += 1) {
    const clientActivityID = randomUUID();
    const text = `Spørgsmål ${n}: hvornår får vi svar?`;
    for (let taken = false; !taken;) {
      try {
        await visitor.send(text, clientActivityID);
        taken = true;
      } catch {
        // Killed meanwhile: the same message again, until it is taken.
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    }
    acknowledged.push(text);
  }
  return acknowledged;
}

/** The whole history, page by page. */
async function history(visitor: TestVisitor): Promise<ClientView[]> {
  const all: ClientView[] = [];
  for (;;) {
    const page = await visitor.activities(String(all.length));
    if (page.activities.length === 0) return all;
    all.push(...page.activities);
  }
}

/** How long the bot may say nothing new before it counts as silent for good. Messages come faster than answers here, so the last may take a while. */
const silenceMs = 20_000;

/** The history once the bot has said `count` things, or as it is when it has fallen silent. */
async function answeredHistory(visitor: TestVisitor, count: number): Promise<ClientView[]> {
  let said = -1;
  let since = Date.now();
  for (;;) {
    const log = await history(visitor);
    const saidNow = log.filter((activity) => activity.from.role === 'bot').length;
    if (saidNow > said) since = Date.now();
    said = saidNow;
    if (said >= count || Date.now() - since > silenceMs) return log;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

test(`killed ${kills} times during ${conversations} conversations at full speed, it loses, doubles, swaps and forgets nothing`, async () => {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'charterdesk-kill-'));
  const service = new KillableService(await freePort(), dataDirectory);
  try {
    await service.start();
    const visitors: TestVisitor[] = [];
    for (let n = 0; n < conversations; n += 1) visitors.push(await TestVisitor.arrive(service.url));
    let stopped = false;
    const chats = visitors.map((visitor) => chat(visitor, () => stopped));
    for (let kill = 0; kill < kills; kill += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30 + Math.random() * 400));
      await service.kill('SIGKILL');
      await service.start();
    }
    stopped = true;
    const sent = await Promise.all(chats);

    let messages = 0;
    for (const [index, visitor] of visitors.entries()) {
      const expected = sent[index] ?? [];
      const log = await answeredHistory(visitor, expected.length + 1);
      expect(log.map((activity) => activity.id)).toEqual(
        log.map((_activity, seq) => `${visitor.conversation}|${String(seq + 1).padStart(7, '0')}`),
      );
      const own = log.filter((activity) => activity.from.role === 'user');
      expect(own.map((activity) => activity.text)).toEqual(expected);
      const replies = log.filter((activity) => activity.from.role === 'bot');
      // The greeting replies to nothing; then one reply to each message, in the messages' order.
      expect(replies.slice(1).map((reply) => reply.replyToId)).toEqual(own.map((activity) => activity.id));
      // Answered, each one: not one of them with an apology.
      expect(replies.slice(1).every((reply) => Array.isArray(reply.channelData?.citations))).toBe(true);
      messages += own.length;
    }
    expect(messages).toBeGreaterThan(conversations);
    process.stderr.write(
      `${kills} kills, ${conversations} conversations, ${messages} messages acknowledged and answered once\n`,
    );
  } finally {
    await service.kill('SIGTERM');
    await rm(dataDirectory, { recursive: true, force: true });
  }
}, 600_000);

test('a stop finishes the turns under way and refuses new ones; nothing is left owing', async () => {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'charterdesk-stop-'));
  const service = new KillableService(await freePort(), dataDirectory);
  try {
    await service.start();
    const visitor = await TestVisitor.arrive(service.url);
    await visitor.botMessages(1);
    await Promise.all(Array.from({ length: 20 }, (_, n) => visitor.send(`Besked ${n}`)));
    await service.kill('SIGTERM');
    await expect(directLineCall(service.url, 'POST', '/tokens/generate')).rejects.toThrow();
    await service.start();
    expect((await history(visitor)).filter((activity) => activity.from.role === 'bot')).toHaveLength(21);
  } finally {
    await service.kill('SIGTERM');
    await rm(dataDirectory, { recursive: true, force: true });
  }
});
