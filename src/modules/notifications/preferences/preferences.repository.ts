import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** What people want to hear of: everything, unless they said otherwise. */
@Injectable()
export class PreferencesRepository {
  constructor(private readonly database: Database) {}

  async wantsInApp(userId: number, kind: string): Promise<boolean> {
    const [row] = await this.database.rows<{ wanted: boolean }>(
      'SELECT in_app AS wanted FROM notification_preferences WHERE user_id = $1 AND kind = $2',
      [userId, kind],
    );
    return row?.wanted ?? true;
  }

  /** What somebody said, kind by kind. */
  async of(userId: number): Promise<ReadonlyMap<string, boolean>> {
    const rows = await this.database.rows<{ kind: string; wanted: boolean }>(
      'SELECT kind, in_app AS wanted FROM notification_preferences WHERE user_id = $1',
      [userId],
    );
    return new Map(rows.map(({ kind, wanted }) => [kind, wanted]));
  }

  async save(userId: number, wishes: readonly { kind: string; in_app: boolean }[]): Promise<void> {
    await this.database.execute(
      `INSERT INTO notification_preferences (user_id, kind, in_app)
       SELECT DISTINCT ON (w.kind) $1, w.kind, w.in_app FROM jsonb_to_recordset($2::jsonb) AS w (kind text, in_app boolean)
       ON CONFLICT (user_id, kind) DO UPDATE SET in_app = excluded.in_app`,
      [userId, JSON.stringify(wishes)],
    );
  }
}
