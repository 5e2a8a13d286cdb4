import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Principal } from '../../../platform/auth/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { discover } from '../../../platform/discovery/index.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { requireOtherAdmin } from '../users/last-admin.js';
import { UsersRepository } from '../users/users.repository.js';
import { type AccountEraser, erasesAccounts } from './account-eraser.js';
import { OwnAccountService } from './own-account.service.js';

/** Deletes accounts: what the books must keep stays, without the person. */
@Injectable()
export class AccountDeletionService {
  constructor(
    private readonly transaction: Transaction,
    private readonly own: OwnAccountService,
    private readonly users: UsersRepository,
    private readonly sessions: SessionsService,
    private readonly discovery: DiscoveryService,
  ) {}

  /**
   * Deletes one's own account, and with it what every context knows of the person.
   * @throws WrongCredentialsError, LastAdminError, TooManyRequestsError, BusyError
   */
  async delete(principal: Principal, password: string, address: string): Promise<void> {
    const user = await this.own.confirm(principal, password, address);
    const erasers = [...discover(this.discovery, (type) => erasesAccounts(type) || undefined).keys()];
    await this.transaction.run(async () => {
      await requireOtherAdmin(this.users, user.id);
      await this.own.lock(user);
      for (const eraser of erasers as AccountEraser[]) await eraser.eraseAccount(user.id);
      await this.sessions.endAllOf(user.id);
      await this.users.anonymise(user.id);
    });
  }
}
