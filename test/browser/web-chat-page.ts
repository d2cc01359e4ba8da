import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { projectPath } from '../../knowledge';
import { directLineCall } from '../direct-line-client';

/** Web Chat as it is published, nothing of it changed. */
const bundle = readFileSync(projectPath('node_modules', 'botframework-webchat', 'dist', 'webchat.js'));

const html = `<!doctype html><html lang="da"><meta charset="utf-8"><title>Kundesite</title>
<style>html,body,#chat{height:100%;margin:0}</style><h1>Kundesite</h1><div id="chat" style="height:600px"></div>
<script src="/webchat.js"></script>`;

/** A site of somebody else's that shows Web Chat. */
export async function webChatSite(): Promise<{ url: string; close(): void }> {
  const server: Server = createServer((request, response) => {
    if (request.url === '/webchat.js') response.setHeader('Content-Type', 'text/javascript').end(bundle);
    else response.setHeader('Content-Type', 'text/html').end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}

/** Runs in the page: Web Chat on the service, with the shortest of the waits that it chooses by chance before a reconnect. */
function show({ domain, token }: { domain: string; token: string }): void {
  interface Published {
    createDirectLine(options: object): object;
    renderWebChat(options: object, element: Element | null): void;
  }
  Math.random = () => 0;
  const { WebChat } = window as unknown as { WebChat: Published };
  const conversationStartProperties = { locale: 'da-DK' };
  const directLine = WebChat.createDirectLine({ domain, token, conversationStartProperties });
  WebChat.renderWebChat({ directLine, locale: 'da-DK' }, document.querySelector('#chat'));
}

/** A customer with Web Chat open. */
export class WebChatPage {
  private socket: WebSocketRoute | undefined;
  /** How often the client has opened a socket. */
  sockets = 0;

  private constructor(
    readonly page: Page,
    readonly conversation: string,
  ) {}

  /** @param assertion of the site, for a customer who has signed in there */
  static async open(browser: Browser, siteUrl: string, serviceUrl: string, assertion?: string): Promise<WebChatPage> {
    const { json } = await directLineCall(
      serviceUrl,
      'POST',
      '/tokens/generate',
      assertion ? { token: assertion } : {},
    );
    const context = await browser.newContext({ viewport: { width: 500, height: 700 }, locale: 'da-DK' });
    const page = await context.newPage();
    const chat = new WebChatPage(page, String(json.conversationId));
    await page.routeWebSocket(/\/v3\/directline\//, (route) => {
      chat.sockets += 1;
      chat.socket = route;
      route.connectToServer();
    });
    await page.goto(siteUrl);
    await page.evaluate(show, { domain: `${serviceUrl}/v3/directline`, token: String(json.token) });
    return chat;
  }

  async says(text: string): Promise<void> {
    const box = this.page.locator('.webchat__send-box-text-box__input');
    await box.fill(text);
    await box.press('Enter');
  }

  /** The chat's bubbles from the top down, the first line of each. */
  async bubbles(): Promise<string[]> {
    const all = await this.page.locator('.webchat__bubble__content').allInnerTexts();
    return all.map((text) => text.trim().split('\n')[0] ?? '');
  }

  async shows(text: string | RegExp): Promise<void> {
    await this.page.locator('.webchat__bubble__content').filter({ hasText: text }).last().waitFor();
  }

  /** Cuts the socket, as a network does. */
  async losesConnection(): Promise<void> {
    await this.socket?.close({ code: 1001 });
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
