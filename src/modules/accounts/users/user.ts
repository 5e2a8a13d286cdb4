import type { Group } from '../../../platform/auth/index.js';

/** An account as other contexts may know it. */
export interface User {
  readonly id: number;
  /** As it was typed; compared whatever its case. */
  readonly email: string;
  readonly isActive: boolean;
  readonly group: Group;
  /** When the e-mail was confirmed; null before. */
  readonly activatedAt: Date | null;
  readonly createdAt: Date;
}

/** An account with what signing in is checked against. */
export interface UserWithPassword extends User {
  readonly hashedPassword: string;
}
