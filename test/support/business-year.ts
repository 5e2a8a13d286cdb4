import { type BusinessYearOptions, fillBusinessYear } from '../../bench/business-year/index.js';
import type { TestApp } from './test-app.js';

/** Fills a database with a year of business, or with as many days of it as are asked for. */
export async function aBusinessYear(
  { database }: Pick<TestApp, 'database'>,
  options: Partial<BusinessYearOptions> = {},
): Promise<void> {
  await fillBusinessYear((statement) => database.query(statement), { tickets: 20_000, ...options });
}
