import { type Invariant, StatesInvariants } from '../../platform/invariants/index.js';

@StatesInvariants()
export class SeatsInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'a seat of a screening is taken once',
      sql: `SELECT screening_id, seat_id, count(*) FROM seat_allocations GROUP BY screening_id, seat_id HAVING count(*) > 1`,
    },
    {
      name: 'what is held belongs to a hold of that screening which lasts as long and was not ordered',
      sql: `SELECT a.screening_id, a.seat_id, a.hold_id, a.expires_at, h.expires_at AS hold_expires_at, h.ordered_at
            FROM seat_allocations a LEFT JOIN holds h ON h.id = a.hold_id
            WHERE a.status = 'held' AND (h.id IS NULL OR h.screening_id <> a.screening_id
              OR h.expires_at <> a.expires_at OR h.ordered_at IS NOT NULL)`,
    },
    {
      name: 'seats are reserved for open orders and sold to paid ones, and every seat of those is',
      sql: `SELECT l.id AS order_item_id, l.order_status, a.screening_id, a.seat_id, a.status
            FROM (
              SELECT i.id, s.screening_id, s.seat_id, o.status AS order_status
              FROM order_items i JOIN orders o ON o.id = i.order_id LEFT JOIN order_seats s ON s.order_item_id = i.id
              WHERE i.kind = 'seat' AND i.superseded_at IS NULL AND i.refunded_at IS NULL AND o.status IN ('pending', 'paid')
            ) l
            FULL JOIN (SELECT * FROM seat_allocations WHERE order_item_id IS NOT NULL) a
              ON a.order_item_id = l.id AND a.screening_id = l.screening_id AND a.seat_id = l.seat_id
            WHERE l.id IS NULL OR a.seat_id IS NULL OR (a.status = 'sold') <> (l.order_status = 'paid')`,
    },
    {
      name: 'a sold seat has exactly one ticket that is not refunded, of a paid order, and the reverse',
      sql: `SELECT a.screening_id, a.seat_id, a.order_item_id, t.id AS ticket_id, t.status, o.status AS order_status
            FROM (SELECT * FROM seat_allocations WHERE status = 'sold') a
            FULL JOIN (SELECT * FROM tickets WHERE status <> 'refunded') t
              ON t.order_item_id = a.order_item_id AND t.screening_id = a.screening_id AND t.seat_id = a.seat_id
            LEFT JOIN order_items i ON i.id = coalesce(a.order_item_id, t.order_item_id)
            LEFT JOIN orders o ON o.id = i.order_id
            WHERE a.seat_id IS NULL OR t.id IS NULL OR o.status <> 'paid' OR i.refunded_at IS NOT NULL`,
    },
  ];
}
