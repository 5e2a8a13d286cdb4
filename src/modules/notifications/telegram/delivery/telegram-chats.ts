import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';
import { type Language, languageOf } from '../texts/texts.js';

/** A chat with somebody whose account is linked. */
export interface TelegramChat {
  readonly userId: number;
  readonly tgId: number;
  /** As they chose it, or else that of their app. */
  readonly language: Language;
  /** The cinema that they call theirs; null where they named none. */
  readonly cinemaId: number | null;
  /** Whether the account may be used. */
  readonly isActive: boolean;
}

type ChatRow = Omit<TelegramChat, 'tgId' | 'language'> & { tgId: string; language: string | null };

/** Where, and in which language, people are written to on Telegram. */
@Injectable()
export class TelegramChats {
  constructor(private readonly database: Database) {}

  /** The chat with the owner of an account; undefined where none is linked. */
  of(userId: number): Promise<TelegramChat | undefined> {
    return this.one('l.user_id = $1', userId);
  }

  /** The chat with somebody on Telegram; undefined where no account is linked. */
  with(tgId: number): Promise<TelegramChat | undefined> {
    return this.one('l.tg_id = $1', tgId);
  }

  private async one(condition: string, value: number): Promise<TelegramChat | undefined> {
    const [row] = await this.database.rows<ChatRow>(
      `SELECT l.user_id AS "userId", l.tg_id AS "tgId", coalesce(s.language, l.language) AS language,
         s.cinema_id AS "cinemaId", u.is_active AS "isActive"
       FROM telegram_links l JOIN users u ON u.id = l.user_id
       LEFT JOIN notification_settings s ON s.user_id = l.user_id WHERE ${condition}`,
      [value],
    );
    return row && { ...row, tgId: Number(row.tgId), language: languageOf(row.language) };
  }
}
