import { readQuestions } from '../../../bot/commands/evaluate-questions';
import { projectPath } from '../../../knowledge';
import type { Benchmark } from '../benchmark';
import { temporaryFolder } from '../temporary-folder';
import { expectRepliesTarget, loopbackConnector } from './connector-target';
import { charterdesk, echoBot } from './contenders';
import { compareStarts } from './start-times';
import { compareThroughput, warmUp } from './throughput';

const settings = `Both are processes of their own, started by bot/run.js, on the same restify and botbuilder.
charterdesk: answers the development set from the shipped documents; log in SQLite, synchronous=FULL; LOG_LEVEL=error; rate limits lifted;
  messages by POST, replies over the WebSocket; every conversation long enough to have all the history that the bot looks at.
echo bot: CloudAdapter without app id, restify's bodyParser, no state, no log, no authentication; replies to a loopback connector,
  or (expectReplies) in the response.
One generator for all, over kept connections; a turn is over when its request is answered and its reply has been seen.`;

async function customersQuestions(): Promise<[string, ...string[]]> {
  const all = await readQuestions(projectPath('test', 'knowledge', 'questions.jsonl'));
  const asked = all.filter(({ action, history }) => action === 'answer' && history.length === 0).map(({ ask }) => ask);
  const [first, ...others] = asked;
  if (first === undefined) throw new Error('The development set has no question to ask.');
  return [first, ...others];
}

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
    const lines = [
      { target: ours.target(ourServer.url), pid: ourServer.pid },
      { target: peer.target(peerServer.url), pid: peerServer.pid },
      { target: expectRepliesTarget('echo bot, expectReplies', peerServer.url, connector), pid: peerServer.pid },
    ];
    await warmUp(bench, lines, questions);
    for (const conversations of [1, 16]) await compareThroughput(bench, lines, conversations, questions);
    await Promise.all([ourServer.stop(), peerServer.stop()]);
  },
};
