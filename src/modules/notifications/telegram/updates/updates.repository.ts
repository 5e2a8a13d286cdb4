import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';

/** Which updates of Telegram have arrived, each once; and who asks for them, where they are asked for. */
@Injectable()
export class UpdatesRepository {
  constructor(private readonly database: Database) {}

  /** @returns whether the update is new */
  async insert(updateId: number, now: Date): Promise<boolean> {
    const added = await this.database.execute(
      'INSERT INTO telegram_updates (update_id, received_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [updateId, now],
    );
    return added === 1;
  }

  /** Removes a batch of those that arrived before a moment. @returns how many went */
  removeBefore(before: Date, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM telegram_updates
       WHERE update_id IN (SELECT update_id FROM telegram_updates WHERE received_at < $1 LIMIT $2)`,
      [before, limit],
    );
  }

  /** Makes somebody the one who asks, unless another is. @returns whether they are */
  async hold(holder: string, now: Date, until: Date): Promise<boolean> {
    const held = await this.database.execute(
      `INSERT INTO telegram_polling AS p (holder, held_until) VALUES ($1, $3)
       ON CONFLICT (one) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
         WHERE p.holder = excluded.holder OR p.held_until < $2`,
      [holder, now, until],
    );
    return held === 1;
  }

  async letGo(holder: string): Promise<void> {
    await this.database.execute('DELETE FROM telegram_polling WHERE holder = $1', [holder]);
  }
}
