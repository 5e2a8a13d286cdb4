import { ListQuery, PageOf, QueryInteger, QueryText } from '../../../platform/lists/index.js';
import { CartResponse } from '../cart.dto.js';

/** Whose cart it is. */
export class CartOwner {
  /** @example 17 */
  id: number;
  /** @example "ada@mail.example" */
  email: string;
}

/** Somebody's cart, as administrators see it. */
export class AdminCartResponse extends CartResponse {
  user: CartOwner;
}

export class AdminCartPage extends PageOf(AdminCartResponse) {}

/** How to list carts. */
export class AdminCartListQuery extends ListQuery {
  @QueryText(254, {
    description:
      "Only carts of accounts whose e-mail contains this, whatever its case; a number also finds the account with this id's cart.",
    example: 'ada@',
  })
  q?: string;

  @QueryInteger(1, 2_147_483_647, { description: 'Only the cart of the account with this id.', example: 17 })
  user_id?: number;
}
