import { Injectable } from '@nestjs/common';
import type { Group } from '../../../platform/auth/index.js';
import { Database } from '../../../platform/database/index.js';
import type { UserWithPassword } from './user.js';

const COLUMNS = `u.id, u.email, u.is_active AS "isActive", g.name AS group, u.activated_at AS "activatedAt",
  u.created_at AS "createdAt", u.hashed_password AS "hashedPassword"`;
const LIVING = 'users u JOIN user_groups g ON g.id = u.group_id WHERE u.deleted_at IS NULL';

/** The accounts. Deleted ones are not found. */
@Injectable()
export class UsersRepository {
  constructor(private readonly database: Database) {}

  async find(id: number): Promise<UserWithPassword | undefined> {
    const [user] = await this.database.rows<UserWithPassword>(
      `SELECT ${COLUMNS} FROM ${LIVING} AND u.id = $1`,
      [id],
    );
    return user;
  }

  /** The account with this e-mail, whatever its case. */
  async findByEmail(email: string): Promise<UserWithPassword | undefined> {
    const [user] = await this.database.rows<UserWithPassword>(
      `SELECT ${COLUMNS} FROM ${LIVING} AND lower(u.email) = lower($1)`,
      [email],
    );
    return user;
  }

  /** Keeps an account from changing until the transaction ends. */
  async lock(id: number): Promise<UserWithPassword | undefined> {
    this.database.requireTransaction();
    const [user] = await this.database.rows<UserWithPassword>(
      `SELECT ${COLUMNS} FROM ${LIVING} AND u.id = $1 FOR NO KEY UPDATE OF u`,
      [id],
    );
    return user;
  }

  /**
   * Keeps every active administrator from changing, in the order of their ids, so that two who want to remove each other
   * take turns.
   * @returns their ids
   */
  async lockActiveAdmins(): Promise<number[]> {
    this.database.requireTransaction();
    const rows = await this.database.rows<{ id: number }>(
      `SELECT u.id FROM users u WHERE u.is_active AND u.group_id = (SELECT id FROM user_groups WHERE name = 'admin')
       ORDER BY u.id FOR NO KEY UPDATE`,
    );
    return rows.map((row) => row.id);
  }

  /** The active accounts in the group of moderators or a higher one. */
  async findActiveModerators(): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT u.id FROM users u JOIN user_groups g ON g.id = u.group_id
       WHERE u.is_active AND g.name IN ('moderator', 'admin') ORDER BY u.id`,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Enters an account that waits for activation, or starts one over that does.
   * @returns its id, or undefined when the e-mail belongs to an account that is not waiting
   */
  async register(email: string, hashedPassword: string): Promise<number | undefined> {
    const [row] = await this.database.rows<{ id: number }>(
      `INSERT INTO users AS u (email, hashed_password) VALUES ($1, $2)
       ON CONFLICT (lower(email)) DO UPDATE
         SET email = excluded.email, hashed_password = excluded.hashed_password, updated_at = now()
         WHERE u.activated_at IS NULL
       RETURNING id`,
      [email, hashedPassword],
    );
    return row?.id;
  }

  /** Enters an account that is active at once, unless the e-mail has one. @returns its id when it is new */
  async insertActive(email: string, hashedPassword: string, group: Group): Promise<number | undefined> {
    const [row] = await this.database.rows<{ id: number }>(
      `INSERT INTO users (email, hashed_password, is_active, activated_at, group_id)
       SELECT $1, $2, true, now(), id FROM user_groups WHERE name = $3
       ON CONFLICT (lower(email)) DO NOTHING RETURNING id`,
      [email, hashedPassword, group],
    );
    return row?.id;
  }

  /** An account that becomes active counts as confirmed, too. */
  async setActive(id: number, isActive: boolean): Promise<void> {
    await this.database.execute(
      `UPDATE users SET is_active = $2, activated_at = CASE WHEN $2 THEN coalesce(activated_at, now()) ELSE activated_at END,
         updated_at = now() WHERE id = $1`,
      [id, isActive],
    );
  }

  async setGroup(id: number, group: Group): Promise<void> {
    await this.database.execute(
      'UPDATE users SET group_id = (SELECT id FROM user_groups WHERE name = $2), updated_at = now() WHERE id = $1',
      [id, group],
    );
  }

  async setPassword(id: number, hashedPassword: string): Promise<void> {
    await this.database.execute('UPDATE users SET hashed_password = $2, updated_at = now() WHERE id = $1', [
      id,
      hashedPassword,
    ]);
  }

  /** Leaves a row that the books can refer to, and nothing of the person in it. */
  async anonymise(id: number): Promise<void> {
    await this.database.execute(
      `UPDATE users SET email = 'deleted-' || id || '@deleted.invalid', hashed_password = '', is_active = false,
         deleted_at = now(), updated_at = now() WHERE id = $1`,
      [id],
    );
  }
}
