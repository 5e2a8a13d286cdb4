import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** The tokens of activation mails: one for each account, the newest. */
@Injectable()
export class ActivationTokensRepository {
  constructor(private readonly database: Database) {}

  /** Gives an account a token in place of the one it had. */
  async replace(userId: number, tokenHash: string, expiresAt: Date): Promise<void> {
    await this.database.execute(
      `INSERT INTO activation_tokens (user_id, token, expires_at) VALUES ($1, $2, $3)
       ON CONFLICT (user_id) DO UPDATE SET token = excluded.token, expires_at = excluded.expires_at, used_at = NULL`,
      [userId, tokenHash, expiresAt],
    );
  }

  /**
   * Uses a token of the account with this e-mail; of two at once the first.
   * @returns whose it is, and whether this was the first use; undefined when it is not good
   */
  async use(
    email: string,
    tokenHash: string,
    now: Date,
  ): Promise<{ userId: number; first: boolean } | undefined> {
    this.database.requireTransaction();
    const [token] = await this.database.rows<{ userId: number; used: boolean }>(
      `SELECT t.user_id AS "userId", t.used_at IS NOT NULL AS used
       FROM activation_tokens t JOIN users u ON u.id = t.user_id
       WHERE t.token = $1 AND lower(u.email) = lower($2) AND t.expires_at > $3 AND u.deleted_at IS NULL
       FOR NO KEY UPDATE OF t`,
      [tokenHash, email, now],
    );
    if (!token) return undefined;
    if (!token.used) {
      await this.database.execute('UPDATE activation_tokens SET used_at = $2 WHERE user_id = $1', [
        token.userId,
        now,
      ]);
    }
    return { userId: token.userId, first: !token.used };
  }
}
