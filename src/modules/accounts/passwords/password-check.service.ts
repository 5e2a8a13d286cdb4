import { Injectable } from '@nestjs/common';
import { addressKey, type RateLimit, RateLimits } from '../../../platform/rate-limits/index.js';
import {
  FAILURES_BY_ACCOUNT,
  FAILURES_BY_ACCOUNT_AND_ADDRESS,
  FAILURES_BY_ADDRESS,
} from '../account-limits.js';
import { WrongCredentialsError } from '../accounts.errors.js';
import { emailKey } from '../email.policy.js';
import { PasswordHasher } from './password-hasher.js';

/** Somebody who says that they know a password. */
export interface PasswordClaim {
  readonly email: string;
  readonly password: string;
  readonly address: string;
  /** The claim comes with a living session of the very account. */
  readonly isSignedIn: boolean;
}

/** Checks passwords, and counts the wrong ones. */
@Injectable()
export class PasswordCheckService {
  constructor(
    private readonly limits: RateLimits,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * Each try is counted before it is made, so that many at once are as many as one after the other, and taken back unless
   * the password was wrong.
   * @param hash of the account, or undefined where there is no account
   * @throws WrongCredentialsError, TooManyRequestsError, BusyError
   */
  async require(claim: PasswordClaim, hash: string | undefined): Promise<void> {
    this.hasher.requireRoom();
    const counted: (readonly [RateLimit, string])[] = [];
    try {
      for (const [limit, key] of limitsOf(claim)) {
        await this.limits.count(limit, key);
        counted.push([limit, key]);
      }
      if (!(await this.hasher.matches(claim.password, hash))) throw new WrongCredentialsError();
    } catch (error) {
      if (!(error instanceof WrongCredentialsError)) await this.takeBack(counted);
      throw error;
    }
    await this.takeBack(counted);
  }

  /** Lets somebody in again who has proved to own the mailbox. */
  async forgive(email: string, address: string): Promise<void> {
    const account = emailKey(email);
    await this.limits.forget(FAILURES_BY_ACCOUNT, account);
    await this.limits.forget(FAILURES_BY_ACCOUNT_AND_ADDRESS, `${account} ${addressKey(address)}`);
  }

  private async takeBack(counted: readonly (readonly [RateLimit, string])[]): Promise<void> {
    for (const [limit, key] of counted) await this.limits.takeBack(limit, key);
  }
}

function limitsOf({ email, address, isSignedIn }: PasswordClaim): (readonly [RateLimit, string])[] {
  const account = emailKey(email);
  const from = addressKey(address);
  return [
    [FAILURES_BY_ADDRESS, from],
    [FAILURES_BY_ACCOUNT_AND_ADDRESS, `${account} ${from}`],
    ...(isSignedIn ? [] : [[FAILURES_BY_ACCOUNT, account] as const]),
  ];
}
