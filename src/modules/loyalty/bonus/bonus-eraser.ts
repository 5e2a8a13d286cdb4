import { type AccountEraser, ErasesAccounts } from '../../accounts/index.js';
import { BonusAccountsRepository } from './bonus-accounts.repository.js';
import { BonusLedger } from './bonus-ledger.service.js';

/** Points end with the account; the ledger stays in the books, without a name. */
@ErasesAccounts()
export class BonusEraser implements AccountEraser {
  constructor(
    private readonly accounts: BonusAccountsRepository,
    private readonly ledger: BonusLedger,
  ) {}

  async eraseAccount(userId: number): Promise<void> {
    const account = await this.ledger.enter(userId);
    const owingNothing = { ...account, debt: 0 };
    if (account.balance === 0) await this.accounts.setBalance(owingNothing);
    else await this.ledger.debit(owingNothing, account.balance, { reason: 'account-deleted' });
  }
}
