import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';

/** What is kept of somebody's code. */
export interface KeptCode {
  readonly hash: string;
  /** What the code is made of, with a key that is not in the database. */
  readonly nonce: string;
  readonly expiresAt: Date;
}

/** Codes of deep links, as SHA-256: one for each person, a new one takes the place of the last. */
@Injectable()
export class LinkCodesRepository {
  constructor(private readonly database: Database) {}

  /** The code of somebody that is good at a moment. */
  async findLiving(userId: number, now: Date): Promise<KeptCode | undefined> {
    const [row] = await this.database.rows<KeptCode & Record<string, unknown>>(
      `SELECT code_hash AS hash, nonce, expires_at AS "expiresAt" FROM telegram_link_codes
       WHERE user_id = $1 AND used_at IS NULL AND expires_at > $2`,
      [userId, now],
    );
    return row;
  }

  async replace(userId: number, { hash, nonce, expiresAt }: KeptCode, now: Date): Promise<void> {
    await this.database.execute(
      `INSERT INTO telegram_link_codes (code_hash, user_id, nonce, expires_at, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (user_id) DO UPDATE SET code_hash = excluded.code_hash, nonce = excluded.nonce,
         expires_at = excluded.expires_at, used_at = NULL, created_at = excluded.created_at`,
      [hash, userId, nonce, expiresAt, now],
    );
  }

  /** Whose code it is, as long as it is good. */
  async ownerOf(hash: string, now: Date): Promise<number | undefined> {
    const [row] = await this.database.rows<{ user_id: number }>(
      `SELECT user_id FROM telegram_link_codes WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2`,
      [hash, now],
    );
    return row?.user_id;
  }

  /** @returns whether it was good until now */
  async use(hash: string, now: Date): Promise<boolean> {
    const used = await this.database.execute(
      `UPDATE telegram_link_codes SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2`,
      [hash, now],
    );
    return used === 1;
  }

  async drop(userId: number): Promise<void> {
    await this.database.execute('DELETE FROM telegram_link_codes WHERE user_id = $1', [userId]);
  }

  /** Removes a batch of those that had expired at a moment. @returns how many went */
  removeExpired(now: Date, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM telegram_link_codes
       WHERE code_hash IN (SELECT code_hash FROM telegram_link_codes WHERE expires_at <= $1 LIMIT $2)`,
      [now, limit],
    );
  }
}
