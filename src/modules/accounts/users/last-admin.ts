import { LastAdminError } from '../accounts.errors.js';
import type { UsersRepository } from './users.repository.js';

/**
 * Makes sure that an active administrator is left without this account, whatever others do at the same time; inside the
 * caller's transaction, before the account is locked.
 * @throws LastAdminError
 */
export async function requireOtherAdmin(users: UsersRepository, userId: number): Promise<void> {
  const admins = await users.lockActiveAdmins();
  if (admins.includes(userId) && admins.length === 1) throw new LastAdminError();
}
