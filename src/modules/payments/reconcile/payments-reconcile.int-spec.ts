import { Till } from '../../../../test/e2e/payments/till.js';
import { EventInbox } from '../events/event-inbox.service.js';
import { SettlementService } from '../settlement/settlement.service.js';
import { EventReview } from './event-review.service.js';
import { PaymentsReconcileTask } from './payments-reconcile.task.js';

describe('The reconciliation with the gateway', () => {
  let till: Till;
  beforeEach(async () => {
    till = await Till.open();
  });
  afterEach(async () => {
    const broken = await till.broken();
    await till.close();
    expect(broken).toEqual([]);
  });

  const run = (): Promise<string> => till.get(PaymentsReconcileTask).run();
  const tell = (type: string, over: { checkoutId?: string; paymentId?: string }): void => {
    till.gateway.told.push({
      id: `evt_${till.gateway.next()}`,
      type,
      createdAt: new Date(),
      checkoutId: null,
      paymentId: null,
      ...over,
    });
  };

  it('finds a payment that no webhook told of', async () => {
    const id = await till.order(700);
    till.gateway.pay(await till.page(id));
    await run();
    expect((await till.books(id)).order).toBe('pending 0.00');

    till.ahead = 3;
    await run();
    await run();
    expect((await till.books(id)).payments).toEqual(['successful fulfilled 7.00 0.00']);
  });

  it('finds an attempt that was declined', async () => {
    const id = await till.order(700);
    till.gateway.decline(await till.page(id), 'expired_card');
    till.ahead = 3;
    await run();

    expect((await till.books(id)).payments).toEqual(['canceled expired_card 7.00 0.00']);
  });

  it('learns of pages whose opening was cut off, and closes those of orders that wait no more', async () => {
    const id = await till.order(700);
    till.gateway.faults.push('lost');
    await expect(till.page(id)).rejects.toThrow();
    await till.cancel(id);
    till.ahead = 3;
    await run();

    expect([...till.gateway.pages.values()].map(({ status }) => status)).toEqual(['expired']);
    expect(await till.database.query('SELECT status FROM checkouts')).toEqual([{ status: 'expired' }]);
  });

  it('reads the gateway’s own list of events, and takes in what is new, once', async () => {
    const id = await till.order(700);
    const session = await till.page(id);
    const payment = till.gateway.pay(session);
    await till.get(SettlementService).applyCheckout(await till.gateway.checkout(session));
    till.gateway.refundInDashboard(payment.id, 200);
    tell('charge.refunded', { paymentId: payment.id });
    tell('some.other', { paymentId: payment.id });
    const first = await run();
    const second = await run();
    await till.work();

    expect([first, second]).toEqual([
      expect.stringMatching(/found 1 events/),
      expect.stringMatching(/found 0 events/),
    ]);
    expect(await till.books(id)).toMatchObject({ order: 'paid 2.00', refunds: ['gateway succeeded 2.00'] });
  });

  it('goes on with the rest where the gateway does not answer, and catches up', async () => {
    const id = await till.order(700);
    const session = await till.page(id);
    till.gateway.pay(session);
    tell('checkout.session.completed', { checkoutId: session });
    till.ahead = 3;
    till.gateway.faults.push('silent', 'silent');
    expect(await run()).toMatch(/looked at no \(no answer\) pages/);

    await run();
    await till.work();
    expect((await till.books(id)).payments).toEqual(['successful fulfilled 7.00 0.00']);
  });

  describe('An event', () => {
    it('is handled once, however many bring it at once', async () => {
      const id = await till.order(700);
      const session = await till.page(id);
      till.gateway.pay(session);
      const event = {
        id: 'evt_once',
        type: 'checkout.session.completed',
        createdAt: new Date(),
        checkoutId: session,
        paymentId: null,
      };
      const news = await Promise.all(Array.from({ length: 20 }, () => till.get(EventInbox).receive(event)));
      await till.work();

      expect(news.filter(Boolean)).toHaveLength(1);
      expect(await till.database.query('SELECT times_handled FROM payment_events')).toEqual([
        { times_handled: 1 },
      ]);
      expect((await till.books(id)).order).toBe('paid 0.00');
    });

    it('whose job was given up is tried again, and still handled once', async () => {
      const id = await till.order(700);
      const session = await till.page(id);
      till.gateway.pay(session);
      tell('checkout.session.completed', { checkoutId: session });
      await run();
      await till.database.query(`UPDATE outbox SET failed_at = now() WHERE name = 'handle-payment-event'`);
      till.ahead = 61;
      await till.get(EventReview).run();
      await till.get(EventReview).run();
      await till.database.query('UPDATE outbox SET failed_at = NULL');
      expect(await till.work()).toEqual([]);

      expect(await till.database.query('SELECT times_handled FROM payment_events')).toEqual([
        { times_handled: 1 },
      ]);
      expect((await till.books(id)).payments).toEqual(['successful fulfilled 7.00 0.00']);
      const jobs = await till.database.query(`SELECT id FROM outbox WHERE name = 'handle-payment-event'`);
      expect(jobs).toHaveLength(2);
    });

    it('of an attempt that was declined is known by its order', async () => {
      const id = await till.order(700);
      const payment = till.gateway.decline(await till.page(id), 'do_not_honor');
      tell('payment_intent.payment_failed', { paymentId: payment.id });
      await run();
      await till.work();

      expect((await till.books(id)).payments).toEqual(['canceled do_not_honor 7.00 0.00']);
    });

    it('of a page whose opening was cut off is understood', async () => {
      const id = await till.order(700);
      till.gateway.faults.push('lost');
      await expect(till.page(id)).rejects.toThrow();
      const [session = ''] = till.gateway.pages.keys();
      till.gateway.pay(session);
      tell('checkout.session.completed', { checkoutId: session });
      await run();
      await till.work();

      expect((await till.books(id)).order).toBe('paid 0.00');
    });

    it('of a page that is not ours fulfils nothing, and calls for somebody', async () => {
      const id = await till.order(700);
      const session = await till.page(id);
      till.gateway.pay(session);
      const page = await till.gateway.checkout(session);
      till.gateway.pages.set('cs_foreign', { ...page, id: 'cs_foreign' });
      tell('checkout.session.completed', { checkoutId: 'cs_foreign' });
      await run();
      await till.work();

      expect((await till.books(id)).order).toBe('pending 0.00');
      expect(await till.metrics()).toMatch(/payment_alerts_total\{kind="unknown-checkout"\} 1/);
      await till.get(SettlementService).applyCheckout(page);
    });

    it('about something that the gateway does not know any more is done with', async () => {
      tell('charge.refunded', { paymentId: 'pi_gone' });
      await run();

      expect(await till.work()).toEqual([]);
      expect(await till.database.query('SELECT times_handled FROM payment_events')).toEqual([
        { times_handled: 1 },
      ]);
    });
  });
});
