import { rm } from 'node:fs/promises';
import { directLineCall } from '../../direct-line-client';
import { freshDataDirectory, startTestService, type TestService } from '../../start-test-service';

/** A demo customer's conversation with the real service, over the wire. */
async function signedIn(service: TestService, customerId: string): Promise<{ conversation: string; token: string }> {
  const response = await fetch(`${service.url}/demo/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: service.url },
    body: JSON.stringify({ customerId }),
  });
  const { assertion } = (await response.json()) as { assertion: string };
  const generated = await directLineCall(service.url, 'POST', '/tokens/generate', { token: assertion });
  const started = await directLineCall(service.url, 'POST', '/conversations', {
    token: String(generated.json.token),
    body: { locale: 'da-DK' },
  });
  return { conversation: String(started.json.conversationId), token: String(started.json.token) };
}

/** Writes, and waits for the bot's words to just that. */
async function write(
  service: TestService,
  { conversation, token }: { conversation: string; token: string },
  text: string,
): Promise<string> {
  const path = `/conversations/${conversation}/activities`;
  const sent = await directLineCall(service.url, 'POST', path, { token, body: { type: 'message', text } });
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    const { json } = await directLineCall(service.url, 'GET', path, { token });
    const replies = (json.activities as { replyToId?: string; text?: string }[]).filter(
      ({ replyToId }) => replyToId === sent.json.id,
    );
    if (replies.length > 0) return replies.map((reply) => reply.text ?? '').join('\n');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No reply came to "${text}": ${sent.status} ${JSON.stringify(sent.json)}`);
}

test('a claim that is being written outlives a restart, and one that was laid aside too', async () => {
  const DATA_DIR = await freshDataDirectory();
  try {
    const before = await startTestService({ DATA_DIR });
    const who = await signedIn(before, 'blaamejse');
    expect(await write(before, who, 'Jeg vil anmelde en skade')).toContain('Hvem skylder jer pengene?');
    expect(await write(before, who, 'Nordhavn Stål ApS')).toContain('Hvad er grunden');
    await before.stop();

    const after = await startTestService({ DATA_DIR });
    expect(await write(after, who, 'Køberen betaler ikke')).toContain('Hvor meget skylder');
    expect(await write(after, who, 'pause')).toContain('Jeg gemmer det');
    await after.stop();

    const nextWeek = await startTestService({ DATA_DIR });
    const resumed = await write(nextWeek, who, 'fortsæt');
    expect(resumed).toContain('**Køber:** Nordhavn Stål ApS');
    expect(resumed).toContain('Hvor meget skylder');
    await nextWeek.stop();
  } finally {
    await rm(DATA_DIR, { recursive: true, force: true });
  }
});
