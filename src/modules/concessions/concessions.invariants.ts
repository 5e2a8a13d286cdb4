import { type Invariant, StatesInvariants } from '../../platform/invariants/index.js';

@StatesInvariants()
export class ConcessionsInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'what is left of a stock and what was taken of it are what was put there',
      sql: `SELECT i.id, i.stock, i.stocked, coalesce(sum(c.quantity), 0) AS taken
            FROM concession_items i LEFT JOIN concession_claims c ON c.item_id = i.id AND NOT c.given_back
            WHERE i.stock IS NOT NULL GROUP BY i.id
            HAVING i.stock < 0 OR i.stocked <> i.stock + coalesce(sum(c.quantity), 0)`,
    },
    {
      name: 'open and paid lines have what they stand for, and no others, but for what was picked up',
      sql: `SELECT i.id AS order_item_id, o.status, i.refunded_at, c.item_id, c.given_back, p.status AS preorder
            FROM order_items i JOIN orders o ON o.id = i.order_id
            LEFT JOIN order_concessions l ON l.order_item_id = i.id
            LEFT JOIN concession_claims c ON c.order_item_id = i.id
            LEFT JOIN preorders p ON p.id = l.preorder_id
            WHERE i.kind = 'concession' AND (c.item_id IS NULL OR p.status IS DISTINCT FROM 'collected' AND c.given_back <>
              (i.superseded_at IS NOT NULL OR i.refunded_at IS NOT NULL OR o.status IN ('canceled', 'refunded')))`,
    },
    {
      name: 'a paid line is to be picked up, with a code of its own among those that are open',
      sql: `SELECT i.id AS order_item_id, l.preorder_id, p.order_id, p.pickup_code, p.status
            FROM order_items i JOIN orders o ON o.id = i.order_id
            LEFT JOIN order_concessions l ON l.order_item_id = i.id LEFT JOIN preorders p ON p.id = l.preorder_id
            WHERE i.kind = 'concession' AND i.superseded_at IS NULL AND (
              (o.paid_at IS NOT NULL AND o.status IN ('paid', 'refunded')) <> (p.id IS NOT NULL)
              OR p.order_id <> i.order_id OR p.cinema_id <> l.cinema_id
              OR (i.refunded_at IS NULL AND p.status = 'refunded')
              OR EXISTS (SELECT FROM preorders q WHERE q.pickup_code = p.pickup_code AND q.id <> p.id
                AND q.status IN ('placed', 'ready') AND p.status IN ('placed', 'ready')))`,
    },
    {
      name: 'a combo is made of things of its own cinema that are no combos',
      sql: `SELECT p.combo_id, p.item_id FROM concession_parts p JOIN concession_items c ON c.id = p.combo_id
            JOIN concession_items i ON i.id = p.item_id
            WHERE c.category <> 'combo' OR i.category = 'combo' OR i.cinema_id <> c.cinema_id OR i.deleted_at IS NOT NULL`,
    },
  ];
}
