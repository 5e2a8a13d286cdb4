import { type Invariant, StatesInvariants } from '../../platform/invariants/index.js';

@StatesInvariants()
export class PaymentsInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'paid orders, and no others, were paid with their total',
      sql: `SELECT o.id, o.status, o.total_amount, o.bonus_amount, coalesce(sum(p.amount), 0) AS paid
            FROM orders o LEFT JOIN payments p ON p.order_id = o.id AND p.settlement = 'fulfilled'
            GROUP BY o.id
            HAVING coalesce(sum(p.amount), 0)
              <> CASE WHEN o.status IN ('paid', 'refunded') THEN o.total_amount - o.bonus_amount ELSE 0 END`,
    },
    {
      name: 'items of payments add up to what was paid',
      sql: `SELECT p.id, p.amount, coalesce(sum(i.price_at_payment), 0) AS items
            FROM payments p LEFT JOIN payment_items i ON i.payment_id = p.id
            GROUP BY p.id
            HAVING coalesce(sum(i.price_at_payment), 0) <> CASE WHEN p.settlement = 'fulfilled' THEN p.amount ELSE 0 END`,
    },
    {
      name: 'what goes back of a payment is what its refunds say, and no more than was captured',
      sql: `SELECT p.id, p.amount, p.refunded_amount, coalesce(sum(r.amount), 0) AS refunds
            FROM payments p LEFT JOIN refunds r ON r.payment_id = p.id AND r.status <> 'failed'
            GROUP BY p.id
            HAVING p.refunded_amount <> coalesce(sum(r.amount), 0) OR p.refunded_amount > p.amount`,
    },
    {
      name: 'no more goes back of a line than was paid for it',
      sql: `SELECT i.order_item_id, sum(i.amount) AS refunded, coalesce(max(pi.price_at_payment), 0) AS paid
            FROM refund_items i JOIN refunds r ON r.id = i.refund_id AND r.status <> 'failed'
            LEFT JOIN payment_items pi ON pi.payment_id = r.payment_id AND pi.order_item_id = i.order_item_id
            GROUP BY i.order_item_id HAVING sum(i.amount) > coalesce(max(pi.price_at_payment), 0)`,
    },
    {
      name: 'what lines of orders gave back goes back',
      sql: `SELECT i.id, i.order_id, i.refunded_amount, coalesce(sum(ri.amount + ri.points / 100.0), 0) AS refunds
            FROM order_items i
            LEFT JOIN (refund_items ri JOIN refunds r ON r.id = ri.refund_id AND r.status <> 'failed') ON ri.order_item_id = i.id
            GROUP BY i.id HAVING i.refunded_amount <> coalesce(sum(ri.amount + ri.points / 100.0), 0)`,
    },
    {
      name: 'money that was not used goes back as a whole',
      sql: `SELECT p.id, p.order_id, p.settlement, p.amount, p.refunded_amount FROM payments p
            WHERE p.settlement <> 'fulfilled' AND p.refunded_amount <> p.amount`,
    },
    {
      name: 'refunds belong to the order of their payment, and their lines to that order',
      sql: `SELECT r.id FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE p.order_id <> r.order_id
            UNION ALL
            SELECT r.id FROM refunds r JOIN refund_items ri ON ri.refund_id = r.id JOIN order_items i ON i.id = ri.order_item_id
            WHERE i.order_id <> r.order_id`,
    },
    {
      name: 'lines of refunds add up to no more than the refund',
      sql: `SELECT r.id, r.amount, sum(i.amount) AS items FROM refunds r JOIN refund_items i ON i.refund_id = r.id
            GROUP BY r.id HAVING sum(i.amount) > r.amount OR sum(i.points) > r.points`,
    },
    {
      name: 'payments belong to the buyer of their order',
      sql: `SELECT p.id, p.user_id, o.user_id AS buyer FROM payments p JOIN orders o ON o.id = p.order_id
            WHERE p.user_id IS DISTINCT FROM o.user_id`,
    },
    {
      name: 'payment events are handled once',
      sql: `SELECT id, type, times_handled FROM payment_events
            WHERE times_handled > 1 OR (times_handled = 1) <> (handled_at IS NOT NULL)`,
    },
    {
      name: 'an order has one live page to pay on',
      sql: `SELECT order_id, count(*) AS pages FROM checkouts WHERE status IN ('opening', 'open')
            GROUP BY order_id HAVING count(*) > 1`,
    },
  ];
}
