import { DataSource } from 'typeorm';
import { SalesLedgerRepository } from '../src/modules/reports/figures/sales-ledger.repository.js';
import { FiguresSnapshot } from '../src/modules/reports/figures/figures-snapshot.js';
import { dataSourceOptions } from '../src/platform/database/data-source-options.js';
import { Database, Transaction } from '../src/platform/database/index.js';
import { median } from './load.js';

/** How many seconds the figures of the revenue report take, without the program around them. */
export async function timeFigures(
  databaseUrl: string,
  days: { readonly from: string; readonly to: string },
  rounds: number,
): Promise<number> {
  const dataSource = await new DataSource(dataSourceOptions(databaseUrl, 1)).initialize();
  const database = new Database(dataSource);
  const snapshot = new FiguresSnapshot(database, new Transaction(dataSource, database));
  const ledger = new SalesLedgerRepository(database);
  try {
    const times: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const begun = performance.now();
      const { days: found } = await snapshot.read(() => ledger.figures({ ...days, cinemaId: null }));
      if (found.length === 0) throw new Error('The year has no figures.');
      if (round > 0) times.push((performance.now() - begun) / 1000);
    }
    return median(times);
  } finally {
    await dataSource.destroy();
  }
}
