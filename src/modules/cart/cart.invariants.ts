import { type Invariant, StatesInvariants } from '../../platform/invariants/index.js';
import { MAX_CART_ITEMS } from './cart.policy.js';

@StatesInvariants()
export class CartInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: `a cart holds ${MAX_CART_ITEMS} films at most`,
      sql: `SELECT cart_id, count(*) AS films FROM cart_items GROUP BY cart_id HAVING count(*) > ${MAX_CART_ITEMS}`,
    },
    {
      name: 'deleted accounts have no cart',
      sql: 'SELECT c.id, c.user_id FROM carts c JOIN users u ON u.id = c.user_id WHERE u.deleted_at IS NOT NULL',
    },
  ];
}
