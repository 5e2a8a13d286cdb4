import { Injectable } from '@nestjs/common';
import { activated, activation, Mailer } from '../../../integrations/mail/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { AccountLinks } from '../account-links.js';
import { EmailTakenError, InvalidTokenError } from '../accounts.errors.js';
import { hashOfToken, newToken } from '../tokens/secret-token.js';
import { UsersRepository } from '../users/users.repository.js';
import { ActivationTokensRepository } from './activation-tokens.repository.js';

/** How long an activation link is good (rule 2). */
const HOURS = 24;

/** From an e-mail and a password to an active account. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly transaction: Transaction,
    private readonly users: UsersRepository,
    private readonly tokens: ActivationTokensRepository,
    private readonly mailer: Mailer,
    private readonly links: AccountLinks,
    private readonly clock: Clock,
  ) {}

  /**
   * Enters an account and mails its activation link. One that still waits for activation starts over, so that nobody can
   * lie in wait with a password of theirs.
   * @throws EmailTakenError
   */
  register(email: string, hashedPassword: string): Promise<{ id: number; email: string }> {
    return this.transaction.run(async () => {
      const id = await this.users.register(email, hashedPassword);
      if (id === undefined) throw new EmailTakenError();
      await this.mailLink(id, email);
      return { id, email };
    });
  }

  /**
   * Activates the account that a link was mailed to.
   * @returns false where the same link did so before
   * @throws InvalidTokenError
   */
  activate(email: string, token: string): Promise<boolean> {
    return this.transaction.run(async () => {
      const use = await this.tokens.use(email, hashOfToken(token), this.clock.now());
      if (!use) throw new InvalidTokenError();
      const user = use.first ? await this.users.lock(use.userId) : undefined;
      // One that an administrator has activated since, and closed again perhaps, is left as it is.
      if (user?.activatedAt !== null) return false;
      await this.users.setActive(user.id, true);
      await this.mailer.send(activated, { to: user.email, data: { login_link: this.links.signIn } });
      return true;
    });
  }

  /** Mails a new link in place of the old one, where an account waits for activation; inside the caller's transaction. */
  async resend(email: string): Promise<void> {
    const user = await this.users.findByEmail(email);
    if (user?.activatedAt === null) await this.mailLink(user.id, user.email);
  }

  private async mailLink(userId: number, email: string): Promise<void> {
    const token = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + HOURS * 3_600_000);
    await this.tokens.replace(userId, hashOfToken(token), expiresAt);
    await this.mailer.send(activation, {
      to: email,
      data: { link: this.links.activation(email, token), hours: HOURS },
    });
  }
}
