import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { NOTHING_SAID, type OwnSettings } from './own-settings.js';

/** A row of quiet hours as an object; null where there are none. */
export const QUIET_HOURS = `CASE WHEN s.quiet_from IS NOT NULL THEN json_build_object('from', to_char(s.quiet_from, 'HH24:MI'),
  'until', to_char(s.quiet_until, 'HH24:MI'), 'timeZone', coalesce(s.time_zone, 'UTC')) END`;

/** How people want to be told. */
@Injectable()
export class OwnSettingsRepository {
  constructor(private readonly database: Database) {}

  async find(userId: number): Promise<OwnSettings> {
    const [row] = await this.database.rows<OwnSettings & Record<string, unknown>>(
      `SELECT s.language, s.cinema_id AS "cinemaId", ${QUIET_HOURS} AS "quietHours"
       FROM notification_settings s WHERE s.user_id = $1`,
      [userId],
    );
    return row ?? NOTHING_SAID;
  }

  async hasCinema(id: number): Promise<boolean> {
    const rows = await this.database.rows('SELECT FROM cinemas WHERE id = $1 AND deleted_at IS NULL', [id]);
    return rows.length > 0;
  }

  async save(userId: number, { language, cinemaId, quietHours }: OwnSettings): Promise<void> {
    await this.database.execute(
      `INSERT INTO notification_settings (user_id, language, cinema_id, quiet_from, quiet_until, time_zone)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (user_id) DO UPDATE SET language = excluded.language, cinema_id = excluded.cinema_id,
         quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, time_zone = excluded.time_zone`,
      [
        userId,
        language,
        cinemaId,
        quietHours?.from ?? null,
        quietHours?.until ?? null,
        quietHours?.timeZone ?? null,
      ],
    );
  }
}
