import type { PaymentState } from '../../../integrations/stripe/index.js';
import { OrderRefunds } from '../../orders/index.js';
import { TestKind, Till } from '../../../../test/e2e/payments/till.js';
import { SettlementService } from './settlement.service.js';

/** All orders of some things. */
function permutations<T>(things: readonly T[]): T[][] {
  if (things.length <= 1) return [[...things]];
  return things.flatMap((thing, at) =>
    permutations(things.filter((_, index) => index !== at)).map((rest) => [thing, ...rest]),
  );
}

describe('A payment that the gateway tells of', () => {
  let till: Till;
  beforeEach(async () => {
    till = await Till.open();
  });
  afterEach(async () => {
    const broken = await till.broken();
    await till.close();
    expect(broken).toEqual([]);
  });

  const apply = (state: PaymentState): Promise<boolean> => till.get(SettlementService).applyPayment(state);
  const applyPage = (id: string): Promise<boolean> => {
    const page = till.gateway.pages.get(id);
    if (!page) throw new Error(`There is no page ${id}.`);
    return till.get(SettlementService).applyCheckout({ ...page });
  };
  /** A paid order of two lines, and its payment. */
  const paidOrder = async (): Promise<{ id: number; payment: PaymentState }> => {
    const id = await till.order(999, 501);
    const page = await till.page(id);
    const payment = till.gateway.pay(page);
    await applyPage(page);
    return { id, payment };
  };

  it('fulfils the order, with what each line cost', async () => {
    const { id } = await paidOrder();

    expect(await till.books(id)).toEqual({
      order: 'paid 0.00',
      payments: ['successful fulfilled 15.00 0.00'],
      refunds: [],
    });
    const items = await till.database.query(
      `SELECT price_at_payment::text AS price FROM payment_items i JOIN payments p ON p.id = i.payment_id
       WHERE p.order_id = $1 ORDER BY i.order_item_id`,
      [id],
    );
    expect(items).toEqual([{ price: '9.99' }, { price: '5.01' }]);
  });

  it('fulfils it once, however many tell of it at once', async () => {
    const id = await till.order(700);
    const page = await till.page(id);
    till.gateway.pay(page);

    await Promise.all(Array.from({ length: 20 }, () => applyPage(page)));

    expect((await till.books(id)).payments).toEqual(['successful fulfilled 7.00 0.00']);
    const [line] = await till.linesOf(id);
    expect(till.get(TestKind).fulfilled.filter((one) => one === line)).toHaveLength(1);
    expect(await till.told(id)).toEqual(['paid']);
  });

  it('that was declined is in the history, with what to try next, and can be followed by one that is not', async () => {
    const id = await till.order(700);
    const page = await till.page(id);
    till.gateway.decline(page, 'insufficient_funds');
    await applyPage(page);
    await applyPage(page);

    expect((await till.books(id)).payments).toEqual(['canceled insufficient_funds 7.00 0.00']);
    expect(await till.told(id)).toEqual(['declined']);

    till.gateway.pay(page, { decline: null });
    await applyPage(page);

    expect(await till.books(id)).toMatchObject({
      order: 'paid 0.00',
      payments: ['canceled insufficient_funds 7.00 0.00', 'successful fulfilled 7.00 0.00'],
    });
  });

  it('that comes late still fulfils an order whose things are free', async () => {
    const id = await till.order(700);
    const page = await till.page(id);
    await till.cancel(id);
    till.gateway.pay(page);
    await applyPage(page);

    expect(await till.books(id)).toMatchObject({ order: 'paid 0.00', refunds: [] });
  });

  it('that comes too late goes back, once', async () => {
    const id = await till.order(700);
    const page = await till.page(id);
    await till.cancel(id);
    till.get(TestKind).isGone = true;
    till.gateway.pay(page);
    await Promise.all([applyPage(page), applyPage(page), applyPage(page)]);

    expect(await till.books(id)).toEqual({
      order: 'canceled 0.00',
      payments: ['refunded too-late 7.00 7.00'],
      refunds: ['automatic pending 7.00'],
    });
    expect(await till.told(id)).toEqual(['returned']);
    expect(await till.work()).toEqual([]);
    expect((await till.books(id)).refunds).toEqual(['automatic succeeded 7.00']);
  });

  it.each([
    ['amount', { captured: 699 }],
    ['currency', { currency: 'eur' }],
  ])('of another %s fulfils nothing and goes back', async (_what, over) => {
    const id = await till.order(700);
    const page = await till.page(id);
    till.gateway.pay(page, over);
    await applyPage(page);

    const { order, payments, refunds } = await till.books(id);
    expect(order).toBe('pending 0.00');
    expect(payments).toEqual([expect.stringMatching(/^refunded mismatch/)]);
    expect(refunds).toEqual([expect.stringMatching(/^automatic pending/)]);
    await till.work();
  });

  it('for an order that was paid before goes back', async () => {
    const { id, payment } = await paidOrder();
    const second = { ...payment, id: 'pi_second' };
    const [first] = till.gateway.pages.values();
    if (first) till.gateway.pages.set('cs_second', { ...first, id: 'cs_second', payment: second });
    await till.database.query(
      `INSERT INTO checkouts (order_id, status, session_id, payment_id, amount, currency, fingerprint, created_at, expires_at, checked_at)
       VALUES ($1, 'expired', 'cs_second', 'pi_second', 15, 'usd', repeat('0', 64), now(), now(), now())`,
      [id],
    );
    await apply(second);
    await apply(second);

    expect(await till.books(id)).toEqual({
      order: 'paid 0.00',
      payments: ['successful fulfilled 15.00 0.00', 'refunded paid-already 15.00 15.00'],
      refunds: ['automatic pending 15.00'],
    });
  });

  it('of somebody else is left alone', async () => {
    const { payment } = await paidOrder();

    expect(await apply({ ...payment, id: 'pi_unknown' })).toBe(false);
  });

  describe('and that is given back in the dashboard', () => {
    it('in part, is taken over by the lines in proportion', async () => {
      const { id, payment } = await paidOrder();
      const state = till.gateway.refundInDashboard(payment.id, 300);
      await apply(state);
      await apply(state);

      expect(await till.books(id)).toEqual({
        order: 'paid 3.00',
        payments: ['successful fulfilled 15.00 3.00'],
        refunds: ['gateway succeeded 3.00'],
      });
    });

    it('all but a cent of it, takes back the lines of which nothing is left', async () => {
      const id = await till.order(1000, 1000);
      const page = await till.page(id);
      const payment = till.gateway.pay(page);
      await applyPage(page);
      await apply(till.gateway.refundInDashboard(payment.id, 1999));

      const gone = await till.database.query<{ id: number }>(
        'SELECT id FROM order_items WHERE order_id = $1 AND refunded_at IS NOT NULL',
        [id],
      );
      const lines = await till.linesOf(id);
      expect(gone).toHaveLength(1);
      expect(till.get(TestKind).revoked.filter((line) => lines.includes(line))).toEqual([gone[0]?.id]);
      expect((await till.books(id)).order).toBe('paid 19.99');
    });

    it('as a whole, takes everything back', async () => {
      const { id, payment } = await paidOrder();
      till.gateway.refundInDashboard(payment.id, 300);
      await apply(till.gateway.refundInDashboard(payment.id, 1200));

      expect(await till.books(id)).toMatchObject({
        order: 'refunded 15.00',
        payments: ['refunded fulfilled 15.00 15.00'],
      });
      expect(till.get(TestKind).revoked).toEqual(expect.arrayContaining(await till.linesOf(id)));
    });

    it('is refunded by us for what is left only', async () => {
      const { id, payment } = await paidOrder();
      await apply(till.gateway.refundInDashboard(payment.id, 300));
      await till.refund(id);
      expect(await till.work()).toEqual([]);

      expect(await till.books(id)).toMatchObject({
        order: 'refunded 15.00',
        refunds: ['gateway succeeded 3.00', 'customer succeeded 12.00'],
      });
    });

    it('while a refund of ours is on its way, ends with all of it back, whoever was faster', async () => {
      const { id, payment } = await paidOrder();
      const [first] = await till.linesOf(id);
      await till.refund(id, [first ?? 0]);
      const state = till.gateway.refundInDashboard(payment.id, 1500);
      await apply(state);
      till.gateway.faults.push('refused');
      expect(await till.work()).toEqual([]);

      expect(await till.books(id)).toEqual({
        order: 'refunded 15.00',
        payments: ['refunded fulfilled 15.00 15.00'],
        refunds: ['customer failed 9.99', 'gateway succeeded 15.00'],
      });
    });
  });

  describe('and that is disputed', () => {
    const disputed = (payment: PaymentState, status: string): PaymentState =>
      till.gateway.change(payment.id, () => ({ dispute: { id: `dp_${payment.id}`, status, amount: 1500 } }));

    it('is not refunded until the bank has decided', async () => {
      const { id, payment } = await paidOrder();
      await apply(disputed(payment, 'needs_response'));

      await expect(till.refund(id)).rejects.toMatchObject({ type: { slug: 'payment-disputed' } });
      expect((await till.books(id)).order).toBe('paid 0.00');

      await apply(disputed(payment, 'won'));
      await till.refund(id);
      await till.work();
      expect((await till.books(id)).refunds).toEqual(['customer succeeded 15.00']);
    });

    it.each([
      ['won', ['automatic succeeded 15.00']],
      ['lost', ['automatic failed 15.00', 'dispute succeeded 15.00']],
    ])('is given back by the program all the same, and once, where it is %s', async (outcome, refunds) => {
      const { id, payment } = await paidOrder();
      await apply(disputed(payment, 'needs_response'));
      const lines = await till.linesOf(id);
      await till.get(OrderRefunds).asProgram(id, { lines, reason: 'The screening was canceled.' });
      expect(await till.books(id)).toMatchObject({
        order: 'refunded 15.00',
        refunds: ['automatic pending 15.00'],
      });

      await apply(disputed(payment, outcome));
      await till.work();
      expect(await till.books(id)).toEqual({
        order: 'refunded 15.00',
        payments: ['refunded fulfilled 15.00 15.00'],
        refunds,
      });
    });

    it('and lost, takes everything back, whatever old news comes afterwards', async () => {
      const { id, payment } = await paidOrder();
      const opened = disputed(payment, 'needs_response');
      const lost = disputed(payment, 'lost');
      for (const state of [lost, opened, lost]) await apply(state);

      expect(await till.books(id)).toEqual({
        order: 'refunded 15.00',
        payments: ['refunded fulfilled 15.00 15.00'],
        refunds: ['dispute succeeded 15.00'],
      });
      const metrics = await till.metrics();
      expect(metrics).toMatch(/payment_alerts_total\{kind="dispute-opened"\} 1/);
      expect(metrics).toMatch(/payment_alerts_total\{kind="dispute-lost"\} 1/);
    });

    it('is told to those who run the cinema', async () => {
      const [moderator] = await till.database.query<{ id: number }>(
        `INSERT INTO users (email, hashed_password, is_active, activated_at, group_id)
         SELECT 'mod-' || gen_random_uuid() || '@test.example', 'x', true, now(), id FROM user_groups WHERE name = 'moderator'
         RETURNING id`,
      );
      const { id, payment } = await paidOrder();
      await apply(disputed(payment, 'needs_response'));

      const told = await till.database.query(
        `SELECT payload->>'link' AS link, payload->'facts' AS facts FROM outbox
         WHERE name = 'notify' AND payload->>'kind' = 'payment-alert' AND (payload->>'to')::integer = $1`,
        [moderator?.id],
      );
      expect(told).toEqual([{ link: `/admin/orders/${id}`, facts: { alert: 'dispute-opened', order: id } }]);
    });
  });

  it('ends in the same books in whatever order the news of it comes, each of them twice', async () => {
    const news = (payment: PaymentState): PaymentState[] => {
      const partly = { id: `re_a_${payment.id}`, amount: 500, refundId: null };
      return [
        payment,
        { ...payment, refunds: [{ ...partly, status: 'pending' }] },
        { ...payment, refunds: [{ ...partly, status: 'succeeded' }] },
        {
          ...payment,
          refunds: [
            { ...partly, status: 'succeeded' },
            { id: `re_b_${payment.id}`, amount: 1000, refundId: null, status: 'succeeded' },
          ],
        },
      ];
    };
    for (const order of permutations([0, 1, 2, 3])) {
      const id = await till.order(999, 501);
      const payment = till.gateway.pay(await till.page(id));
      const page = [...till.gateway.pages.values()].find((one) => one.payment?.id === payment.id);
      const states = news(payment);
      for (const at of [...order, ...order]) {
        const told = states[at];
        if (told && page) await till.get(SettlementService).applyCheckout({ ...page, payment: told });
      }

      expect(await till.books(id)).toEqual({
        order: 'refunded 15.00',
        payments: ['refunded fulfilled 15.00 15.00'],
        refunds: ['gateway succeeded 5.00', 'gateway succeeded 10.00'],
      });
    }
  });
});
