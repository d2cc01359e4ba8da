import { launchChromium } from '../../browser/chromium';
import { untilReady } from '../../browser/chat-page';
import type { Bench, Benchmark } from '../benchmark';
import { figure, ratioLine, table } from '../tables';
import { temporaryFolder } from '../temporary-folder';
import { startServer } from '../turn/server-process';
import { chatSite } from './chat-site';
import { type ChatOnPage, visit, type Visit } from './visit';

const settings = `Both on pages of one other site, in one browser, on the same service; each visit with nothing cached, the two in turn.
Web Chat is its one published bundle, loaded when a button is pressed; both are compressed as the browser asks.
A visit: the page with its button, the click, the first message (the greeting) on the screen. The medians are shown.`;

const ours: ChatOnPage = {
  name: 'our widget',
  path: '/ours',
  host: 'charterdesk-chat',
  button: '.launcher',
  message: '.message.bot .bubble',
};
const webChat: ChatOnPage = {
  name: 'Web Chat',
  path: '/web-chat',
  button: '#open',
  message: '.webchat__bubble__content',
};
const rounds = 7;

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const medians = (visits: Visit[]): Visit => ({
  bytesBefore: median(visits.map(({ bytesBefore }) => bytesBefore)),
  bytesAfter: median(visits.map(({ bytesAfter }) => bytesAfter)),
  firstMessageMs: median(visits.map(({ firstMessageMs }) => firstMessageMs)),
  heapBytes: median(visits.map(({ heapBytes }) => heapBytes)),
});

function show(bench: Bench, own: Visit, peer: Visit): void {
  const row = (name: string, { bytesBefore, bytesAfter, firstMessageMs, heapBytes }: Visit): string[] => [
    name,
    ...[bytesBefore / 1000, bytesAfter / 1000, firstMessageMs, heapBytes / 1e6].map(figure),
  ];
  const header = ['', 'kB before opening', 'kB with the first message', 'ms from click to it', 'MB of objects'];
  bench.print(table(header, [row(ours.name, own), row(webChat.name, peer)]));
  bench.print(ratioLine('bytes until the first message', own.bytesAfter / peer.bytesAfter));
  bench.print(ratioLine('time from click to the first message', own.firstMessageMs / peer.firstMessageMs));
  bench.print(ratioLine('memory of the page', own.heapBytes / peer.heapBytes));
}

export const widget: Benchmark = {
  name: 'widget',
  about:
    'the widget on a page (bytes, time to the first message, memory), against the standard Web Chat on the same service',
  async run(bench) {
    bench.print(settings);
    const site = await chatSite(bench);
    const server = await startServer(bench, 'main', {
      HOST: '127.0.0.1',
      DATA_DIR: await temporaryFolder(bench),
      LOG_LEVEL: 'error',
      ALLOWED_ORIGINS: site.url,
      RATE_LIMIT_CONVERSATIONS_PER_MINUTE: '100000',
    });
    await server.listening();
    await untilReady(server.url);
    site.serve(server.url);
    const browser = await launchChromium();
    bench.atEnd(() => browser.close());
    const visits: { own: Visit[]; peer: Visit[] } = { own: [], peer: [] };
    // The first of each warms the service and the browser up.
    for (let round = bench.quick ? 0 : -1; round < (bench.quick ? 1 : rounds); round += 1) {
      const own = await visit(browser, site.url, ours);
      const peer = await visit(browser, site.url, webChat);
      if (round < 0) continue;
      visits.own.push(own);
      visits.peer.push(peer);
    }
    show(bench, medians(visits.own), medians(visits.peer));
  },
};
