import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { chromiumIsInstalled, startChromium } from '../../../../test/support/chromium.js';
import { StripeGateway } from '../index.js';
import { startStripeStandIn, type StripeStandIn } from './index.js';

const KEYS = { secretKey: 'sk_test_browser', webhookSecret: 'whsec_browser' };
const WHAT = 'paying in a real browser (src/integrations/stripe/stand-in/pay-page-browser.int-spec.ts)';

/** Browsers have opinions of their own on where a form may lead, and on who sends it. */
(chromiumIsInstalled(WHAT) ? describe : describe.skip)('Paying in a browser', () => {
  let shop: Server;
  let shopUrl: string;
  let standIn: StripeStandIn;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    shop = createServer(({ url }, response) => response.end(`The shop at ${url ?? ''}`));
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    shopUrl = `http://localhost:${(shop.address() as AddressInfo).port}`;
    standIn = await startStripeStandIn({
      ...KEYS,
      host: '127.0.0.1',
      port: 0,
      webhookUrl: `${shopUrl}/hook`,
    });
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser.close();
    await standIn.close();
    shop.closeAllConnections();
    shop.close();
  });

  beforeEach(async () => {
    complaints = [];
    page = await browser.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    const { url } = await new StripeGateway({ ...KEYS, apiUrl: standIn.url }).openCheckout({
      idempotencyKey: `checkout-${Math.random()}`,
      orderId: 41,
      email: null,
      currency: 'usd',
      lines: [{ title: 'Metropolis', quantity: 1, unitAmount: 999 }],
      successUrl: `${shopUrl}/success?session_id={CHECKOUT_SESSION_ID}`,
      cancelUrl: `${shopUrl}/cancel`,
      expiresAt: new Date(),
    });
    await page.goto(url ?? '');
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  it('leads to the shop after a declined card and a second step', async () => {
    await page.selectOption('#reason', 'expired_card');
    await page.getByRole('button', { name: 'Try it' }).click();
    expect(await page.getByRole('alert').textContent()).toBe('The card has expired.');
    await page.getByRole('button', { name: 'second step' }).click();
    await page.getByRole('button', { name: 'Yes, confirm' }).click();
    await page.waitForURL(`${shopUrl}/success?session_id=cs_test_*`);
  });

  it('leads back to the shop when somebody walks away', async () => {
    await page.getByRole('button', { name: 'Go back' }).click();
    await page.waitForURL(`${shopUrl}/cancel`);
  });
});
