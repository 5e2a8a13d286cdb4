import { type AccountEraser, ErasesAccounts } from '../../accounts/index.js';
import { TicketHoldersRepository } from './ticket-holders.repository.js';

/** Tickets stay in the books, without the name of whoever held them; who has a code on paper is still let in. */
@ErasesAccounts()
export class TicketEraser implements AccountEraser {
  constructor(private readonly holders: TicketHoldersRepository) {}

  async eraseAccount(userId: number): Promise<void> {
    await this.holders.forget(userId);
  }
}
