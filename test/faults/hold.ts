import { Client } from 'pg';
import { soon } from './extent.js';

/** Something in the database that a test holds, so that whoever needs it stands still at a known step. */
export class Hold {
  private isReleased = false;

  private constructor(private readonly client: Client) {}

  /** @param sql takes the lock, inside a transaction that never comes to anything */
  static async on(url: string, sql: string, values: readonly unknown[]): Promise<Hold> {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('BEGIN');
    const { rowCount } = await client.query(sql, [...values]);
    if (rowCount === 0) throw new Error(`There is nothing to hold: ${sql}`);
    return new Hold(client);
  }

  /** `pg_locks` is read anew each time; `pg_stat_activity` stays as it was when a transaction first looked at it. */
  async untilSomebodyWaits(): Promise<void> {
    await soon(async () => {
      const { rows } = await this.client.query(
        'SELECT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))',
      );
      expect(rows).not.toEqual([]);
    });
  }

  async release(): Promise<void> {
    if (this.isReleased) return;
    this.isReleased = true;
    await this.client.end();
  }
}
