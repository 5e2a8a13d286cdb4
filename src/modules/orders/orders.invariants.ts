import { type Invariant, StatesInvariants } from '../../platform/invariants/index.js';
import { TRANSITIONS } from './orders.policy.js';

const LEGAL = Object.entries(TRANSITIONS)
  .flatMap(([from, to]) => to.map((next) => `('${from}', '${next}')`))
  .join(', ');

@StatesInvariants()
export class OrdersInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'the total of an order is what its lines add up to, and no line is negative',
      sql: `SELECT o.id, o.total_amount, sum(i.price_at_order * i.quantity - i.discount) AS lines
            FROM orders o LEFT JOIN order_items i ON i.order_id = o.id AND i.superseded_at IS NULL
            GROUP BY o.id HAVING o.total_amount IS DISTINCT FROM sum(i.price_at_order * i.quantity - i.discount)
              OR o.discount_amount IS DISTINCT FROM sum(i.discount) OR o.bonus_amount IS DISTINCT FROM sum(i.bonus_amount)
              OR bool_or(i.price_at_order * i.quantity - i.discount < 0)`,
    },
    {
      name: 'what was given back of an order is what was given back of its lines',
      sql: `SELECT o.id, o.refunded_amount, sum(i.refunded_amount) AS lines
            FROM orders o JOIN order_items i ON i.order_id = o.id AND i.superseded_at IS NULL
            GROUP BY o.id HAVING o.refunded_amount <> sum(i.refunded_amount)
              OR (o.status = 'refunded') <> bool_and(i.refunded_at IS NOT NULL)
              OR bool_or(i.refunded_amount > i.price_at_order * i.quantity - i.discount)`,
    },
    {
      name: 'every step of an order is legal, and the last one led to what it is',
      sql: `SELECT order_id, from_status, to_status, former, is_last, status FROM (
              SELECT e.order_id, e.from_status, e.to_status, o.status,
                lag(e.to_status) OVER w AS former, lead(e.id) OVER w IS NULL AS is_last
              FROM order_events e JOIN orders o ON o.id = e.order_id WINDOW w AS (PARTITION BY e.order_id ORDER BY e.id)
            ) steps
            WHERE from_status IS DISTINCT FROM former OR (is_last AND to_status <> status)
              OR (from_status IS NOT NULL AND (from_status, to_status) NOT IN (${LEGAL}))`,
    },
    {
      name: 'every order has a beginning on record',
      sql: `SELECT o.id FROM orders o WHERE NOT EXISTS (SELECT FROM order_events e WHERE e.order_id = o.id)`,
    },
    {
      name: 'a paid order was confirmed to its buyer exactly once',
      sql: `SELECT o.id, o.user_id, o.seller_id FROM orders o LEFT JOIN users u ON u.id = o.user_id
            WHERE o.paid_at IS NOT NULL AND CASE WHEN o.user_id IS NULL THEN o.customer_email IS NOT NULL ELSE u.deleted_at IS NULL END
              AND NOT EXISTS (SELECT FROM order_messages m WHERE m.order_id = o.id AND m.name = 'paid')`,
    },
  ];
}
