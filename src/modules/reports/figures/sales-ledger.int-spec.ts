import { type ConnectedDatabase, connectDatabase } from '../../../../test/support/connected-database.js';
import { Till } from '../../../../test/e2e/payments/till.js';
import { SettlementService } from '../../payments/settlement/settlement.service.js';
import { FiguresSnapshot } from './figures-snapshot.js';
import { RefundFiguresRepository } from './refund-figures.repository.js';
import { SalesLedgerRepository } from './sales-ledger.repository.js';
import { refundsOf, salesOf, totalOf } from './sums.js';

describe('The ledger of sales', () => {
  let till: Till;
  let connected: ConnectedDatabase;
  let orderId: number;
  let paymentId: string;
  beforeEach(async () => {
    till = await Till.open();
    connected = await connectDatabase(till.database.url);
    orderId = await till.order(999, 501);
    const session = await till.page(orderId);
    paymentId = till.gateway.pay(session).id;
    await till.get(SettlementService).applyCheckout(await till.gateway.checkout(session));
  });
  afterEach(async () => {
    await connected.close();
    await till.close();
  });

  const today = new Date().toISOString().slice(0, 10);
  const scope = { from: today, to: today, cinemaId: null };
  const books = async (): Promise<{ sales: number; refunds: number }> => {
    const { days } = await new SalesLedgerRepository(connected.database).figures(scope);
    return { sales: salesOf(totalOf(days)), refunds: refundsOf(totalOf(days)) };
  };
  const refundOne = async (): Promise<void> => {
    const [first = 0] = await till.linesOf(orderId);
    await till.refund(orderId, [first]);
  };

  it('has what was paid, and refunds as soon as they are booked', async () => {
    expect(await books()).toEqual({ sales: 1500, refunds: 0 });
    await refundOne();
    expect(await books()).toEqual({ sales: 1500, refunds: 999 });
    await till.work();
    expect(await books()).toEqual({ sales: 1500, refunds: 999 });
  });

  it('does not have a refund that the gateway refused, until the money goes back after all', async () => {
    await refundOne();
    till.gateway.faults.push('refused');
    await till.work();
    expect(await books()).toEqual({ sales: 1500, refunds: 0 });

    await till.get(SettlementService).applyPayment(till.gateway.refundInDashboard(paymentId, 999));
    expect(await books()).toEqual({ sales: 1500, refunds: 999 });
  });

  it('has a part that was given back at the gateway', async () => {
    await till.get(SettlementService).applyPayment(till.gateway.refundInDashboard(paymentId, 250));
    expect(await books()).toEqual({ sales: 1500, refunds: 250 });
  });

  it('has what a dispute took, and tells of it', async () => {
    const lost = till.gateway.change(paymentId, () => ({
      dispute: { id: 'dp_1', status: 'lost', amount: 1500 },
    }));
    await till.get(SettlementService).applyPayment(lost);

    expect(await books()).toEqual({ sales: 1500, refunds: 1500 });
    const refunds = new RefundFiguresRepository(connected.database);
    expect((await refunds.figures(scope)).origins).toEqual([
      expect.objectContaining({ origin: 'dispute', refunds: 1, money: 1500, points: 0 }),
    ]);
    expect((await refunds.stray(today, today)).disputes).toEqual([
      { status: 'lost', disputes: 1, amount: 1500 },
    ]);
  });

  it('does not have an order that nobody paid', async () => {
    await till.order(700);
    expect(await books()).toEqual({ sales: 1500, refunds: 0 });
  });

  it('does not have lines that others took the place of', async () => {
    await till.database.query(
      `INSERT INTO order_items (order_id, kind, title, quantity, price_at_order, superseded_at)
       VALUES ($1, 'test', 'Former thing', 1, 20, now())`,
      [orderId],
    );
    expect(await books()).toEqual({ sales: 1500, refunds: 0 });
  });

  it('is read as of one moment, without a chance to write', async () => {
    const { database, transaction } = connected;
    const snapshot = new FiguresSnapshot(database, transaction);
    const seen = await snapshot.read(async () => {
      const before = await books();
      await refundOne();
      return [before, await books()];
    });
    expect(seen).toEqual([
      { sales: 1500, refunds: 0 },
      { sales: 1500, refunds: 0 },
    ]);
    await expect(snapshot.read(() => database.execute('DELETE FROM refunds'))).rejects.toThrow('read-only');
  });
});
