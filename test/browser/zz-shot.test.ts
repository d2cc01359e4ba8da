import { startTestService } from '../start-test-service';
import { openDemoPage, untilReady } from './chat-page';
import { launchChromium } from './chromium';
test('shots', async () => {
  const browser = await launchChromium();
  const service = await startTestService();
  await untilReady(service.url);
  for (const [name, options] of Object.entries({
    desktop: { viewport: { width: 1280, height: 800 } },
    phone: { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  })) {
    const customer = await openDemoPage(browser, service.url, { language: name === 'phone' ? 'da' : 'en', ...options });
    await customer.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await customer.page.screenshot({ path: `/tmp/shot-${name}-end.png` });
    await customer.page.evaluate(() => window.scrollTo(0, 0));
    await customer.open();
    await customer.botMessageCount(1);
    await customer.send(`${name === 'phone' ? 'Hvordan rejser vi et krav?' : 'How do we file a claim?'} ${'Vi har ventet længe på svar om vores sag. '.repeat(25)}`);
    await customer.botMessageCount(2);
    await customer.page.waitForTimeout(600);
    await customer.page.screenshot({ path: `/tmp/shot-${name}.png` });
    await customer.close();
  }
  await browser.close();
  await service.stop();
});
