import { Injectable } from '@nestjs/common';
import { Mailer, passwordReset } from '../../../integrations/mail/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { AccountLinks } from '../account-links.js';
import { hashOfToken, newToken } from '../tokens/secret-token.js';
import { UsersRepository } from '../users/users.repository.js';
import { ResetTokensRepository } from './reset-tokens.repository.js';

/** How long a link is good (rule 2). */
const HOURS = 1;

/** Mails links with which a forgotten password is replaced. */
@Injectable()
export class ResetLinkService {
  constructor(
    private readonly users: UsersRepository,
    private readonly tokens: ResetTokensRepository,
    private readonly mailer: Mailer,
    private readonly links: AccountLinks,
    private readonly clock: Clock,
  ) {}

  /** Mails a link, in place of the one before, where an active account has the e-mail; inside the caller's transaction. */
  async mailLink(email: string): Promise<void> {
    const user = await this.users.findByEmail(email);
    if (!user?.isActive) return;
    const token = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + HOURS * 3_600_000);
    await this.tokens.replace(user.id, hashOfToken(token), expiresAt);
    await this.mailer.send(passwordReset, {
      to: user.email,
      data: { link: this.links.resetPassword(user.email, token), hours: HOURS },
    });
  }
}
