import { untilReady, openDemoPage, type ChatPage } from '../../browser/chat-page';
import { launchChromium } from '../../browser/chromium';
import { OpenAiStandIn } from '../../models/openai-stand-in';
import type { Bench, Benchmark } from '../benchmark';
import { percentile } from '../sampling';
import { figure, table } from '../tables';
import { temporaryFolder } from '../temporary-folder';
import { directLineTarget } from '../turn/direct-line-target';
import { customersQuestions, endlessly, type NextQuestion } from '../turn/questions';
import { startServer } from '../turn/server-process';
import type { Conversation } from '../turn/target';
import { firstSeen, seenSince, watchLastMessage } from './seen';

const settings = `The provider is a stand-in that speaks OpenAI's protocol and says what the clause says, seven letters every 15 ms. A sentence is finished when the last
letter of its JSON was written to the connection, and shown when the frame with it has been painted in a headless browser on the same machine,
which serves the service, the stand-in and the other conversations too. Those are over Direct Line, each asking its next question at once.`;

const aimMs = 150;
const pieceMs = 15;
const wanted = 120;
const others = [0, 8];

/** A sentence as the provider has said it. */
interface Said {
  text: string;
  at: number;
}

interface Measured {
  /** From finished to shown, of each sentence that was shown. */
  waits: number[];
  /** Sentences that did not stand the check, or said what was said already. */
  unseen: number;
}

/** Asks one question after another in the widget until enough sentences were shown. @throws where the model is hardly ever asked */
async function measure(bench: Bench, chat: ChatPage, next: NextQuestion, said: Map<string, Said[]>): Promise<Measured> {
  const measured: Measured = { waits: [], unseen: 0 };
  const enough = bench.quick ? 4 : wanted;
  for (let asked = 0; measured.waits.length < enough; asked += 1) {
    if (asked > 3 * enough) throw new Error(`${asked} questions brought ${measured.waits.length} sentences.`);
    const question = next();
    const replies = await chat.botMessages.count();
    await seenSince(chat.page);
    await chat.send(question);
    await chat.chat.locator('.message.bot:not(.typing):not(.streaming)').nth(replies).waitFor({ timeout: 30_000 });
    const seen = await seenSince(chat.page);
    for (const { text, at } of said.get(question) ?? []) {
      const shownAt = firstSeen(seen, text);
      if (shownAt === undefined) measured.unseen += 1;
      else measured.waits.push(shownAt - at);
    }
  }
  return measured;
}

/** Keeps conversations going. @returns what ends them */
function keepAsking(conversations: readonly Conversation[], next: NextQuestion): () => Promise<void> {
  let goesOn = true;
  const all = conversations.map(async (conversation) => {
    while (goesOn) await conversation.turn(next());
    conversation.close();
  });
  return async () => {
    goesOn = false;
    await Promise.all(all);
  };
}

export const wording: Benchmark = {
  name: 'wording',
  about: 'a model’s sentences in the widget: how long after the provider has finished each it is on the screen',
  async run(bench) {
    bench.print(settings);
    const provider = await OpenAiStandIn.start();
    bench.atEnd(() => provider.stop());
    provider.pieceMs = pieceMs;
    const said = new Map<string, Said[]>();
    provider.onSentence = (question, text) => {
      const at = performance.timeOrigin + performance.now();
      said.set(question, [...(said.get(question) ?? []), { text, at }]);
    };
    const server = await startServer(bench, 'main', {
      ...provider.settings,
      HOST: '127.0.0.1',
      DATA_DIR: await temporaryFolder(bench),
      LOG_LEVEL: 'error',
      MODEL_TOKENS_PER_CONVERSATION: '100000000',
      MODEL_TOKENS_PER_DAY: '1000000000',
      RATE_LIMIT_MESSAGES_PER_MINUTE: '1000000',
      RATE_LIMIT_CONVERSATIONS_PER_MINUTE: '1000000',
      RATE_LIMIT_REQUESTS_PER_MINUTE: '10000000',
    });
    await server.listening();
    await untilReady(server.url);
    const browser = await launchChromium();
    bench.atEnd(() => browser.close());
    // None that is asked in the widget is asked by the others.
    const questions = await customersQuestions();
    const [theWidgets, theOthers] = [0, 1].map((odd) => questions.filter((_question, at) => at % 2 === odd));
    const target = directLineTarget('others', server.url);
    const rows: string[][] = [];
    let slowest = 0;
    for (const count of others) {
      const conversations = await Promise.all(Array.from({ length: count }, () => target.open()));
      const stop = keepAsking(conversations, endlessly(theOthers ?? []));
      said.clear();
      const chat = await openDemoPage(browser, server.url);
      await chat.open();
      await chat.botMessageCount(1);
      await watchLastMessage(chat.page);
      const { waits, unseen } = await measure(bench, chat, endlessly(theWidgets ?? []), said);
      await stop();
      await chat.close();
      const shares = [0.5, 0.95, 1].map((share) => percentile(waits, share));
      slowest = Math.max(slowest, shares[1] ?? 0);
      rows.push([`${count} other conversations`, `${waits.length}`, `${unseen}`, ...shares.map(figure)]);
    }
    bench.print(table(['', 'sentences', 'not shown', 'ms p50', 'ms p95', 'ms most'], rows));
    bench.print(
      `  a sentence shown, p95: ${figure(slowest)} ms  (aim: at most ${aimMs}; ${slowest <= aimMs ? 'met' : 'NOT met'})`,
    );
  },
};
