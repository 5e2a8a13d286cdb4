import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { APART_MS, QUIET_MS } from './digest-times.js';

/** Whom a digest is for. */
export interface DigestReader {
  readonly email: string;
  /** Not deactivated, and not waiting for activation. */
  readonly active: boolean;
}

/** What waits to be mailed to somebody. */
export interface Waiting {
  readonly total: number;
  /** When the first of it happened; null where nothing waits. */
  readonly since: Date | null;
}

/** When people are mailed next, and what waits until then. */
@Injectable()
export class DigestsRepository {
  constructor(private readonly database: Database) {}

  /** Makes a digest due for what happened, if none is: soon, but not soon after the last. */
  async plan(userId: number, happenedAt: Date): Promise<void> {
    await this.database.execute(
      `INSERT INTO notification_digests AS d (user_id, due_at) VALUES ($1, $2)
       ON CONFLICT (user_id) DO UPDATE
         SET due_at = greatest(excluded.due_at, d.mailed_at + $3 * interval '1 millisecond') WHERE d.due_at IS NULL`,
      [userId, new Date(happenedAt.getTime() + QUIET_MS), APART_MS],
    );
  }

  /** Whose digest is due, the longest first. @param except who is passed over */
  async due(now: Date, except: readonly number[], limit: number): Promise<number[]> {
    const rows = await this.database.rows<{ user_id: number }>(
      `SELECT user_id FROM notification_digests WHERE due_at <= $1 AND user_id <> ALL ($2::int[])
       ORDER BY due_at, user_id LIMIT $3`,
      [now, except, limit],
    );
    return rows.map((row) => row.user_id);
  }

  /** The reader of a digest that is still due, once their account is locked. */
  async dueReader(userId: number, now: Date): Promise<DigestReader | undefined> {
    const [reader] = await this.database.rows<{ email: string; active: boolean }>(
      `SELECT u.email, u.is_active AS active FROM notification_digests d JOIN users u ON u.id = d.user_id
       WHERE d.user_id = $1 AND d.due_at <= $2`,
      [userId, now],
    );
    return reader;
  }

  async waiting(userId: number): Promise<Waiting> {
    const [row] = await this.database.rows<{ total: number; since: Date | null }>(
      `SELECT count(*)::int AS total, min(mail_since) AS since FROM notifications
       WHERE user_id = $1 AND mail_since IS NOT NULL`,
      [userId],
    );
    return row ?? { total: 0, since: null };
  }

  async postpone(userId: number, dueAt: Date): Promise<void> {
    await this.database.execute('UPDATE notification_digests SET due_at = $2 WHERE user_id = $1', [
      userId,
      dueAt,
    ]);
  }

  /** Nothing waits any more. @param mailedAt null where nothing was mailed */
  async settle(userId: number, mailedAt: Date | null): Promise<void> {
    await this.drop(userId);
    await this.database.execute(
      'UPDATE notification_digests SET due_at = NULL, mailed_at = coalesce($2, mailed_at) WHERE user_id = $1',
      [userId, mailedAt],
    );
  }

  /** Nothing of these kinds, or of any, waits to be mailed; what waited for nothing else goes. */
  async drop(userId: number, kinds?: readonly string[]): Promise<void> {
    this.database.requireTransaction();
    const waits = 'user_id = $1 AND mail_since IS NOT NULL AND ($2::text[] IS NULL OR kind = ANY ($2))';
    const values = [userId, kinds ?? null];
    await this.database.execute(`DELETE FROM notifications WHERE ${waits} AND NOT shown`, values);
    await this.database.execute(`UPDATE notifications SET mail_since = NULL WHERE ${waits}`, values);
  }
}
