import { Till } from '../../../../test/e2e/payments/till.js';
import { PaymentsReconcileTask } from '../reconcile/payments-reconcile.task.js';
import { SettlementService } from '../settlement/settlement.service.js';

describe('Money that goes back', () => {
  let till: Till;
  let id: number;
  let paymentId: string;
  beforeEach(async () => {
    till = await Till.open();
    id = await till.order(999, 501);
    const session = await till.page(id);
    paymentId = till.gateway.pay(session).id;
    await till.get(SettlementService).applyCheckout(await till.gateway.checkout(session));
  });
  afterEach(async () => {
    const broken = await till.broken();
    await till.close();
    expect(broken).toEqual([]);
  });

  const refunds = async (): Promise<string[]> => (await till.books(id)).refunds;

  it('is sent once the books are closed, for the lines that were named', async () => {
    const [first] = await till.linesOf(id);
    await till.refund(id, [first ?? 0]);
    expect(await till.books(id)).toMatchObject({ order: 'paid 9.99', refunds: ['customer pending 9.99'] });
    expect(till.gateway.refundRequests).toEqual([]);

    await till.work();
    expect(await refunds()).toEqual(['customer succeeded 9.99']);
    expect(till.gateway.refundRequests).toEqual([expect.objectContaining({ paymentId, amount: 999 })]);
  });

  it('is asked for by two at once, and goes back once', async () => {
    const asked = await Promise.allSettled([till.refund(id), till.refund(id), till.refund(id)]);
    await till.work();

    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refunds()).toEqual(['customer succeeded 15.00']);
  });

  it('is sent again with the same key when nobody answers, and when the answer is lost', async () => {
    await till.refund(id);
    till.gateway.faults.push('silent');
    expect(await till.work()).toHaveLength(1);
    till.gateway.faults.push('lost');
    expect(await till.work()).toHaveLength(1);
    expect(await till.work()).toEqual([]);

    expect(await refunds()).toEqual(['customer succeeded 15.00']);
    expect(new Set(till.gateway.refundRequests.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect((await till.gateway.payment(paymentId)).refunds).toHaveLength(1);
  });

  it('and is refused calls for somebody, who makes it good in the dashboard', async () => {
    const [first] = await till.linesOf(id);
    await till.refund(id, [first ?? 0]);
    till.gateway.faults.push('refused');
    await till.work();

    expect(await refunds()).toEqual(['customer failed 9.99']);
    expect(await till.broken()).toEqual(['what lines of orders gave back goes back']);
    expect(await till.metrics()).toMatch(/payment_alerts_total\{kind="refund-failed"\} 1/);

    await till.get(SettlementService).applyPayment(till.gateway.refundInDashboard(paymentId, 999));
    expect(await till.books(id)).toEqual({
      order: 'paid 9.99',
      payments: ['successful fulfilled 15.00 9.99'],
      refunds: ['customer failed 9.99', 'gateway succeeded 9.99'],
    });
  });

  it('and comes back from the bank is the customer’s still', async () => {
    const [first] = await till.linesOf(id);
    await till.refund(id, [first ?? 0]);
    await till.work();
    const failed = till.gateway.change(paymentId, ({ refunds: all }) => ({
      refunds: all.map((refund) => ({ ...refund, status: 'failed' })),
    }));
    await till.get(SettlementService).applyPayment(failed);
    await till.get(SettlementService).applyPayment(failed);

    expect((await till.books(id)).payments).toEqual(['successful fulfilled 15.00 0.00']);
    await till.get(SettlementService).applyPayment(till.gateway.refundInDashboard(paymentId, 999));
    expect((await till.books(id)).payments).toEqual(['successful fulfilled 15.00 9.99']);
  });

  it('waits while the cardholder objects, of which we had not heard, and goes once that is decided', async () => {
    const disputed = (status: string): void =>
      void till.gateway.change(paymentId, () => ({ dispute: { id: 'dp_1', status, amount: 1500 } }));
    disputed('needs_response');
    await till.refund(id);
    expect(await till.work()).toEqual([]);
    expect(await refunds()).toEqual(['customer pending 15.00']);

    till.ahead = 20;
    disputed('won');
    await till.get(PaymentsReconcileTask).run();
    expect(await refunds()).toEqual(['customer succeeded 15.00']);
  });

  it('and whose job was given up is sent by the reconciliation', async () => {
    await till.refund(id);
    await till.database.query(`UPDATE outbox SET failed_at = now() WHERE name = 'send-refund'`);
    await till.get(PaymentsReconcileTask).run();
    expect(await refunds()).toEqual(['customer pending 15.00']);

    till.ahead = 20;
    await till.get(PaymentsReconcileTask).run();
    await till.get(PaymentsReconcileTask).run();
    expect(await refunds()).toEqual(['customer succeeded 15.00']);
    expect((await till.gateway.payment(paymentId)).refunds).toHaveLength(1);
  });
});
