import { DataSource } from 'typeorm';
import { SalesDaySumsTask } from '../src/modules/reports/day-sums/sales-day-sums.task.js';
import { SalesDaysRepository } from '../src/modules/reports/day-sums/sales-days.repository.js';
import { FiguresSnapshot } from '../src/modules/reports/figures/figures-snapshot.js';
import { SalesLedgerRepository } from '../src/modules/reports/figures/sales-ledger.repository.js';
import { dataSourceOptions } from '../src/platform/database/data-source-options.js';
import { Database, Transaction } from '../src/platform/database/index.js';
import { median } from './load.js';
import type { Result } from './results.js';

interface Days {
  readonly from: string;
  readonly to: string;
}

/** What the figures of the revenue report take, without the program around them; afterwards all days are summed. */
export async function measureFigures(databaseUrl: string, days: Days, rounds: number): Promise<Result[]> {
  const dataSource = await new DataSource(dataSourceOptions(databaseUrl, 1)).initialize();
  const database = new Database(dataSource);
  const transaction = new Transaction(dataSource, database);
  try {
    const unsummed = await timeFigures(database, transaction, days, 2);
    const day = await sumDays(database, transaction, days);
    return [
      {
        name: `figures of a year (${unsummed.toFixed(1)} s where no day of it was summed before)`,
        value: await timeFigures(database, transaction, days, rounds),
        unit: 's',
        target: { atMost: 3 },
      },
      { name: 'summing a day', value: day, unit: 's', target: { atMost: 0.5 } },
    ];
  } finally {
    await dataSource.destroy();
  }
}

async function timeFigures(
  database: Database,
  transaction: Transaction,
  days: Days,
  rounds: number,
): Promise<number> {
  const snapshot = new FiguresSnapshot(database, transaction);
  const ledger = new SalesLedgerRepository(database);
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const begun = performance.now();
    const { days: found } = await snapshot.read(() => ledger.figures({ ...days, cinemaId: null }));
    if (found.length === 0) throw new Error('The year has no figures.');
    if (round > 0) times.push((performance.now() - begun) / 1000);
  }
  return median(times);
}

/** @returns seconds for a day */
async function sumDays(database: Database, transaction: Transaction, { to }: Days): Promise<number> {
  const later = new Date(Date.parse(to) + 30 * 86_400_000);
  const task = new SalesDaySumsTask(new SalesDaysRepository(database), transaction, { now: () => later });
  const begun = performance.now();
  while ((await task.run()) !== 'summed 0 of 0 days');
  const seconds = (performance.now() - begun) / 1000;
  const [summed] = await database.rows<{ days: number }>('SELECT count(*)::int AS days FROM sales_days');
  await database.execute('VACUUM ANALYZE sales_days, sales_day_sums');
  return seconds / (summed?.days ?? 1);
}
