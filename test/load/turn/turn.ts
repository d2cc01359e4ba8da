import { projectPath } from '../../../knowledge';
import { readQuestions } from '../../../bot/commands/evaluate-questions';
import { residentBytes } from '../../../knowledge/ingest/resident-memory';
import type { Bench, Benchmark } from '../benchmark';
import { median, percentile } from '../sampling';
import { figure, ratioLine, table } from '../tables';
import { expectRepliesTarget, loopbackConnector, type LoopbackConnector } from './connector-target';
import { load, type Round, type RoundSize } from './load';
import { cpuMs } from './server-process';
import { charterdesk, type Contender, echoBot, temporaryFolder, timeStart } from './start-times';
import type { Conversation, Target } from './target';

interface Measured {
  target: Target;
  pid: number;
  rounds: (Round & { cpuMs: number | undefined })[];
}

async function customersQuestions(): Promise<string[]> {
  const all = await readQuestions(projectPath('test', 'knowledge', 'questions.jsonl'));
  return all.filter(({ action, clauses }) => action === 'answer' && clauses.length > 0).map(({ ask }) => ask);
}

/** The targets take turns, so that whatever else the machine does hits them alike. */
async function alternate(
  measured: Measured[],
  conversations: number,
  questions: string[],
  size: RoundSize,
  rounds: number,
): Promise<void> {
  const open = new Map<Measured, Conversation[]>();
  for (const each of measured) {
    const opened = await Promise.all(Array.from({ length: conversations }, () => each.target.open()));
    open.set(each, opened);
    await load(opened, questions, { turns: Math.min(size.turns, 300), mostMs: size.mostMs });
  }
  for (let round = 0; round < rounds; round += 1)
    for (const each of measured) {
      const before = await cpuMs(each.pid);
      const loaded = await load(open.get(each) ?? [], questions, size);
      const after = await cpuMs(each.pid);
      each.rounds.push({
        ...loaded,
        cpuMs: before === undefined || after === undefined ? undefined : (after - before) / loaded.turns,
      });
    }
  for (const opened of open.values()) for (const conversation of opened) conversation.close();
}

const perSecond = ({ turns, ms }: Round): number => (turns / ms) * 1000;
const throughput = ({ rounds }: Measured): number => median(rounds.map(perSecond));
const latency = ({ rounds }: Measured, share: number): number =>
  median(rounds.map(({ turnMs }) => percentile(turnMs, share)));
const processorMs = ({ rounds }: Measured): number => median(rounds.map((round) => round.cpuMs ?? Number.NaN));

async function measureThroughput(bench: Bench, contenders: [Contender, Contender], connector: LoopbackConnector) {
  const [ours, peer] = contenders;
  const questions = await customersQuestions();
  const [ourServer, peerServer] = [await ours.start(bench), await peer.start(bench)];
  await Promise.all([ourServer.listening(), peerServer.listening()]);
  const rounds = bench.quick ? 1 : 5;
  for (const conversations of [1, 16]) {
    const size = bench.quick ? { turns: 32, mostMs: 5_000 } : { turns: conversations === 1 ? 300 : 700, mostMs: 3_000 };
    const measured: [Measured, Measured, Measured] = [
      { target: ours.target(ourServer.url), pid: ourServer.pid, rounds: [] },
      { target: peer.target(peerServer.url), pid: peerServer.pid, rounds: [] },
      { target: expectRepliesTarget('echo bot, expectReplies', peerServer.url, connector), pid: peerServer.pid, rounds: [] },
    ];
    await alternate(measured, conversations, questions, size, rounds);
    const rows = await Promise.all(
      measured.map(async (each) => [
        each.target.name,
        figure(throughput(each)),
        figure(latency(each, 0.5)),
        figure(latency(each, 0.99)),
        figure(processorMs(each)),
        figure(((await residentBytes(each.pid)) ?? Number.NaN) / 1e6),
        String(each.rounds.reduce((sum, round) => sum + round.turns, 0)),
      ]),
    );
    bench.print(`\n${conversations} conversation${conversations === 1 ? '' : 's'} at once, medians of ${rounds} rounds in turn:`);
    bench.print(table(['', 'turns/s', 'p50 ms', 'p99 ms', 'server CPU ms/turn', 'RSS MB', 'turns'], rows));
    const [us, echo, expecting] = measured;
    bench.print(ratioLine('turns per second', throughput(us) / throughput(echo), { least: 0.8 }));
    bench.print(ratioLine('turns per second, against expectReplies', throughput(us) / throughput(expecting)));
    bench.print(ratioLine('p50', latency(us, 0.5) / latency(echo, 0.5)));
    bench.print(ratioLine('p99', latency(us, 0.99) / latency(echo, 0.99)));
    bench.print(ratioLine("the server's processor time a turn", processorMs(us) / processorMs(echo)));
  }
  await Promise.all([ourServer.stop(), peerServer.stop()]);
}

async function measureStarts(bench: Bench, [ours, peer]: [Contender, Contender]): Promise<void> {
  const [question = ''] = await customersQuestions();
  const first = await timeStart(bench, ours, question);
  const starts = { ours: [first], peer: [first] };
  starts.ours.pop();
  starts.peer.pop();
  for (let round = 0; round < (bench.quick ? 1 : 5); round += 1) {
    starts.ours.push(await timeStart(bench, ours, question));
    starts.peer.push(await timeStart(bench, peer, question));
  }
  const row = (name: string, of: typeof starts.ours): string[] => [
    name,
    figure(median(of.map(({ listeningMs }) => listeningMs))),
    figure(median(of.map(({ answerMs }) => answerMs))),
    figure(median(of.map(({ residentMb }) => residentMb ?? Number.NaN))),
  ];
  bench.print(`\nFrom the start of the process, medians of ${starts.ours.length} starts in turn:`);
  bench.print(
    table(
      ['', 'listening ms', 'first answer ms', 'RSS MB then'],
      [row(ours.name, starts.ours), row(`${ours.name}, very first start (indexes)`, [first]), row(peer.name, starts.peer)],
    ),
  );
  const answer = (of: typeof starts.ours): number => median(of.map(({ answerMs }) => answerMs));
  bench.print(ratioLine('start to first answer', answer(starts.ours) / answer(starts.peer), { most: 1.3 }));
}

export const turn: Benchmark = {
  name: 'turn',
  about: 'a whole turn over Direct Line, and the time to start, against a bare botbuilder echo bot',
  async run(bench) {
    bench.print('Settings: both are processes of their own, started by bot/run.js, on restify and botbuilder of this project;');
    bench.print('charterdesk answers the development set from the shipped documents, log in SQLite with synchronous=FULL, LOG_LEVEL=error,');
    bench.print('rate limits lifted; the echo bot is CloudAdapter without app id, restify bodyParser, replies to a loopback connector');
    bench.print('(or in the response: expectReplies). One generator, kept connections; a turn is over when its request is answered and its reply seen.');
    const connector = await loopbackConnector(bench);
    const contenders: [Contender, Contender] = [charterdesk(await temporaryFolder(bench)), echoBot(connector)];
    await measureStarts(bench, contenders);
    await measureThroughput(bench, contenders, connector);
  },
};
