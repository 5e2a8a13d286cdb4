import { type Invariant, StatesInvariants } from '../../../platform/invariants/index.js';

@StatesInvariants()
export class PromoInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'promo codes are used as often as is counted, and no more often than they can be',
      sql: `SELECT p.id, p.uses, p.max_uses, count(u.order_id) AS orders
            FROM promo_codes p LEFT JOIN promo_uses u ON u.promo_id = p.id AND u.released_at IS NULL
            GROUP BY p.id HAVING p.uses <> count(u.order_id) OR p.uses > p.max_uses`,
    },
    {
      name: 'nobody uses a promo code more often than one person can',
      sql: `SELECT p.id, u.user_id, p.max_uses_per_user, count(*) AS orders
            FROM promo_codes p JOIN promo_uses u ON u.promo_id = p.id AND u.released_at IS NULL
            WHERE u.user_id IS NOT NULL AND p.max_uses_per_user IS NOT NULL
            GROUP BY p.id, u.user_id HAVING count(*) > p.max_uses_per_user`,
    },
    {
      name: 'what the codes of an order take off is its discount',
      sql: `SELECT o.id, o.discount_amount, sum(u.discount) AS of_codes
            FROM orders o JOIN promo_uses u ON u.order_id = o.id
            GROUP BY o.id HAVING sum(u.discount) <> o.discount_amount`,
    },
    {
      name: 'orders that are not canceled hold the uses of the codes that made them cheaper, canceled ones none',
      sql: `SELECT o.id, o.status, o.discount_amount, u.promo_id, u.released_at
            FROM orders o LEFT JOIN promo_uses u ON u.order_id = o.id
            WHERE CASE WHEN o.status = 'canceled' THEN u.order_id IS NOT NULL AND u.released_at IS NULL
              ELSE (o.discount_amount > 0 AND u.order_id IS NULL) OR u.released_at IS NOT NULL END`,
    },
  ];
}
