import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { InvalidTokenError } from '../accounts.errors.js';
import { NewPasswordService } from '../passwords/new-password.service.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { weaknessOfPassword } from '../passwords/password.policy.js';
import { hashOfToken } from '../tokens/secret-token.js';
import { UsersRepository } from '../users/users.repository.js';
import { ResetTokensRepository } from './reset-tokens.repository.js';

/** What a reset is completed with. */
export interface PasswordReset {
  readonly email: string;
  readonly token: string;
  readonly password: string;
}

/** Somebody who owns the mailbox chooses a new password. */
@Injectable()
export class PasswordResetService {
  constructor(
    private readonly transaction: Transaction,
    private readonly tokens: ResetTokensRepository,
    private readonly users: UsersRepository,
    private readonly hasher: PasswordHasher,
    private readonly passwords: NewPasswordService,
    private readonly clock: Clock,
  ) {}

  /**
   * Uses the token, and ends all sessions. A password that will not do leaves the token good.
   * @throws InvalidTokenError, InvalidFieldsError, BusyError
   */
  async complete({ email, token, password }: PasswordReset): Promise<void> {
    const tokenHash = hashOfToken(token);
    if (!(await this.tokens.isGood(email, tokenHash, this.clock.now()))) throw new InvalidTokenError();
    const weakness = weaknessOfPassword(password, email);
    if (weakness !== undefined) throw new InvalidFieldsError([{ field: 'password', message: weakness }]);
    const hash = await this.hasher.hash(password);
    await this.transaction.run(async () => {
      const userId = await this.tokens.use(email, tokenHash, this.clock.now());
      const user = userId === undefined ? undefined : await this.users.lock(userId);
      if (!user?.isActive) throw new InvalidTokenError();
      await this.passwords.set(user.id, hash);
      await this.passwords.tellOfReset(user);
    });
  }
}
