import { type Invariant, StatesInvariants } from '../../../platform/invariants/index.js';

@StatesInvariants()
export class BoxOfficeInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'what a cashier sold is in one shift of theirs, at what was paid for it',
      sql: `SELECT o.id, o.seller_id, count(e.id) AS entries, sum(e.amount) AS amount
            FROM orders o
            LEFT JOIN (box_office_entries e JOIN box_office_shifts s ON s.id = e.shift_id) ON e.order_id = o.id AND e.kind = 'sale'
            LEFT JOIN payments p ON p.order_id = o.id AND p.settlement = 'fulfilled'
            GROUP BY o.id
            HAVING count(e.id) <> CASE WHEN o.seller_id IS NULL THEN 0 ELSE 1 END
              OR bool_or(s.cashier_id <> o.seller_id OR e.amount <> coalesce(p.amount, 0)
                OR (p.id IS NOT NULL AND e.method <> CASE p.method WHEN 'cash' THEN 'cash' WHEN 'terminal' THEN 'card' END))`,
    },
    {
      name: 'what went back at the counter is what tills handed out',
      sql: `SELECT o.id, r.amount AS refunded, e.amount AS handed_out FROM orders o
            LEFT JOIN (
              SELECT r.order_id, sum(r.amount) AS amount FROM refunds r
              JOIN payments p ON p.id = r.payment_id AND p.method IN ('cash', 'terminal')
              WHERE r.status = 'succeeded' GROUP BY r.order_id
            ) r ON r.order_id = o.id
            LEFT JOIN (
              SELECT order_id, sum(amount) AS amount FROM box_office_entries WHERE kind = 'refund' GROUP BY order_id
            ) e ON e.order_id = o.id
            WHERE coalesce(r.amount, 0) <> coalesce(e.amount, 0)`,
    },
    {
      name: 'the cash that a closed shift expects is its float and its takings',
      sql: `SELECT s.id, s.expected, s.opening_float, sum(CASE e.kind WHEN 'sale' THEN e.amount ELSE -e.amount END) AS takings
            FROM box_office_shifts s
            LEFT JOIN box_office_entries e ON e.shift_id = s.id AND e.method = 'cash'
            WHERE s.closed_at IS NOT NULL GROUP BY s.id
            HAVING s.expected <> s.opening_float
              + coalesce(sum(CASE e.kind WHEN 'sale' THEN e.amount ELSE -e.amount END), 0)`,
    },
  ];
}
