import { type AccountEraser, ErasesAccounts } from '../../accounts/index.js';
import { CartRepository } from '../cart.repository.js';

/** With an account goes its cart. */
@ErasesAccounts()
export class CartEraser implements AccountEraser {
  constructor(private readonly carts: CartRepository) {}

  eraseAccount(userId: number): Promise<void> {
    return this.carts.deleteCartOf(userId);
  }
}
