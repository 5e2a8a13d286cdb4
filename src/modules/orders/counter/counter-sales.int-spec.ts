import { Till, TestKind } from '../../../../test/e2e/payments/till.js';
import type { Group, Principal } from '../../../platform/auth/index.js';
import { PaymentsReconcileTask } from '../../payments/reconcile/payments-reconcile.task.js';
import type { OrderLineKind, Prepared } from '../lines/order-line-kind.js';
import { OrdersRepository } from '../orders.repository.js';
import { RefundOrderService } from '../refunds/refund-order.service.js';
import { CounterRefunds } from './counter-refunds.service.js';
import { type CounterSale, CounterSales } from './counter-sales.service.js';

const line = (price: number, quantity = 1): Prepared['lines'][number] => ({
  kind: 'test',
  title: 'Thing',
  quantity,
  price,
  movieId: null,
  ref: 'thing',
});

describe('A sale at the counter', () => {
  let till: Till;
  let seller: Principal;
  beforeAll(async () => {
    till = await Till.open();
    seller = await somebody('cashier');
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    expect(await till.broken()).toEqual([]);
  });
  afterAll(() => till.close());

  const somebody = async (group: Group): Promise<Principal> => {
    const [row] = await till.database.query<{ id: number }>(
      `INSERT INTO users (email, hashed_password, is_active, activated_at, group_id)
       SELECT $1 || '@test.example', 'x', true, now(), id FROM user_groups WHERE name = $1 RETURNING id`,
      [group],
    );
    return { userId: row?.id ?? 0, group, sessionId: 1 };
  };
  const offer = (lines: Prepared['lines'], excluded: Prepared['excluded'] = []): jest.SpyInstance =>
    jest.spyOn(till.get(TestKind), 'prepare').mockResolvedValue({ lines, excluded });
  const sell = (over: Partial<CounterSale> = {}): ReturnType<CounterSales['sell']> =>
    till.get(CounterSales).sell({}, { seller, customerEmail: null, method: 'cash', ...over });
  const paymentRows = (orderId: number): Promise<unknown[]> =>
    till.database.query(
      `SELECT user_id, method, amount::text, refunded_amount::text AS refunded, status, external_payment_id
       FROM payments WHERE order_id = $1`,
      [orderId],
    );
  const mails = (to: string, orderId: number): Promise<{ template: string; way: string | null }[]> =>
    till.database.query(
      `SELECT payload ->> 'template' AS template, payload -> 'secret' -> 'data' ->> 'way' AS way FROM outbox
       WHERE name = 'send-mail' AND payload -> 'secret' ->> 'to' = $1
         AND payload -> 'secret' -> 'data' ->> 'order_id' = $2::text ORDER BY id`,
      [to, String(orderId)],
    );

  it('is paid and handed over at once, by the cashier, with money that no gateway knows of', async () => {
    const prepare = offer([line(1250, 2), line(300)]);
    const order = await sell();

    expect(order).toMatchObject({ status: 'paid', userId: null, sellerId: seller.userId, total: 2800 });
    expect(prepare).toHaveBeenCalledWith({}, seller);
    expect(till.get(TestKind).fulfilled).toEqual(expect.arrayContaining(order.lines.map(({ id }) => id)));
    expect(await paymentRows(order.id)).toEqual([
      {
        user_id: null,
        method: 'cash',
        amount: '28.00',
        refunded: '0.00',
        status: 'successful',
        external_payment_id: null,
      },
    ]);
    const events = await till.database.query(
      'SELECT from_status, to_status, reason, actor_id FROM order_events WHERE order_id = $1 ORDER BY id',
      [order.id],
    );
    expect(events).toEqual([
      { from_status: null, to_status: 'pending', reason: 'ordered', actor_id: seller.userId },
      { from_status: 'pending', to_status: 'paid', reason: 'sold-at-counter', actor_id: seller.userId },
    ]);
  });

  it('by card goes into the books as one by terminal', async () => {
    offer([line(500)]);
    const order = await sell({ method: 'card' });

    expect(await paymentRows(order.id)).toMatchObject([{ method: 'terminal' }]);
    expect(await till.get(CounterSales).paymentOf(order.id)).toMatchObject({ method: 'card', amount: 500 });
  });

  it('of what costs nothing takes no money', async () => {
    offer([line(0)]);
    const order = await sell();

    expect(order.status).toBe('paid');
    expect(await paymentRows(order.id)).toEqual([]);
  });

  it('to somebody who leaves an e-mail is confirmed there', async () => {
    offer([line(500)]);
    const order = await sell({ customerEmail: 'Walk.In@test.example' });

    expect(order).toMatchObject({ userId: null, customerEmail: 'Walk.In@test.example' });
    expect(await mails('Walk.In@test.example', order.id)).toEqual([{ template: 'order-paid', way: null }]);
  });

  it('to the e-mail of an account belongs to the account', async () => {
    offer([line(500)]);
    const order = await sell({ customerEmail: 'BUYER@test.example' });

    expect(order).toMatchObject({ userId: expect.any(Number), customerEmail: null });
    expect(await paymentRows(order.id)).toMatchObject([{ user_id: order.userId }]);
    expect(await mails('buyer@test.example', order.id)).toEqual([{ template: 'order-paid', way: null }]);
  });

  it('is all or nothing', async () => {
    const gone = { kind: 'test', ref: 'x', title: 'Other thing', reason: 'gone' };
    offer([line(500)], [gone]);

    await expect(sell()).rejects.toMatchObject({
      type: { slug: 'not-all-for-sale' },
      facts: { excluded: [gone] },
    });
    offer([]);
    await expect(sell()).rejects.toMatchObject({ type: { slug: 'not-all-for-sale' } });
  });

  it('is found again by its key, which is no key of the buyer’s', async () => {
    offer([line(500)]);
    const order = await sell({ customerEmail: 'buyer@test.example', key: 'key-1' });

    expect((await till.get(CounterSales).madeWith('key-1', seller))?.id).toBe(order.id);
    const buyer = { ...seller, userId: order.userId ?? 0 };
    expect(await till.get(CounterSales).madeWith('key-1', buyer)).toBeUndefined();
    const ofBuyer = till.get(OrdersRepository).findByKey('user_id', buyer.userId, 'key-1', new Date(0));
    expect(await ofBuyer).toBeUndefined();
  });

  describe('and given back', () => {
    const refund = (
      orderId: number,
      lines?: number[],
      by = seller,
      method?: 'cash' | 'card',
    ): ReturnType<CounterRefunds['refund']> =>
      till.get(CounterRefunds).refund(orderId, { lines, reason: 'No sound', method }, by);

    it('in part and as a whole is handed out at once, the way it was paid', async () => {
      offer([line(500), line(700)]);
      const order = await sell({ method: 'card', customerEmail: 'walk.back@test.example' });

      const first = await refund(order.id, [order.lines[0]?.id ?? 0]);
      expect(first).toMatchObject({ amount: 500, method: 'card', order: { status: 'paid', refunded: 500 } });
      const rest = await refund(order.id);
      expect(rest).toMatchObject({ amount: 700, method: 'card', order: { status: 'refunded' } });

      expect(await till.books(order.id)).toEqual({
        order: 'refunded 12.00',
        payments: ['refunded fulfilled 12.00 12.00'],
        refunds: ['counter succeeded 5.00', 'counter succeeded 7.00'],
      });
      expect(await till.work()).toEqual([]);
      expect(till.gateway.refundRequests).toEqual([]);
      expect(await mails('walk.back@test.example', order.id)).toEqual([
        { template: 'order-paid', way: null },
        { template: 'order-refunded', way: 'It was given back to you at the box office.' },
        { template: 'order-refunded', way: 'It was given back to you at the box office.' },
      ]);
    });

    it('in another way than it was paid is refused', async () => {
      offer([line(500)]);
      const { id } = await sell();

      await expect(refund(id, undefined, seller, 'card')).rejects.toMatchObject({
        type: { slug: 'paid-otherwise' },
        facts: { paid_by: 'cash' },
      });
      expect((await refund(id, undefined, seller, 'cash')).amount).toBe(500);
    });

    it('follows the policy for cashiers, not for moderators, whose reason is recorded', async () => {
      offer([line(500)]);
      const { id } = await sell();
      const kind: OrderLineKind = till.get(TestKind);
      const revoke = jest.spyOn(kind, 'revoke');
      revoke.mockImplementation((_order, lines, how) =>
        Promise.resolve(
          how.outsidePolicy ? [] : lines.map((one) => ({ lineId: one.id, reason: 'too late' })),
        ),
      );

      await expect(refund(id)).rejects.toMatchObject({ type: { slug: 'refund-refused' } });
      const moderator = await somebody('moderator');
      expect((await refund(id, undefined, moderator)).amount).toBe(500);
      const entries = await till.database.query(
        `SELECT actor_id, after ->> 'reason' AS reason FROM audit_log WHERE action = 'order.refund-at-counter' AND target = $1`,
        [`order:${id}`],
      );
      expect(entries).toEqual([{ actor_id: moderator.userId, reason: 'No sound' }]);
    });

    it('is for what was sold at the counter alone', async () => {
      const id = await till.order(500);
      await expect(refund(id)).rejects.toMatchObject({ type: { slug: 'not-sold-at-counter' } });
      await expect(refund(987_654)).rejects.toMatchObject({ type: { slug: 'not-found' } });
    });

    it('elsewhere waits at the counter until it is handed out, once, and is no matter of the gateway', async () => {
      offer([line(500), line(700)]);
      const order = await sell({ customerEmail: 'buyer@test.example' });
      await till.get(RefundOrderService).asCustomer(order.id, {
        lines: [order.lines[1]?.id ?? 0],
        reason: null,
        by: order.userId ?? 0,
      });
      till.ahead = 60;
      expect(await till.get(PaymentsReconcileTask).run()).toMatch(/ and 0 refunds/);
      till.ahead = 0;
      expect((await till.books(order.id)).refunds).toEqual(['customer pending 7.00']);
      expect((await mails('buyer@test.example', order.id)).at(-1)?.way).toMatch(
        /waits for you at the box office/,
      );

      const handOut = (): ReturnType<CounterRefunds['handOut']> => till.get(CounterRefunds).handOut(order.id);
      const answers = await Promise.allSettled([handOut(), handOut()]);
      expect(answers.filter(({ status }) => status === 'fulfilled')).toMatchObject([
        { value: { amount: 700, method: 'cash' } },
      ]);
      await expect(handOut()).rejects.toMatchObject({ type: { slug: 'nothing-waits' } });
      expect((await till.books(order.id)).refunds).toEqual(['customer succeeded 7.00']);
    });
  });
});
