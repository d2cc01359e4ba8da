import type { Browser, CDPSession } from 'playwright-core';

/** A chat on a page: where its button and its first message are. */
export interface ChatOnPage {
  name: string;
  path: string;
  /** The element that holds the chat in its shadow root; absent: the page itself does. */
  host?: string;
  button: string;
  message: string;
}

export interface Visit {
  /** What came over the wire, in bytes, the page itself left out. */
  bytesBefore: number;
  bytesAfter: number;
  /** From the click to the first message, in milliseconds. */
  firstMessageMs: number;
  /** The page's objects once the first message is shown, in bytes. */
  heapBytes: number;
}

/** Counts what comes over the wire, from now on. */
async function countBytes(session: CDPSession): Promise<() => number> {
  let bytes = 0;
  const pages = new Set<string>();
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ type, requestId }) => void (type === 'Document' && pages.add(requestId)));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!pages.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/** Runs in the page: presses the button, and resolves with the milliseconds until the first message is there. */
function clickAndWait({ host, button, message }: ChatOnPage): Promise<number> {
  const root = (): ParentNode | null | undefined => (host ? document.querySelector(host)?.shadowRoot : document);
  const began = performance.now();
  root()?.querySelector<HTMLElement>(button)?.click();
  return new Promise((resolve) => {
    const look = (): void => {
      if (root()?.querySelector(message)) resolve(performance.now() - began);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** One visit with nothing cached: the page, the button, the first message. */
export async function visit(browser: Browser, siteUrl: string, chat: ChatOnPage): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, locale: 'en-GB' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await page.goto(`${siteUrl}/bare`);
    const bytes = await countBytes(session);
    await page.goto(siteUrl + chat.path, { waitUntil: 'networkidle' });
    await page.locator(`${chat.host ?? 'body'} ${chat.button}`).waitFor();
    const bytesBefore = bytes();
    const firstMessageMs = await page.evaluate(clickAndWait, chat);
    await page.waitForLoadState('networkidle');
    return { bytesBefore, bytesAfter: bytes(), firstMessageMs, heapBytes: await heapOf(session) };
  } finally {
    await context.close();
  }
}
