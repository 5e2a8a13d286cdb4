import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** What of accounts is of no use any more. Rows go a batch at a time, so that nobody waits long. */
@Injectable()
export class ExpiredTokensRepository {
  constructor(private readonly database: Database) {}

  /** Tokens of a table that expired before a moment. @returns how many went */
  removeTokens(
    table: 'activation_tokens' | 'password_reset_tokens' | 'refresh_tokens',
    before: Date,
    limit: number,
  ): Promise<number> {
    return this.database.execute(
      `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE expires_at <= $1 LIMIT $2)`,
      [before, limit],
    );
  }

  /** Sessions that ended or expired before a moment, with their refresh tokens. @returns how many went */
  removeSessions(before: Date, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM sessions WHERE id IN (
         (SELECT id FROM sessions WHERE expires_at <= $1 LIMIT $2)
         UNION
         (SELECT id FROM sessions WHERE ended_at <= $1 LIMIT $2))`,
      [before, limit],
    );
  }
}
