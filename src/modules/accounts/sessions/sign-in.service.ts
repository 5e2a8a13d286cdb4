import { Injectable } from '@nestjs/common';
import { type Principal } from '../../../platform/auth/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { DeactivatedError, NotActivatedError, WrongCredentialsError } from '../accounts.errors.js';
import { PasswordCheckService } from '../passwords/password-check.service.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import type { UserWithPassword } from '../users/user.js';
import { UsersRepository } from '../users/users.repository.js';
import type { Device } from './sessions.repository.js';
import { SessionsService, type TokenPair } from './sessions.service.js';

/** E-mail and password, and where they come from. */
export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly device: Device;
  /** Whoever is signed in already where this comes from. */
  readonly principal?: Principal | undefined;
}

/** Signing in with e-mail and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly transaction: Transaction,
    private readonly users: UsersRepository,
    private readonly passwords: PasswordCheckService,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionsService,
  ) {}

  /** @throws WrongCredentialsError, NotActivatedError, DeactivatedError, TooManyRequestsError, BusyError */
  async signIn(attempt: SignIn): Promise<TokenPair> {
    return this.withUser(attempt, (user) =>
      this.sessions.begin({ userId: user.id, group: user.group }, attempt.device),
    );
  }

  /**
   * Lets somebody begin a session of whatever kind, once e-mail and password are right.
   * @param begin runs inside the transaction that keeps the account from changing
   * @throws like `signIn`
   */
  async withUser<T>(attempt: SignIn, begin: (user: UserWithPassword) => Promise<T>): Promise<T> {
    const { email, password, device, principal } = attempt;
    const found = await this.users.findByEmail(email);
    await this.passwords.require(
      {
        email,
        password,
        address: device.address,
        isSignedIn: found !== undefined && principal?.userId === found.id,
      },
      found?.hashedPassword,
    );
    if (!found) throw new WrongCredentialsError();
    if (found.activatedAt === null) throw new NotActivatedError();
    const fresh = this.hasher.isOutdated(found.hashedPassword) ? await this.hasher.hash(password) : undefined;
    return this.transaction.run(async () => {
      const user = await this.users.lock(found.id);
      if (user?.hashedPassword !== found.hashedPassword) throw new WrongCredentialsError();
      if (!user.isActive) throw new DeactivatedError();
      if (fresh !== undefined) await this.users.setPassword(user.id, fresh);
      return begin(user);
    });
  }
}
