import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { SamePasswordError } from '../accounts.errors.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { weaknessOfPassword } from '../passwords/password.policy.js';
import { NewPasswordService } from '../passwords/new-password.service.js';
import type { Device } from '../sessions/sessions.repository.js';
import { OwnAccountService } from './own-account.service.js';

/** A change of one's own password. */
export interface PasswordChange {
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly device: Device;
}

/** Somebody who knows their password chooses another one. */
@Injectable()
export class PasswordChangeService {
  constructor(
    private readonly transaction: Transaction,
    private readonly own: OwnAccountService,
    private readonly hasher: PasswordHasher,
    private readonly passwords: NewPasswordService,
  ) {}

  /**
   * Ends all other sessions.
   * @throws WrongCredentialsError, SamePasswordError, InvalidFieldsError, TooManyRequestsError, BusyError
   */
  async change(principal: Principal, { oldPassword, newPassword, device }: PasswordChange): Promise<void> {
    const user = await this.own.confirm(principal, oldPassword, device.address);
    if (newPassword === oldPassword) throw new SamePasswordError();
    const weakness = weaknessOfPassword(newPassword, user.email);
    if (weakness !== undefined) throw new InvalidFieldsError([{ field: 'new_password', message: weakness }]);
    const hash = await this.hasher.hash(newPassword);
    await this.transaction.run(async () => {
      await this.own.lock(user);
      await this.passwords.set(user.id, hash, principal.sessionId);
      await this.passwords.tellOfChange(user, device);
    });
  }
}
