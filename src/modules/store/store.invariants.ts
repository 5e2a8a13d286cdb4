import { type Invariant, StatesInvariants } from '../../platform/invariants/index.js';

@StatesInvariants()
export class StoreInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'whoever owns a film has a paid line for it that was not given back, and the reverse',
      sql: `SELECT o.user_id, i.movie_id, i.id AS order_item_id, p.id AS purchase_id
            FROM (
              SELECT i.* FROM order_items i JOIN orders o ON o.id = i.order_id
              WHERE i.kind = 'movie' AND i.superseded_at IS NULL AND i.refunded_at IS NULL AND o.status = 'paid'
            ) i JOIN orders o ON o.id = i.order_id
            FULL JOIN purchases p ON p.order_item_id = i.id AND p.user_id = o.user_id AND p.movie_id = i.movie_id
            WHERE p.id IS NULL OR i.id IS NULL`,
    },
    {
      name: 'films are promised to open orders, and every film of an open order is',
      sql: `SELECT o.id AS order_id, i.id AS order_item_id, c.movie_id AS claimed
            FROM (
              SELECT i.* FROM order_items i JOIN orders o ON o.id = i.order_id
              WHERE i.kind = 'movie' AND i.superseded_at IS NULL AND o.status = 'pending'
            ) i JOIN orders o ON o.id = i.order_id
            FULL JOIN movie_claims c ON c.order_item_id = i.id AND c.user_id = o.user_id AND c.movie_id = i.movie_id
            WHERE c.movie_id IS NULL OR i.id IS NULL`,
    },
    {
      name: 'no film is promised and owned at once',
      sql: 'SELECT c.* FROM movie_claims c JOIN purchases p ON p.user_id = c.user_id AND p.movie_id = c.movie_id',
    },
  ];
}
