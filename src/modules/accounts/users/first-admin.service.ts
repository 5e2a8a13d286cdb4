import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { EmailTakenError } from '../accounts.errors.js';
import { isUsableEmail } from '../email.policy.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { weaknessOfPassword } from '../passwords/password.policy.js';
import { UsersRepository } from './users.repository.js';

/** Administrators whom nobody signed in makes: the command of the operators, and unattended installations. */
@Injectable()
export class FirstAdminService {
  constructor(
    private readonly transaction: Transaction,
    private readonly users: UsersRepository,
    private readonly hasher: PasswordHasher,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Enters an active administrator.
   * @returns the account's id
   * @throws InvalidFieldsError, EmailTakenError
   */
  async create(email: string, password: string): Promise<number> {
    const weakness = weaknessOfPassword(password, email);
    const errors = [
      ...(isUsableEmail(email) ? [] : [{ field: 'email', message: 'must be an e-mail address' }]),
      ...(weakness === undefined ? [] : [{ field: 'password', message: weakness }]),
    ];
    if (errors.length > 0) throw new InvalidFieldsError(errors);
    const hash = await this.hasher.hash(password);
    return this.transaction.run(async () => {
      const id = await this.users.insertActive(email, hash, 'admin');
      if (id === undefined) throw new EmailTakenError();
      await this.audit.record({
        actorId: null,
        action: 'user.create-admin',
        target: `user:${id}`,
        after: { group: 'admin' },
      });
      return id;
    });
  }

  /** Enters the administrator of the settings, if no account has the e-mail. @throws InvalidFieldsError */
  async ensure({ email, password }: { email: string; password: string }): Promise<void> {
    if (await this.users.findByEmail(email)) return;
    try {
      await this.create(email, password);
    } catch (error) {
      if (!(error instanceof EmailTakenError)) throw error;
    }
  }
}
