import { SalesDaySumsTask } from '../../src/modules/reports/day-sums/sales-day-sums.task.js';
import type { TestApp } from './test-app.js';

/** How many of the days of sales are taken from their sums. */
export type SummedDays = 'none' | 'some' | 'all';

const FORGOTTEN: Readonly<Record<SummedDays, string>> = {
  none: 'true',
  some: 'extract(day FROM day)::integer % 5 = 2',
  all: 'false',
};

/** For a ledger that stays as it is: each day is summed once, whatever is asked for afterwards. */
export async function sumSalesDays(app: Pick<TestApp, 'database' | 'get'>, which: SummedDays): Promise<void> {
  await app.database.query('DELETE FROM sales_day_changes');
  const task = app.get(SalesDaySumsTask);
  while ((await task.run()) !== 'summed 0 of 0 days');
  await app.database.query(
    `INSERT INTO sales_day_changes (day) SELECT day FROM sales_days WHERE ${FORGOTTEN[which]}`,
  );
}
