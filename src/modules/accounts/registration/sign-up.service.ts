import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { Outbox } from '../../../platform/jobs/index.js';
import { addressKey, RateLimits } from '../../../platform/rate-limits/index.js';
import { MAIL_REQUESTS, MAILS, REGISTRATIONS, TOKEN_TRIES } from '../account-limits.js';
import { emailKey } from '../email.policy.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { weaknessOfPassword } from '../passwords/password.policy.js';
import { RegistrationService } from './registration.service.js';

/** Registration as strangers reach it: limited, and silent about who has an account. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly limits: RateLimits,
    private readonly hasher: PasswordHasher,
    private readonly registration: RegistrationService,
    private readonly transaction: Transaction,
    private readonly outbox: Outbox,
  ) {}

  /** @throws InvalidFieldsError, EmailTakenError, TooManyRequestsError, BusyError */
  async register(email: string, password: string, address: string): Promise<{ id: number; email: string }> {
    const weakness = weaknessOfPassword(password, email);
    if (weakness !== undefined) throw new InvalidFieldsError([{ field: 'password', message: weakness }]);
    await this.limits.count(REGISTRATIONS, addressKey(address));
    const hash = await this.hasher.hash(password);
    await this.limits.count(MAILS, `activation ${emailKey(email)}`);
    return this.registration.register(email, hash);
  }

  /**
   * @returns false where the same link activated the account before
   * @throws InvalidTokenError, TooManyRequestsError
   */
  async activate(email: string, token: string, address: string): Promise<boolean> {
    await this.limits.count(TOKEN_TRIES, addressKey(address));
    return this.registration.activate(email, token);
  }

  /**
   * Takes down that somebody wants a new link; whether they get one is found out later.
   * @throws TooManyRequestsError
   */
  async requestLink(email: string, address: string): Promise<void> {
    await this.limits.count(MAIL_REQUESTS, addressKey(address));
    await this.limits.count(MAILS, `activation ${emailKey(email)}`);
    await this.transaction.run(() => this.outbox.add('accounts.resend-activation', { secret: { email } }));
  }
}
