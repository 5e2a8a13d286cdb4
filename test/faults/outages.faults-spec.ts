import { setTimeout as delay } from 'node:timers/promises';
import { redisIsInstalled, startTestRedis, type TestRedis } from '../support/redis-server.js';
import {
  aCustomer,
  actOnPage,
  anOrder,
  customersOf,
  aPaidOrder,
  checkoutUrl,
  orderWith,
} from '../support/shop.js';
import { soon, TEST_MS, times } from './extent.js';
import { type FaultyShop, openFaultyShop } from './faulty-shop.js';

jest.setTimeout(TEST_MS);

const OUTAGE_MS = times(2_000, 60_000);

describe('While the mail server is away', () => {
  let shop: FaultyShop;
  beforeAll(async () => {
    shop = await openFaultyShop();
  });
  afterAll(() => shop.close());

  it('orders are paid and given back, and everybody gets their mails when it is back', async () => {
    const customer = await aCustomer(shop);
    await shop.mail.cut();
    const [kept, returned] = [await aPaidOrder(shop, customer), await aPaidOrder(shop, customer)];
    await customer.client.post(`/orders/${returned.id}/refund`).expect(200);
    await soon(async () => {
      const failed = await shop.app.database.query(
        `SELECT id FROM outbox WHERE name = 'send-mail' AND last_error IS NOT NULL`,
      );
      expect(failed).toHaveLength(3);
    });
    await shop.mail.mend();
    await shop.auditor.expectSound();

    await orderWith(customer, kept.id, { status: 'paid' });
    await orderWith(customer, returned.id, { refund_state: 'full' });
  });

  it('goes away again and again, nobody gets a mail twice', async () => {
    const customer = await aCustomer(shop);
    for (let round = 0; round < times(3, 30); round += 1) {
      const order = aPaidOrder(shop, customer);
      await delay(Math.random() * 200);
      await shop.mail.cut();
      await delay(Math.random() * 200);
      await shop.mail.mend();
      await order;
    }

    await shop.auditor.expectSound();
  });
});

if (redisIsInstalled('orders while Redis is away')) {
  describe('While Redis is away', () => {
    let redis: TestRedis;
    let shop: FaultyShop;
    beforeAll(async () => {
      redis = await startTestRedis();
      shop = await openFaultyShop(redis.url);
    });
    afterAll(async () => {
      await shop.close();
      await redis.close();
    });

    it('everything can be ordered and paid, and is fulfilled when it is back, though it has forgotten all', async () => {
      const customer = await aCustomer(shop);
      await aPaidOrder(shop, customer);
      const before = await anOrder(shop, customer);
      const url = await checkoutUrl(customer, before.id);
      await redis.stop();
      await actOnPage(url, 'paid');
      const during = await anOrder(shop, customer);
      await actOnPage(await checkoutUrl(customer, during.id), 'paid');
      await delay(OUTAGE_MS);
      await redis.start();

      for (const { id } of [before, during]) await soon(() => orderWith(customer, id, { status: 'paid' }));
      await shop.auditor.expectSound();
    });

    it('jobs that it had taken and forgot are done all the same', async () => {
      const customers = await customersOf(shop, times(4, 20));
      const orders = customers.map((customer) => aPaidOrder(shop, customer));
      for (let round = 0; round < times(2, 10); round += 1) {
        await delay(Math.random() * 200);
        await redis.client.flushall();
      }
      await Promise.allSettled(orders);

      await shop.auditor.expectSound();
      for (const customer of customers) {
        const { body } = await customer.client.get('/purchases').expect(200);
        expect((body as { items: object[] }).items).toHaveLength(1);
      }
    });
  });
}
