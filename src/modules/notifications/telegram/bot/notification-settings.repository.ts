import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';
import type { Language } from '../texts/texts.js';

/** In which language, and for which cinema, people are told. */
@Injectable()
export class NotificationSettingsRepository {
  constructor(private readonly database: Database) {}

  async setLanguage(userId: number, language: Language): Promise<void> {
    await this.database.execute(
      `INSERT INTO notification_settings (user_id, language)
       SELECT id, $2 FROM users WHERE id = $1 AND deleted_at IS NULL FOR SHARE
       ON CONFLICT (user_id) DO UPDATE SET language = excluded.language`,
      [userId, language],
    );
  }

  async delete(userId: number): Promise<void> {
    await this.database.execute('DELETE FROM notification_settings WHERE user_id = $1', [userId]);
  }
}
