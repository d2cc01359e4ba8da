import type { Benchmark } from '../benchmark';
import { temporaryFolder } from '../temporary-folder';
import { expectRepliesTarget, loopbackConnector } from './connector-target';
import { charterdesk, echoBot } from './contenders';
import { customersQuestions, endlessly } from './questions';
import { compareStarts } from './start-times';
import type { ServerProcess } from './server-process';
import type { Target } from './target';
import { compareThroughput, type Line, warmUp } from './throughput';

const settings = `Both are processes of their own, started by bot/run.js, on the same restify and botbuilder; ours as one file with its packages,
  and with the compiled code that its first start left behind, as any start but the first has it.
charterdesk: answers the development set from the shipped documents; log in SQLite, synchronous=FULL; LOG_LEVEL=error; rate limits lifted;
  messages by POST, replies over the WebSocket; conversations long enough to have all the history that the bot looks at,
  no message sent twice.
echo bot: CloudAdapter without app id, restify's bodyParser, no state, no log, no authentication; replies to a loopback connector,
  or (expectReplies) in the response.
One generator for all, over kept connections; a turn is over when its request is answered and its reply has been seen.`;

export const turn: Benchmark = {
  name: 'turn',
  about: 'a whole turn over Direct Line, and the time to start, against a bare botbuilder echo bot',
  async run(bench) {
    bench.print(settings);
    const questions = await customersQuestions();
    const connector = await loopbackConnector(bench);
    const ours = charterdesk(await temporaryFolder(bench));
    const peer = echoBot(connector);
    await compareStarts(bench, ours, peer, questions[0]);

    const [ourServer, peerServer] = [await ours.start(bench), await peer.start(bench)];
    await Promise.all([ourServer.listening(), peerServer.listening()]);
    const lineOf = (target: Target, { pid }: ServerProcess): Line => ({ target, pid, questions: endlessly(questions) });
    const lines = [
      lineOf(ours.target(ourServer.url), ourServer),
      lineOf(peer.target(peerServer.url), peerServer),
      lineOf(expectRepliesTarget('echo bot, expectReplies', peerServer.url, connector), peerServer),
    ];
    await warmUp(bench, lines);
    for (const conversations of [1, 16]) await compareThroughput(bench, lines, conversations);
    await Promise.all([ourServer.stop(), peerServer.stop()]);
  },
};
