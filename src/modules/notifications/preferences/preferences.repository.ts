import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { Said, SaidOfKind, Wish } from './preferences.policy.js';

/** A wish for a kind; ways that are not named stay as they are. */
export type NewWish = Partial<Wish> & { readonly kind: string };

/** What people said of what they want to hear of. */
@Injectable()
export class PreferencesRepository {
  constructor(private readonly database: Database) {}

  async said(userId: number): Promise<Said> {
    const rows = await this.database.rows<SaidOfKind & { kind: string | null; unsubscribed: boolean }>(
      `SELECT p.kind, p.in_app, p.mail, p.telegram, d.unsubscribed_at IS NOT NULL AS unsubscribed
       FROM (SELECT $1::int AS user_id) u
       LEFT JOIN notification_preferences p ON p.user_id = u.user_id
       LEFT JOIN notification_digests d ON d.user_id = u.user_id`,
      [userId],
    );
    return {
      unsubscribed: rows[0]?.unsubscribed ?? false,
      kinds: new Map(rows.flatMap(({ kind, ...said }) => (kind === null ? [] : [[kind, said] as const]))),
    };
  }

  async save(userId: number, wishes: readonly NewWish[]): Promise<void> {
    await this.database.execute(
      `INSERT INTO notification_preferences AS p (user_id, kind, in_app, mail, telegram)
       SELECT $1, w.kind, w.in_app, w.mail, w.telegram
       FROM jsonb_to_recordset($2::jsonb) AS w (kind text, in_app boolean, mail boolean, telegram boolean)
       ON CONFLICT (user_id, kind) DO UPDATE SET in_app = coalesce(excluded.in_app, p.in_app),
         mail = coalesce(excluded.mail, p.mail), telegram = coalesce(excluded.telegram, p.telegram)`,
      [userId, JSON.stringify(wishes)],
    );
  }

  /** Takes back every word for mails: of kinds that somebody named, and of all others, those to come included. */
  async refuseMail(userId: number, at: Date): Promise<void> {
    await this.database.execute('UPDATE notification_preferences SET mail = false WHERE user_id = $1', [
      userId,
    ]);
    await this.database.execute(
      `INSERT INTO notification_digests (user_id, unsubscribed_at) VALUES ($1, $2)
       ON CONFLICT (user_id) DO UPDATE SET unsubscribed_at = excluded.unsubscribed_at`,
      [userId, at],
    );
  }
}
