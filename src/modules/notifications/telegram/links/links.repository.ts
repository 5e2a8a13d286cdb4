import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';
import type { NewLink, TelegramLink } from './telegram-link.js';

type LinkRow = Omit<TelegramLink, 'tgId'> & { tgId: string };

const COLUMNS = 'user_id AS "userId", tg_id AS "tgId", username, linked_at AS "linkedAt"';

/** Which Telegram account goes with which account. Everything that changes it locks the account first. */
@Injectable()
export class LinksRepository {
  constructor(private readonly database: Database) {}

  /** Keeps an account and its link from changing. @returns whether it is there and active */
  async lockAccount(userId: number): Promise<boolean> {
    this.database.requireTransaction();
    const rows = await this.database.rows<{ active: boolean }>(
      'SELECT is_active AS active FROM users WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE',
      [userId],
    );
    return rows[0]?.active ?? false;
  }

  async find(userId: number): Promise<TelegramLink | undefined> {
    return this.one('user_id = $1', userId);
  }

  async findByTelegram(tgId: number): Promise<TelegramLink | undefined> {
    return this.one('tg_id = $1', tgId);
  }

  /** @returns whether neither side had a link */
  async insert({ userId, tgId, username, language, linkedAt }: NewLink): Promise<boolean> {
    const added = await this.database.execute(
      `INSERT INTO telegram_links (user_id, tg_id, username, language, linked_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [userId, tgId, username, language, linkedAt],
    );
    return added === 1;
  }

  async delete(userId: number): Promise<void> {
    await this.database.execute('DELETE FROM telegram_links WHERE user_id = $1', [userId]);
  }

  private async one(condition: string, value: number): Promise<TelegramLink | undefined> {
    const [row] = await this.database.rows<LinkRow>(
      `SELECT ${COLUMNS} FROM telegram_links WHERE ${condition}`,
      [value],
    );
    return row && { ...row, tgId: Number(row.tgId) };
  }
}
