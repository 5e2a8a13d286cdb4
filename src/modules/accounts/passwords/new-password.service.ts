import { Injectable } from '@nestjs/common';
import { Mailer, passwordChanged, passwordResetDone } from '../../../integrations/mail/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { AccountLinks } from '../account-links.js';
import { ResetTokensRepository } from '../password-reset/reset-tokens.repository.js';
import type { Device } from '../sessions/sessions.repository.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { User } from '../users/user.js';
import { UsersRepository } from '../users/users.repository.js';

/** What follows from a new password, however somebody came to it; all inside the caller's transaction. */
@Injectable()
export class NewPasswordService {
  constructor(
    private readonly users: UsersRepository,
    private readonly resets: ResetTokensRepository,
    private readonly sessions: SessionsService,
    private readonly mailer: Mailer,
    private readonly links: AccountLinks,
    private readonly clock: Clock,
  ) {}

  /** Sets it, ends the sessions (but for one) and lets no mailed link set another. */
  async set(userId: number, hashedPassword: string, exceptSession?: number): Promise<void> {
    await this.users.setPassword(userId, hashedPassword);
    await this.resets.remove(userId);
    await this.sessions.endAllOf(userId, exceptSession);
  }

  /** Mails that the password was changed, from where, and what to do about it. */
  async tellOfChange(user: User, device: Device): Promise<void> {
    await this.mailer.send(passwordChanged, {
      to: user.email,
      data: {
        when: this.clock.now().toISOString(),
        device: device.userAgent,
        address: device.address,
        reset_link: this.links.forgottenPassword,
      },
    });
  }

  /** Mails that the password was reset. */
  async tellOfReset(user: User): Promise<void> {
    await this.mailer.send(passwordResetDone, { to: user.email, data: { login_link: this.links.signIn } });
  }
}
