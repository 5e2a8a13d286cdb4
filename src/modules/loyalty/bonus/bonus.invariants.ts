import { type Invariant, StatesInvariants } from '../../../platform/invariants/index.js';

@StatesInvariants()
export class BonusInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'the balance of points is what the ledger adds up to, and what is left of its lots',
      sql: `SELECT a.user_id, a.balance, coalesce(sum(t.points), 0) AS ledger, coalesce(sum(t.points_left), 0) AS lots
            FROM bonus_accounts a LEFT JOIN bonus_transactions t ON t.user_id = a.user_id
            GROUP BY a.user_id
            HAVING a.balance <> coalesce(sum(t.points), 0) OR a.balance <> coalesce(sum(t.points_left), 0) OR a.balance < 0`,
    },
    {
      name: 'nobody who owes points has some',
      sql: 'SELECT user_id, balance, debt FROM bonus_accounts WHERE balance > 0 AND debt > 0',
    },
    {
      name: 'orders were paid with the points that were taken for them, and those came back that were given back',
      sql: `SELECT o.id, o.status, o.bonus_amount, t.spent FROM orders o
            JOIN users u ON u.id = o.user_id AND u.deleted_at IS NULL
            LEFT JOIN LATERAL (
              SELECT coalesce(-sum(b.points), 0) AS spent FROM bonus_transactions b
              WHERE b.order_id = o.id AND b.reason IN ('spent', 'returned')) t ON true
            LEFT JOIN LATERAL (
              SELECT coalesce(sum(r.points), 0) AS points FROM refunds r WHERE r.order_id = o.id AND r.status <> 'failed'
            ) back ON true
            WHERE t.spent <> CASE WHEN o.status = 'canceled' THEN 0 ELSE o.bonus_amount * 100 - back.points END`,
    },
  ];
}
