import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { projectPath } from '../../../knowledge';
import type { Bench } from '../benchmark';

const published = projectPath('node_modules', 'botframework-webchat', 'dist', 'webchat.js');

/** Web Chat's one bundle, loaded when its button is pressed, as its makers advise for pages that are to be quick. */
const webChatPage = (
  serviceUrl: string,
): string => `<button id="open">Ask us</button><div id="chat" style="height:680px;width:420px"></div><script>
document.querySelector('#open').onclick = () => {
  const script = document.createElement('script');
  script.src = '/webchat.js';
  script.onload = async () => {
    const domain = '${serviceUrl}/v3/directline';
    const { token } = await (await fetch(domain + '/tokens/generate', { method: 'POST' })).json();
    const directLine = WebChat.createDirectLine({ domain, token, conversationStartProperties: { locale: 'en-GB' } });
    WebChat.renderWebChat({ directLine, locale: 'en-US' }, document.querySelector('#chat'));
  };
  document.body.append(script);
};
</script>`;

const pageOf = (body: string): string =>
  `<!doctype html><html lang="en"><title>Site</title><link rel="icon" href="data:,"><body><h1>Site</h1>${body}`;

/** A site with a page for each of the two, compressed as our service compresses. @throws where Web Chat is not installed */
export async function chatSite(bench: Bench): Promise<{ url: string; serve(serviceUrl: string): void }> {
  if (!existsSync(published)) throw new Error(`${published} is missing: run "npm ci", which brings Web Chat's bundle.`);
  const bundle = readFileSync(published);
  const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: bench.quick ? 4 : 11 } };
  const packed = { br: brotliCompressSync(bundle, quickly), gzip: gzipSync(bundle) };
  let pages: Record<string, string> = {};
  const server = createServer((request, response) => {
    if (request.url !== '/webchat.js') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      return void response.end(pages[request.url ?? ''] ?? '');
    }
    const encoding = /\bbr\b/.test(String(request.headers['accept-encoding'])) ? 'br' : 'gzip';
    response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Content-Encoding': encoding });
    response.end(packed[encoding]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bench.atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(serviceUrl) {
      pages = {
        '/bare': pageOf(''),
        '/ours': pageOf(`<script src="${serviceUrl}/widget.js" data-language="en" async></script>`),
        '/web-chat': pageOf(webChatPage(serviceUrl)),
      };
    },
  };
}
