import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** The tokens of mails that let somebody choose a new password: one for each account, the newest. */
@Injectable()
export class ResetTokensRepository {
  constructor(private readonly database: Database) {}

  /** Gives an account a token in place of the one it had. */
  async replace(userId: number, tokenHash: string, expiresAt: Date): Promise<void> {
    await this.database.execute(
      `INSERT INTO password_reset_tokens (user_id, token, expires_at) VALUES ($1, $2, $3)
       ON CONFLICT (user_id) DO UPDATE SET token = excluded.token, expires_at = excluded.expires_at`,
      [userId, tokenHash, expiresAt],
    );
  }

  /** Whether a token is good for the account with this e-mail. */
  async isGood(email: string, tokenHash: string, now: Date): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT 1 FROM password_reset_tokens t JOIN users u ON u.id = t.user_id
       WHERE t.token = $1 AND lower(u.email) = lower($2) AND t.expires_at > $3 AND u.is_active`,
      [tokenHash, email, now],
    );
    return rows.length > 0;
  }

  /** Uses a token up; of two at once one does. @returns whose it was */
  async use(email: string, tokenHash: string, now: Date): Promise<number | undefined> {
    const [row] = await this.database.rows<{ userId: number }>(
      `WITH used AS (
         DELETE FROM password_reset_tokens t USING users u
         WHERE u.id = t.user_id AND t.token = $1 AND lower(u.email) = lower($2) AND t.expires_at > $3 AND u.is_active
         RETURNING t.user_id
       ) SELECT user_id AS "userId" FROM used`,
      [tokenHash, email, now],
    );
    return row?.userId;
  }

  async remove(userId: number): Promise<void> {
    await this.database.execute('DELETE FROM password_reset_tokens WHERE user_id = $1', [userId]);
  }
}
