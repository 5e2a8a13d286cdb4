import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { Outbox } from '../../../platform/jobs/index.js';
import { addressKey, RateLimits } from '../../../platform/rate-limits/index.js';
import { MAIL_REQUESTS, MAILS, TOKEN_TRIES } from '../account-limits.js';
import { emailKey } from '../email.policy.js';
import { PasswordCheckService } from '../passwords/password-check.service.js';
import { type PasswordReset, PasswordResetService } from './password-reset.service.js';

/** Resetting a password as strangers reach it: limited, and silent about who has an account. */
@Injectable()
export class ForgottenPasswordService {
  constructor(
    private readonly limits: RateLimits,
    private readonly transaction: Transaction,
    private readonly outbox: Outbox,
    private readonly resets: PasswordResetService,
    private readonly passwords: PasswordCheckService,
  ) {}

  /**
   * Takes down that somebody wants a link; whether they get one is found out later.
   * @throws TooManyRequestsError
   */
  async requestLink(email: string, address: string): Promise<void> {
    await this.limits.count(MAIL_REQUESTS, addressKey(address));
    await this.limits.count(MAILS, `reset ${emailKey(email)}`);
    await this.transaction.run(() =>
      this.outbox.add('accounts.request-password-reset', { secret: { email } }),
    );
  }

  /** @throws InvalidTokenError, InvalidFieldsError, TooManyRequestsError, BusyError */
  async complete(reset: PasswordReset, address: string): Promise<void> {
    await this.limits.count(TOKEN_TRIES, addressKey(address));
    await this.resets.complete(reset);
    await this.passwords.forgive(reset.email, address);
  }
}
