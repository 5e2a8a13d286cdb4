import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** Things that are gone, and what nobody is to be told of them. */
export interface Withdrawal {
  readonly kinds: readonly string[];
  readonly subjects: readonly string[];
}

/** "NOTI" as a number: the key of the lock that keeps withdrawals apart from what is told meanwhile. */
const LOCK = 0x4e4f5449;

/** What is taken back of what people were told. */
@Injectable()
export class WithdrawalsRepository {
  constructor(private readonly database: Database) {}

  /** Waits for withdrawals that are under way; those that come later wait for this transaction. To be called before any lock. */
  async waitForWithdrawals(): Promise<void> {
    this.database.requireTransaction();
    await this.database.execute('SELECT pg_advisory_xact_lock_shared($1)', [LOCK]);
  }

  /** Waits for what is being told; what comes later waits for this transaction. To be called before any lock. */
  async waitForNotices(): Promise<void> {
    this.database.requireTransaction();
    await this.database.execute('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  }

  /** Whether any of these things is gone. */
  async covers(kind: string, subjects: readonly string[]): Promise<boolean> {
    const found = await this.database.execute(
      'SELECT 1 FROM withdrawn_notices WHERE kind = $1 AND subject = ANY ($2) LIMIT 1',
      [kind, subjects],
    );
    return found > 0;
  }

  /** Keeps in mind what is gone: what was told of it before may be on its way still. */
  async remember({ kinds, subjects }: Withdrawal, at: Date): Promise<void> {
    await this.database.execute(
      `INSERT INTO withdrawn_notices (subject, kind, withdrawn_at)
       SELECT subject, kind, $3 FROM unnest($1::text[]) AS kind CROSS JOIN unnest($2::text[]) AS subject
       ON CONFLICT (subject, kind) DO NOTHING`,
      [kinds, subjects, at],
    );
  }

  /** Removes a batch of what is kept in mind since before a moment. @returns how many went */
  forgetBefore(before: Date, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM withdrawn_notices WHERE (subject, kind) IN (
         SELECT subject, kind FROM withdrawn_notices WHERE withdrawn_at < $1 LIMIT $2)`,
      [before, limit],
    );
  }

  /** Who was told of things that are gone. */
  async readersOf({ kinds, subjects }: Withdrawal): Promise<number[]> {
    const rows = await this.database.rows<{ user_id: number }>(
      `SELECT user_id FROM notifications WHERE kind = ANY ($1) AND subject = ANY ($2)
       UNION SELECT n.user_id FROM notification_parts p JOIN notifications n ON n.id = p.notification_id
       WHERE n.kind = ANY ($1) AND p.part = ANY ($2)`,
      [kinds, subjects],
    );
    return rows.map((row) => row.user_id);
  }

  /** Removes what people, who are locked, were told to have happened to these things. */
  async remove({ kinds, subjects }: Withdrawal): Promise<void> {
    this.database.requireTransaction();
    await this.database.execute('DELETE FROM notifications WHERE kind = ANY ($1) AND subject = ANY ($2)', [
      kinds,
      subjects,
    ]);
  }

  /** Removes these things from what they were told together with; it goes where nothing else is left of it. */
  async removeParts({ kinds, subjects }: Withdrawal): Promise<void> {
    this.database.requireTransaction();
    const rows = await this.database.rows<{ id: number }>(
      `DELETE FROM notification_parts p USING notifications n
       WHERE n.id = p.notification_id AND n.kind = ANY ($1) AND p.part = ANY ($2) RETURNING n.id`,
      [kinds, subjects],
    );
    if (rows.length === 0) return;
    const notifications = [[...new Set(rows.map(({ id }) => id))]];
    await this.database.execute(
      `DELETE FROM notifications n WHERE id = ANY ($1::int[])
         AND NOT EXISTS (SELECT 1 FROM notification_parts p WHERE p.notification_id = n.id)`,
      notifications,
    );
    await this.retell(notifications);
  }

  /** Lets notifications say what is left of them. What was mailed of it before is not mailed again. */
  private async retell(notifications: readonly number[][]): Promise<void> {
    await this.database.execute(
      `UPDATE notifications n SET facts = p.facts, happened_at = p.happened_at,
         mail_since = CASE WHEN p.happened_at >= n.mail_since OR NOT n.shown THEN n.mail_since END
       FROM (SELECT DISTINCT ON (notification_id) * FROM notification_parts WHERE notification_id = ANY ($1::int[])
             ORDER BY notification_id, event_id DESC) p
       WHERE n.id = p.notification_id`,
      notifications,
    );
    await this.database.execute(
      `DELETE FROM notification_actors a WHERE notification_id = ANY ($1::int[]) AND NOT EXISTS (
         SELECT 1 FROM notification_parts p WHERE p.notification_id = a.notification_id AND p.actor_id = a.actor_id)`,
      notifications,
    );
    await this.database.execute(
      `UPDATE notification_actors a SET happened_at = p.last
       FROM (SELECT notification_id, actor_id, max(happened_at) AS last FROM notification_parts
             WHERE notification_id = ANY ($1::int[]) GROUP BY notification_id, actor_id) p
       WHERE a.notification_id = p.notification_id AND a.actor_id = p.actor_id`,
      notifications,
    );
  }
}
