import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';
import { QUIET_HOURS } from '../../settings/own-settings.repository.js';
import { languageOf } from '../../telegram/texts/texts.js';
import { WAITS } from './telegram-messages.repository.js';
import type { ClaimedMessage, StartedMessage } from './telegram-message.js';

type StartedRow = Omit<StartedMessage, 'tgId' | 'language'> & { tgId: string; language: string | null };

/** Of a message that did not get through: something newer waits about the same thing, or that was withdrawn meanwhile. */
const OVERTAKEN = `EXISTS (SELECT FROM telegram_messages o WHERE o.user_id = m.user_id AND o.kind = m.kind
    AND o.subject = m.subject AND o.part = m.part AND o.id <> m.id AND o.sent_at IS NULL AND o.failed_at IS NULL)
  OR EXISTS (SELECT FROM withdrawn_notices w WHERE w.kind = m.kind AND w.subject IN (m.subject, m.part))`;

/** Whose turn it is, in all processes together. */
@Injectable()
export class TelegramTurnsRepository {
  constructor(private readonly database: Database) {}

  /** Whether anything is due that nobody is at. */
  async isAnythingDue(now: Date): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT FROM telegram_messages m WHERE ${WAITS} AND due_at <= $1
         AND (claimed_until IS NULL OR claimed_until <= $1) LIMIT 1`,
      [now],
    );
    return rows.length > 0;
  }

  /** From when on something may be sent; the others wait until the transaction ends. */
  async lockPace(): Promise<Date> {
    this.database.requireTransaction();
    const [pace] = await this.database.rows<{ freeAt: Date }>(
      `SELECT greatest(free_at, '1970-01-01') AS "freeAt" FROM telegram_pace FOR UPDATE`,
    );
    return pace?.freeAt ?? new Date(0);
  }

  /** Nobody sends anything before a moment. */
  async holdUntil(until: Date): Promise<void> {
    await this.database.execute('UPDATE telegram_pace SET free_at = greatest(free_at, $1)', [until]);
  }

  /**
   * Takes the messages that are due the longest: one for each chat, none for a chat that something was sent to since a moment.
   * What is asked of others about the same chat is asked message by message until there are enough; as joins it would be
   * asked of all that wait.
   * @param until when others may take those that did not come to an end
   */
  async claim(now: Date, sentSince: Date, until: Date, limit: number): Promise<ClaimedMessage[]> {
    this.database.requireTransaction();
    return this.database.rows<ClaimedMessage & Record<string, unknown>>(
      `WITH turn AS (
         SELECT m.id FROM telegram_messages m
         WHERE ${WAITS} AND m.due_at <= $1 AND (m.claimed_until IS NULL OR m.claimed_until <= $1)
           AND (SELECT o.id FROM telegram_messages o
             WHERE o.user_id = m.user_id AND o.sent_at IS NULL AND o.failed_at IS NULL AND o.id <> m.id
               AND (o.claimed_until > $1 OR o.due_at <= $1 AND (o.due_at, o.id) < (m.due_at, m.id)) LIMIT 1) IS NULL
           AND (SELECT o.id FROM telegram_messages o WHERE o.user_id = m.user_id AND o.sent_at > $2 LIMIT 1) IS NULL
         ORDER BY m.due_at, m.id LIMIT $4 FOR UPDATE SKIP LOCKED
       ), claimed AS (
         UPDATE telegram_messages m SET claimed_until = $3 FROM turn WHERE m.id = turn.id
         RETURNING m.id, m.user_id, m.urgent, m.useful_until, m.due_at
       )
       SELECT c.id, c.urgent, c.useful_until AS "usefulUntil", ${QUIET_HOURS} AS "quietHours", u.is_active AS "isActive"
       FROM claimed c JOIN users u ON u.id = c.user_id
       LEFT JOIN notification_settings s ON s.user_id = c.user_id ORDER BY c.due_at, c.id`,
      [now, sentSince, until, limit],
    );
  }

  /** Marks a message as sent, right before it is; undefined where it was taken back, or sent by somebody else. */
  async start(id: string, now: Date): Promise<StartedMessage | undefined> {
    const [row] = await this.database.rows<StartedRow>(
      `UPDATE telegram_messages m SET sent_at = $2, attempts = m.attempts + 1, claimed_until = NULL
       FROM telegram_links l LEFT JOIN notification_settings s ON s.user_id = l.user_id
       WHERE m.id = $1 AND l.user_id = m.user_id AND ${WAITS}
       RETURNING m.id, l.tg_id AS "tgId", coalesce(s.language, l.language) AS language, m.kind, m.link, m.facts,
         m.actor_ids AS "actorIds", m.attempts`,
      [id, now],
    );
    return row && { ...row, tgId: Number(row.tgId), language: languageOf(row.language) };
  }

  /** A message that nobody has begun to send waits until a moment. */
  async postpone(id: string, until: Date): Promise<void> {
    await this.database.execute(
      `UPDATE telegram_messages m SET due_at = $2, claimed_until = NULL WHERE id = $1 AND ${WAITS}`,
      [id, until],
    );
  }

  /** A message was not sent after all, and is later, unless it was overtaken. Withdrawals wait. */
  async giveBack(id: string, dueAt: Date, counts: boolean): Promise<void> {
    await this.database.execute(
      `UPDATE telegram_messages m SET sent_at = NULL, due_at = $2, attempts = attempts - CASE WHEN $3 THEN 0 ELSE 1 END
       WHERE m.id = $1 AND NOT (${OVERTAKEN})`,
      [id, dueAt, counts],
    );
  }

  /** A message is given up. */
  async giveUp(id: string, now: Date): Promise<void> {
    await this.database.execute(
      'UPDATE telegram_messages SET sent_at = NULL, claimed_until = NULL, failed_at = $2 WHERE id = $1',
      [id, now],
    );
  }

  /** A message that was given up is tried anew, unless it was overtaken. Withdrawals wait. */
  async reopen(id: string, now: Date): Promise<void> {
    await this.database.execute(
      `UPDATE telegram_messages m SET failed_at = NULL, attempts = 0, due_at = $2
       WHERE m.id = $1 AND m.failed_at IS NOT NULL AND NOT (${OVERTAKEN})`,
      [id, now],
    );
  }

  async remove(id: string): Promise<void> {
    await this.database.execute(`DELETE FROM telegram_messages m WHERE id = $1 AND ${WAITS}`, [id]);
  }
}
