import { Till } from '../../../../test/e2e/payments/till.js';
import { CheckoutsRepository } from './checkouts.repository.js';
import { PageOpening } from './page-opening.service.js';
import { StripePayments } from './stripe-payments.service.js';

describe('A page to pay on', () => {
  let till: Till;
  let payments: StripePayments;
  beforeEach(async () => {
    till = await Till.open();
    payments = till.get(StripePayments);
  });
  afterEach(async () => {
    const broken = await till.broken();
    await till.close();
    expect(broken).toEqual([]);
  });

  const pages = (): Promise<{ status: string; request: unknown }[]> =>
    till.database.query('SELECT status, request FROM checkouts ORDER BY id');
  const open = async (orderId: number): Promise<string> =>
    (await payments.open(await till.demand(orderId))).url;

  it('asks the gateway for what the order comes to, and keeps no e-mail', async () => {
    const id = await till.order(999, 501);
    await open(id);

    expect(till.gateway.requests).toEqual([
      expect.objectContaining({
        orderId: id,
        email: 'buyer@test.example',
        currency: 'usd',
        lines: [
          { title: 'Thing 1', quantity: 1, unitAmount: 999 },
          { title: 'Thing 2', quantity: 1, unitAmount: 501 },
        ],
        successUrl: expect.stringMatching(/\/payments\/success\?session_id=\{CHECKOUT_SESSION_ID\}$/),
        cancelUrl: expect.stringMatching(new RegExp(`/payments/cancel\\?order_id=${id}$`)),
      }),
    ]);
    expect(await pages()).toEqual([{ status: 'open', request: null }]);
  });

  it('is one, also for ten who ask at once', async () => {
    const id = await till.order(700);
    const demand = await till.demand(id);
    const answers = await Promise.all(Array.from({ length: 10 }, () => payments.open(demand)));

    expect(new Set(answers.map(({ url }) => url)).size).toBe(1);
    expect(till.gateway.requests).toHaveLength(1);
    expect(await open(id)).toBe(answers[0]?.url);
  });

  it('is found again when the gateway did the work and the answer was lost', async () => {
    const id = await till.order(700);
    till.gateway.faults.push('lost');
    await expect(open(id)).rejects.toMatchObject({ type: { slug: 'payments-unavailable' } });

    await open(id);
    const [first, second] = till.gateway.requests;
    expect(second).toEqual(first);
    expect(till.gateway.pages.size).toBe(1);
    expect(await pages()).toHaveLength(1);
  });

  it('is found again by the next caller when a process died while it was opened', async () => {
    const id = await till.order(700);
    till.gateway.faults.push('lost');
    await expect(open(id)).rejects.toThrow();
    await till.database.query('UPDATE checkouts SET attempted_at = now()');
    till.ahead = 1;

    await open(id);
    expect(till.gateway.pages.size).toBe(1);
  });

  it('that the gateway refuses is said to be unavailable, and the next attempt is another', async () => {
    const id = await till.order(700);
    till.gateway.faults.push('refused');
    await expect(open(id)).rejects.toMatchObject({ type: { slug: 'payments-unavailable' } });

    await open(id);
    expect((await pages()).map(({ status }) => status)).toEqual(['expired', 'open']);
  });

  it('gives way to another where something else is to be paid', async () => {
    const id = await till.order(700);
    const former = await open(id);
    await till.database.query('UPDATE orders SET total_amount = 6 WHERE id = $1', [id]);
    const demand = await till.demand(id);
    const { url } = await payments.open({
      ...demand,
      lines: [{ title: 'Thing', quantity: 1, unitAmount: 600 }],
    });

    expect(url).not.toBe(former);
    expect([...till.gateway.pages.values()].map(({ status }) => status)).toEqual(['expired', 'open']);
    await till.database.query('UPDATE orders SET total_amount = 7 WHERE id = $1', [id]);
  });

  it('that was paid in the meantime settles the order instead of giving way', async () => {
    const id = await till.order(700);
    till.gateway.pay(await till.page(id));
    const demand = await till.demand(id);

    await expect(payments.open({ ...demand, method: 'card' })).rejects.toMatchObject({
      type: { slug: 'nothing-to-pay' },
    });
    expect((await till.books(id)).order).toBe('paid 0.00');
  });

  it('is refused for an order that is not open, or comes to something else', async () => {
    const id = await till.order(700);
    const demand = await till.demand(id);
    await expect(payments.open({ ...demand, amount: 600 })).rejects.toThrow(/in the meantime/);
    await till.cancel(id);

    await expect(payments.open(demand)).rejects.toThrow(/in the meantime/);
    expect(till.gateway.requests).toEqual([]);
  });

  it('is refused for ways to pay that are not on offer, naming those that are', async () => {
    const demand = await till.demand(await till.order(700));

    await expect(payments.open({ ...demand, method: 'cheque' })).rejects.toMatchObject({
      type: { slug: 'payment-method-unavailable' },
      facts: { available: ['card'] },
    });
  });

  describe('is closed', () => {
    it('so that nobody pays any more', async () => {
      const id = await till.order(700);
      const session = await till.page(id);

      expect(await payments.close(id)).toBe('closed');
      expect(till.gateway.pages.get(session)?.status).toBe('expired');
      expect(await payments.close(id)).toBe('closed');
    });

    it('or settles the order where it was paid', async () => {
      const id = await till.order(700);
      till.gateway.pay(await till.page(id));

      expect(await payments.close(id)).toBe('paid');
      expect((await till.books(id)).order).toBe('paid 0.00');
    });

    it('also when nobody knows whether it was opened', async () => {
      const id = await till.order(700);
      till.gateway.faults.push('lost');
      await expect(open(id)).rejects.toThrow();

      expect(await payments.close(id)).toBe('closed');
      expect([...till.gateway.pages.values()].map(({ status }) => status)).toEqual(['expired']);
    });

    it('unless the gateway does not answer', async () => {
      const id = await till.order(700);
      await till.page(id);
      till.gateway.faults.push('silent');

      expect(await payments.close(id)).toBe('unknown');
      expect(await payments.close(id)).toBe('closed');
    });
  });

  it('waits no longer than it must for another who asks', async () => {
    const id = await till.order(700);
    till.gateway.faults.push('lost');
    await expect(open(id)).rejects.toThrow();
    const live = await till.get(CheckoutsRepository).findLive(id);
    const both = [1, 2].map(() => till.get(PageOpening).finish(live?.id ?? 0));

    expect((await Promise.all(both)).map((page) => page?.status)).toEqual(['open', 'open']);
    expect(till.gateway.requests).toHaveLength(2);
  });
});
