import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';
import { QUIET_HOURS } from '../../settings/own-settings.repository.js';
import type { NewTelegramMessage, TelegramReader } from './telegram-message.js';

/** Of a message: neither sent nor given up. */
export const WAITS = 'm.sent_at IS NULL AND m.failed_at IS NULL';

/** What people are to be told by Telegram, until they have been. With somebody's link it goes by itself. */
@Injectable()
export class TelegramMessagesRepository {
  constructor(private readonly database: Database) {}

  /** Whom messages to somebody go to; undefined where no chat is linked. */
  async reader(userId: number): Promise<TelegramReader | undefined> {
    const [reader] = await this.database.rows<TelegramReader & Record<string, unknown>>(
      `SELECT ${QUIET_HOURS} AS "quietHours" FROM telegram_links l
       LEFT JOIN notification_settings s ON s.user_id = l.user_id WHERE l.user_id = $1`,
      [userId],
    );
    return reader;
  }

  /** Adds to what waits about the same thing, or begins a message; nothing where the link is gone. */
  async add(message: NewTelegramMessage): Promise<void> {
    this.database.requireTransaction();
    await this.database.execute(
      `INSERT INTO telegram_messages AS m
         (user_id, kind, subject, part, link, facts, actor_ids, urgent, created_at, due_at, useful_until)
       SELECT user_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM telegram_links WHERE user_id = $1 FOR KEY SHARE
       ON CONFLICT (user_id, kind, subject, part) WHERE sent_at IS NULL AND failed_at IS NULL
       DO UPDATE SET link = excluded.link, facts = excluded.facts, urgent = excluded.urgent,
         due_at = least(m.due_at, excluded.due_at), useful_until = excluded.useful_until,
         actor_ids = array_remove(m.actor_ids, excluded.actor_ids[1]) || excluded.actor_ids`,
      [
        message.userId,
        message.kind,
        message.subject,
        message.part,
        message.link,
        JSON.stringify(message.facts),
        message.actorId === null ? [] : [message.actorId],
        message.urgent,
        message.at,
        message.dueAt,
        message.usefulUntil,
      ],
    );
  }

  /** Somebody does not want to hear of kinds any more. */
  async drop(userId: number, kinds: readonly string[]): Promise<void> {
    await this.database.execute(
      `DELETE FROM telegram_messages m WHERE user_id = $1 AND kind = ANY ($2) AND ${WAITS}`,
      [userId, kinds],
    );
  }

  /** Somebody has read of things in the application. @param ids of notifications; all where none is named */
  async dropRead(userId: number, ids: readonly number[] | undefined): Promise<void> {
    await this.database.execute(
      `DELETE FROM telegram_messages m USING notifications n
       WHERE m.user_id = $1 AND ${WAITS} AND n.user_id = $1 AND n.kind = m.kind AND n.subject = m.subject
         AND n.shown AND n.read_at IS NULL AND ($2::int[] IS NULL OR n.id = ANY ($2))`,
      [userId, ids ?? null],
    );
  }

  /** Things are gone: nobody is told of them, or of what they were a part of. */
  async withdraw(kinds: readonly string[], subjects: readonly string[]): Promise<void> {
    await this.database.execute(
      `DELETE FROM telegram_messages m
       WHERE kind = ANY ($1) AND (subject = ANY ($2) OR part = ANY ($2)) AND ${WAITS}`,
      [kinds, subjects],
    );
  }

  /** What waits for somebody is looked at now. */
  async wake(userId: number, now: Date): Promise<void> {
    await this.database.execute(
      `UPDATE telegram_messages m SET due_at = $2 WHERE user_id = $1 AND attempts = 0 AND ${WAITS} AND due_at > $2`,
      [userId, now],
    );
  }

  /** Takes somebody's name off what others are told. */
  async eraseActor(userId: number): Promise<void> {
    await this.database.execute(
      'UPDATE telegram_messages SET actor_ids = array_remove(actor_ids, $1) WHERE $1 = ANY (actor_ids)',
      [userId],
    );
  }

  /** Removes a batch of what was sent before a moment, or given up before another. @returns how many went */
  removeEnded(sentBefore: Date, failedBefore: Date, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM telegram_messages WHERE id IN (
         SELECT id FROM telegram_messages
         WHERE created_at < $1 AND sent_at IS NOT NULL OR created_at < $2 AND failed_at IS NOT NULL LIMIT $3)`,
      [sentBefore, failedBefore, limit],
    );
  }
}
