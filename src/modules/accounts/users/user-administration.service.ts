import { Injectable } from '@nestjs/common';
import { activated, Mailer } from '../../../integrations/mail/index.js';
import { AuditLog } from '../../../platform/audit/index.js';
import type { Group } from '../../../platform/auth/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { AccountLinks } from '../account-links.js';
import { NotConfirmedError } from '../accounts.errors.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { requireOtherAdmin } from './last-admin.js';
import type { User, UserWithPassword } from './user.js';
import { UsersRepository } from './users.repository.js';

/** What administrators do to accounts. All of it holds for the next request of whoever is signed in. */
@Injectable()
export class UserAdministrationService {
  constructor(
    private readonly transaction: Transaction,
    private readonly users: UsersRepository,
    private readonly sessions: SessionsService,
    private readonly audit: AuditLog,
    private readonly mailer: Mailer,
    private readonly links: AccountLinks,
  ) {}

  /** @throws NotFoundError */
  async get(userId: number): Promise<User> {
    const user = await this.users.find(userId);
    if (!user) throw new NotFoundError('user', userId);
    return user;
  }

  /**
   * Puts an account into another group.
   * @throws NotFoundError, NotConfirmedError, LastAdminError
   */
  changeGroup(actorId: number | null, userId: number, group: Group): Promise<User> {
    return this.change(userId, async (user) => {
      if (user.group === group) return;
      if (user.activatedAt === null) throw new NotConfirmedError();
      if (user.group === 'admin') await requireOtherAdmin(this.users, userId);
      await this.users.setGroup(userId, group);
      await this.audit.record({
        actorId,
        action: 'user.change-group',
        target: `user:${userId}`,
        before: { group: user.group },
        after: { group },
      });
    });
  }

  /**
   * Opens an account: one that was closed, or one whose owner never followed the link; who waited is told.
   * @throws NotFoundError
   */
  activate(actorId: number, userId: number): Promise<User> {
    return this.change(userId, async (user) => {
      if (user.isActive) return;
      await this.setActive(actorId, user, true);
      if (user.activatedAt === null)
        await this.mailer.send(activated, { to: user.email, data: { login_link: this.links.signIn } });
    });
  }

  /**
   * Closes an account and ends its sessions.
   * @throws NotFoundError, LastAdminError
   */
  deactivate(actorId: number, userId: number): Promise<User> {
    return this.change(userId, async (user) => {
      if (!user.isActive) return;
      if (user.group === 'admin') await requireOtherAdmin(this.users, userId);
      await this.setActive(actorId, user, false);
      await this.sessions.endAllOf(userId);
    });
  }

  private async setActive(actorId: number, user: User, isActive: boolean): Promise<void> {
    await this.users.setActive(user.id, isActive);
    await this.audit.record({
      actorId,
      action: isActive ? 'user.activate' : 'user.deactivate',
      target: `user:${user.id}`,
      before: { is_active: user.isActive },
      after: { is_active: isActive },
    });
  }

  private change(userId: number, work: (user: UserWithPassword) => Promise<void>): Promise<User> {
    return this.transaction.run(async () => {
      // Administrators are locked first and in order: two who want to remove each other take turns.
      await this.users.lockActiveAdmins();
      const user = await this.users.lock(userId);
      if (!user) throw new NotFoundError('user', userId);
      await work(user);
      return this.get(userId);
    });
  }
}
