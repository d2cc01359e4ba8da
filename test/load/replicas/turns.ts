import { TestVisitor } from '../../direct-line-client';
import { cpuMs, type ServerProcess } from '../turn/server-process';

const questions = [
  'Hvornår får vi svar på en henvendelse?',
  'How do I file a claim?',
  'What is a credit limit?',
  'Hvad koster inkasso?',
];

export interface Turns {
  perSecond: number;
  answerMs: number[];
  cpuMsPerTurn: number;
}

const at = <T>(list: readonly T[], place: number): T => {
  const found = list[place % list.length];
  if (found === undefined) throw new Error('There is nothing to choose from.');
  return found;
};

/** So many conversations at once, each asking its next question when the last is answered; sockets and posts go to the replicas by turns. */
export async function askOn(services: readonly ServerProcess[], conversations: number, forMs: number): Promise<Turns> {
  const answerMs: number[] = [];
  const endAt = performance.now() + forMs;
  const cpuBefore = await cpuOf(services);
  const converse = async (place: number): Promise<void> => {
    const visitor = await TestVisitor.arrive(at(services, place).url);
    const elsewhere = visitor.at(at(services, place + 1).url, visitor.streamUrl);
    const listener = visitor.listen();
    await listener.opened;
    for (let number = 0; performance.now() < endAt; number += 1) {
      const asked = performance.now();
      const id = await (number % 2 ? elsewhere : visitor).send(at(questions, number));
      await listener.until((activities) => activities.some(({ replyToId }) => replyToId === id), 60_000);
      answerMs.push(performance.now() - asked);
    }
    listener.close();
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: conversations }, (_, place) => converse(place)));
  const seconds = (performance.now() - started) / 1000;
  const used = (await cpuOf(services)) - cpuBefore;
  return { perSecond: answerMs.length / seconds, answerMs, cpuMsPerTurn: used / answerMs.length };
}

async function cpuOf(services: readonly ServerProcess[]): Promise<number> {
  const each = await Promise.all(services.map(async ({ pid }) => (await cpuMs(pid)) ?? Number.NaN));
  return each.reduce((sum, ms) => sum + ms, 0);
}
