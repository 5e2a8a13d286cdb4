import { Injectable } from '@nestjs/common';
import { GROUPS } from '../../../platform/auth/index.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { UsersRepository } from '../users/users.repository.js';

/** One password for all, shown in the banner; never in production. */
export const DEMO_PASSWORD = 'Cinema-Demo-2026!';

/** The accounts that a newcomer tries everything with, one for each group. */
export const DEMO_EMAILS = GROUPS.map((group) => `${group}@cinema.example`);

/** Enters the accounts of the demo. */
@Injectable()
export class DemoAccountsService {
  constructor(
    private readonly users: UsersRepository,
    private readonly hasher: PasswordHasher,
  ) {}

  /** Enters those that are not there. Whoever changed one keeps the change. */
  async enter(): Promise<void> {
    for (const group of GROUPS) {
      const email = `${group}@cinema.example`;
      if (await this.users.findByEmail(email)) continue;
      await this.users.insertActive(email, await this.hasher.hash(DEMO_PASSWORD), group);
    }
  }
}
