import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { amountOf } from '../minor-units.js';
import type { Checkout, CheckoutStatus, NewCheckout } from './checkout.js';

const COLUMNS = `c.id, c.order_id AS "orderId", c.status, c.session_id AS "sessionId", c.url, c.fingerprint, c.request,
  c.created_at AS "createdAt", c.expires_at AS "expiresAt"`;
const LIVE = `c.status IN ('opening', 'open')`;

type CheckoutRow = Checkout & Record<string, unknown>;

/** Pages of the gateway. Those of an order change while the order is locked, or go from live to ended, which is final. */
@Injectable()
export class CheckoutsRepository {
  constructor(private readonly database: Database) {}

  async insert(checkout: NewCheckout): Promise<Checkout | undefined> {
    const { orderId, amount, currency, fingerprint, request, createdAt, expiresAt } = checkout;
    const [row] = await this.database.prepared<CheckoutRow>(
      'insert-checkout',
      `INSERT INTO checkouts AS c (order_id, amount, currency, fingerprint, request, created_at, expires_at, checked_at)
       VALUES ($1, ${amountOf('$2')}, $3, $4, $5, $6, $7, $6) RETURNING ${COLUMNS}`,
      [orderId, amount, currency, fingerprint, JSON.stringify(request), createdAt, expiresAt],
    );
    return row;
  }

  find(id: number): Promise<Checkout | undefined> {
    return this.one('find-checkout', 'c.id = $1', id);
  }

  findLive(orderId: number): Promise<Checkout | undefined> {
    return this.one('find-live-checkout', `c.order_id = $1 AND ${LIVE}`, orderId);
  }

  findBySession(sessionId: string): Promise<Checkout | undefined> {
    return this.one('find-checkout-by-session', 'c.session_id = $1', sessionId);
  }

  findByPayment(paymentId: string): Promise<Checkout | undefined> {
    return this.one('find-checkout-by-payment', 'c.payment_id = $1', paymentId);
  }

  /** Live pages that nobody has looked at since a time, the longest forgotten first. */
  async findLiveUnseenSince(moment: Date, limit: number): Promise<(Checkout & { isOrderOpen: boolean })[]> {
    return this.database.rows(
      `SELECT ${COLUMNS}, o.status = 'pending' AS "isOrderOpen"
       FROM checkouts c JOIN orders o ON o.id = c.order_id
       WHERE ${LIVE} AND c.checked_at < $1 ORDER BY c.checked_at LIMIT $2`,
      [moment, limit],
    );
  }

  /** @returns whether it is the caller who asks the gateway: nobody else has begun to since `busySince` */
  async beginAttempt(id: number, now: Date, busySince: Date): Promise<boolean> {
    const rows = await this.database.prepared(
      'begin-checkout-attempt',
      `UPDATE checkouts SET attempted_at = $2
       WHERE id = $1 AND status = 'opening' AND (attempted_at IS NULL OR attempted_at < $3) RETURNING 1`,
      [id, now, busySince],
    );
    return rows.length > 0;
  }

  /** The attempt came to nothing; the next one may begin at once. */
  async endAttempt(id: number): Promise<void> {
    await this.database.execute('UPDATE checkouts SET attempted_at = NULL WHERE id = $1', [id]);
  }

  /**
   * The gateway has opened the page.
   * @param url null when it has ended since, which is for the caller of the gateway to find out
   */
  async opened(id: number, sessionId: string, url: string | null): Promise<void> {
    await this.database.prepared(
      'checkout-opened',
      `UPDATE checkouts SET status = 'open', session_id = $2, url = $3, request = NULL
       WHERE id = $1 AND status = 'opening'`,
      [id, sessionId, url],
    );
  }

  /** The gateway will never open the page. */
  async neverOpened(id: number): Promise<void> {
    await this.database.execute(
      `UPDATE checkouts SET status = 'expired', request = NULL WHERE id = $1 AND status = 'opening'`,
      [id],
    );
  }

  /** Notes what the gateway says of a page; what has ended stays ended, however old the news is. */
  async note(id: number, status: CheckoutStatus, paymentId: string | null, now: Date): Promise<void> {
    await this.database.prepared(
      'note-checkout',
      `UPDATE checkouts c SET status = CASE WHEN ${LIVE} THEN $2 ELSE c.status END,
         payment_id = coalesce($3, c.payment_id), checked_at = $4
       WHERE c.id = $1`,
      [id, status, paymentId, now],
    );
  }

  private async one(name: string, condition: string, value: number | string): Promise<Checkout | undefined> {
    const [row] = await this.database.prepared<CheckoutRow>(
      name,
      `SELECT ${COLUMNS} FROM checkouts c WHERE ${condition}`,
      [value],
    );
    return row;
  }
}
