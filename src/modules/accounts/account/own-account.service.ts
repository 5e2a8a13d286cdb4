import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { WrongCredentialsError } from '../accounts.errors.js';
import { PasswordCheckService } from '../passwords/password-check.service.js';
import type { User, UserWithPassword } from '../users/user.js';
import { UsersRepository } from '../users/users.repository.js';

/** Somebody's own account, for those who prove again that it is theirs. */
@Injectable()
export class OwnAccountService {
  constructor(
    private readonly users: UsersRepository,
    private readonly passwords: PasswordCheckService,
  ) {}

  /** @throws NotFoundError */
  async get(userId: number): Promise<User> {
    return this.require(userId);
  }

  /**
   * Checks the password of somebody who is signed in.
   * @returns the account as it was checked
   * @throws WrongCredentialsError, TooManyRequestsError, BusyError
   */
  async confirm({ userId }: Principal, password: string, address: string): Promise<UserWithPassword> {
    const user = await this.require(userId);
    await this.passwords.require(
      { email: user.email, password, address, isSignedIn: true },
      user.hashedPassword,
    );
    return user;
  }

  /**
   * Keeps the account from changing, if its password is still the one that was checked; inside the caller's transaction.
   * @throws WrongCredentialsError
   */
  async lock(checked: UserWithPassword): Promise<void> {
    const now = await this.users.lock(checked.id);
    if (now?.hashedPassword !== checked.hashedPassword) throw new WrongCredentialsError();
  }

  private async require(userId: number): Promise<UserWithPassword> {
    const user = await this.users.find(userId);
    if (!user) throw new NotFoundError('user', userId);
    return user;
  }
}
