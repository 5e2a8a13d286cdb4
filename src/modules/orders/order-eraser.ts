import { type AccountEraser, ErasesAccounts } from '../accounts/index.js';
import { OrderReleaseService } from './order-release.service.js';
import { OrdersRepository } from './orders.repository.js';

/** Open orders end with the account. Those that were paid stay in the books, without a name. */
@ErasesAccounts()
export class OrderEraser implements AccountEraser {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly releases: OrderReleaseService,
  ) {}

  async eraseAccount(userId: number): Promise<void> {
    for (const id of await this.orders.openOrdersOf(userId)) {
      const order = await this.orders.lock(id);
      if (order?.status === 'pending') await this.releases.release(order, 'account-deleted', userId);
    }
    await this.orders.forgetEmailOf(userId);
  }
}
