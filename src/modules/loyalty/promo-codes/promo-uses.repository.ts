import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { amountOf, minor } from '../minor-units.js';
import type { PromoTerms } from './promo-code.js';
import type { PromoUser } from './promo-terms.policy.js';

/** What an order uses a code with. */
export interface PromoUse {
  readonly promoId: number;
  readonly userId: number | null;
  /** As they were when it was ordered. */
  readonly terms: PromoTerms;
  /** What it takes off, in minor units. */
  readonly discount: number;
}

/** Which orders use which codes; `promo_codes.uses` counts them, and is changed here alone. */
@Injectable()
export class PromoUsesRepository {
  constructor(private readonly database: Database) {}

  /** @param orderId the order that is just being made, which does not count */
  async userOf(promoId: number, userId: number | null, orderId: number | null): Promise<PromoUser> {
    if (userId === null) return { isKnown: false, uses: 0, hasOrdered: false };
    const [row] = await this.database.prepared<{ uses: number; hasOrdered: boolean }>(
      'promo-user',
      `SELECT (SELECT count(*)::int FROM promo_uses
               WHERE promo_id = $1 AND user_id = $2 AND released_at IS NULL) AS uses,
         EXISTS (SELECT 1 FROM orders o WHERE o.user_id = $2 AND o.id IS DISTINCT FROM $3::int
                 AND (o.paid_at IS NOT NULL OR o.status = 'pending')) AS "hasOrdered"`,
      [promoId, userId, orderId],
    );
    return { isKnown: true, uses: row?.uses ?? 0, hasOrdered: row?.hasOrdered ?? false };
  }

  /** Keeps somebody from ordering with another code until the transaction ends. Before any code is locked. */
  async lockPerson(userId: number): Promise<void> {
    this.database.requireTransaction();
    await this.database.prepared('lock-promo-user', 'SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [
      userId,
    ]);
  }

  /** The uses of an order in the order in which they are taken off, also when it has let go of them. */
  of(orderId: number): Promise<PromoUse[]> {
    return this.database.prepared<PromoUse & Record<string, unknown>>(
      'promo-uses-of-order',
      `SELECT promo_id AS "promoId", user_id AS "userId", terms, ${minor('discount')} AS discount
       FROM promo_uses WHERE order_id = $1 ORDER BY position, promo_id`,
      [orderId],
    );
  }

  /** Keeps others from counting uses of the codes of an order until the transaction ends. */
  async lockOf(orderId: number): Promise<void> {
    this.database.requireTransaction();
    await this.database.prepared(
      'lock-promos-of-order',
      `SELECT 1 FROM promo_codes WHERE id IN (SELECT promo_id FROM promo_uses WHERE order_id = $1)
       ORDER BY id FOR NO KEY UPDATE`,
      [orderId],
    );
  }

  /** Counts a use of a locked code. @param position of the code among those of the order */
  async add(orderId: number, position: number, use: PromoUse, at: Date): Promise<void> {
    const { promoId, userId, terms, discount } = use;
    await this.database.prepared(
      'add-promo-use',
      `WITH counted AS (UPDATE promo_codes SET uses = uses + 1 WHERE id = $2)
       INSERT INTO promo_uses (order_id, promo_id, user_id, terms, created_at, position, discount)
       VALUES ($1, $2, $3, $4, $5, $6, ${amountOf('$7::int')})`,
      [orderId, promoId, userId, JSON.stringify(terms), at, position, discount],
    );
  }

  /** Writes down what a code takes off an order by now. */
  async setDiscount(orderId: number, promoId: number, discount: number): Promise<void> {
    await this.database.prepared(
      'set-promo-discount',
      `UPDATE promo_uses SET discount = ${amountOf('$3::int')} WHERE order_id = $1 AND promo_id = $2`,
      [orderId, promoId, discount],
    );
  }

  /** Gives the uses of an order back, if it has any. */
  async release(orderId: number, at: Date): Promise<void> {
    await this.database.prepared(
      'release-promo-use',
      `WITH released AS (
         UPDATE promo_uses SET released_at = $2 WHERE order_id = $1 AND released_at IS NULL RETURNING promo_id)
       UPDATE promo_codes p SET uses = p.uses - 1 FROM released r WHERE p.id = r.promo_id`,
      [orderId, at],
    );
  }

  /** Whether a code of an order is for people who order for the first time. */
  async isForFirstOrder(orderId: number): Promise<boolean> {
    const found = await this.database.prepared(
      'promo-for-first-order',
      `SELECT 1 FROM promo_uses u JOIN promo_codes p ON p.id = u.promo_id
       WHERE u.order_id = $1 AND p.first_order_only LIMIT 1`,
      [orderId],
    );
    return found.length > 0;
  }

  /**
   * Counts a use of a locked code again that was given back, as far as the code still allows it.
   * @returns whether it does
   */
  async reclaim(orderId: number, { promoId, userId }: PromoUse): Promise<boolean> {
    const reclaimed = await this.database.prepared(
      'reclaim-promo-use',
      `WITH counted AS (
         UPDATE promo_codes p SET uses = p.uses + 1
         WHERE p.id = $2 AND coalesce(p.uses < p.max_uses, true)
           AND coalesce((SELECT count(*) FROM promo_uses u
                         WHERE u.promo_id = $2 AND u.user_id = $3 AND u.released_at IS NULL) < p.max_uses_per_user, true)
           AND NOT (p.first_order_only AND EXISTS (
             SELECT 1 FROM orders o WHERE o.user_id = $3 AND o.id <> $1 AND (o.paid_at IS NOT NULL OR o.status = 'pending')))
         RETURNING p.id)
       UPDATE promo_uses SET released_at = NULL FROM counted WHERE order_id = $1 AND promo_id = $2 RETURNING 1`,
      [orderId, promoId, userId],
    );
    return reclaimed.length > 0;
  }

  /** The most uses that one person has of a code. */
  async mostOfOnePerson(promoId: number): Promise<number> {
    const [row] = await this.database.rows<{ most: number }>(
      `SELECT coalesce(max(n), 0)::int AS most FROM (
         SELECT count(*) AS n FROM promo_uses WHERE promo_id = $1 AND user_id IS NOT NULL AND released_at IS NULL
         GROUP BY user_id) counts`,
      [promoId],
    );
    return row?.most ?? 0;
  }
}
