import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { DAY_SUM_COLUMNS, daySums } from './day-sums.js';

/** The migration has them, too: whoever changes the ledger notes it under them. */
const DAY_LOCK = 0x53414c45;
const ZONE_LOCK = 0x5a4f4e45;

const IS_SUMMED = `EXISTS (SELECT FROM sales_days s WHERE s.day = d.day)
  AND NOT EXISTS (SELECT FROM sales_day_changes c WHERE c.day = d.day)`;

/** Days of the ledger whose sums are kept. */
@Injectable()
export class SalesDaysRepository {
  constructor(private readonly database: Database) {}

  /** Days up to `last` that are not summed, or have changed since: the newest first, from the day of the first sale on. */
  async findUnsummed(last: string, limit: number): Promise<string[]> {
    const rows = await this.database.rows<{ day: string }>(
      `SELECT d.day::text FROM (
         SELECT generate_series((min(paid_at) AT TIME ZONE 'UTC' - interval '12 hours')::date, $1::date, interval '1 day')::date AS day
         FROM orders WHERE paid_at IS NOT NULL) d
       WHERE NOT (${IS_SUMMED}) ORDER BY d.day DESC LIMIT $2`,
      [last, limit],
    );
    return rows.map(({ day }) => day);
  }

  /**
   * Keeps the day to the caller until the transaction ends, so that nobody changes it meanwhile.
   * @returns whether it is there to be summed: nobody is changing or summing it, or has summed it before
   */
  async lock(day: string): Promise<boolean> {
    this.database.requireTransaction();
    const [lock] = await this.database.rows<{ taken: boolean }>(
      `SELECT pg_try_advisory_xact_lock_shared(${ZONE_LOCK}, 0)
         AND pg_try_advisory_xact_lock(${DAY_LOCK}, $1::date - DATE '2000-01-01') AS taken`,
      [day],
    );
    if (!lock?.taken) return false;
    const [row] = await this.database.rows<{ done: boolean }>(
      `SELECT ${IS_SUMMED} AS done FROM (SELECT $1::date AS day) d`,
      [day],
    );
    return row?.done === false;
  }

  /** Sums a locked day, instead of what was summed before. */
  async sum(day: string, at: Date): Promise<void> {
    await this.database.execute('DELETE FROM sales_day_changes WHERE day = $1', [day]);
    await this.database.execute('DELETE FROM sales_days WHERE day = $1', [day]);
    await this.database.execute('INSERT INTO sales_days (day, summed_at) VALUES ($1, $2)', [day, at]);
    await this.database.execute(`INSERT INTO sales_day_sums (${DAY_SUM_COLUMNS}) ${daySums('$1::date')}`, [
      day,
    ]);
  }
}
