import { type AccountEraser, ErasesAccounts } from '../../accounts/index.js';
import { PreorderBooksRepository } from './preorder-books.repository.js';

/** Pre-orders stay in the books without a name; who has the code on paper still gets what is paid. */
@ErasesAccounts()
export class PreorderEraser implements AccountEraser {
  constructor(private readonly preorders: PreorderBooksRepository) {}

  async eraseAccount(userId: number): Promise<void> {
    await this.preorders.forget(userId);
  }
}
