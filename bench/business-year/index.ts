import { books, libraries } from './books.js';
import { counter } from './counter.js';
import { houses } from './houses.js';
import { ledger } from './ledger.js';
import { type BusinessYearOptions, chances, planOf } from './plan.js';
import { prices } from './prices.js';
import { programme } from './programme.js';
import { refunds } from './refunds.js';
import { sales } from './sales.js';

export type { BusinessYearOptions } from './plan.js';

/** Runs a statement on a connection that is always the same one. */
export type RunStatement = (sql: string) => Promise<unknown>;

/** Numbers of rows follow `max(id)`: whoever writes next goes on after them. */
const NUMBERED = [
  'orders',
  'order_items',
  'payments',
  'refunds',
  'tickets',
  'preorders',
  'box_office_shifts',
];

/**
 * A year of business in three cinemas: seats, films and snacks, sold online and at the counter, with promo codes and points,
 * given back in part and as a whole, with late money and failed refunds. It is written as the program would have written it, so
 * that every invariant holds, by statements that write a table each.
 */
export async function fillBusinessYear(run: RunStatement, options: BusinessYearOptions): Promise<void> {
  const plan = planOf(options);
  const statements = [
    'BEGIN',
    `SET LOCAL work_mem = '128MB'`,
    'SET LOCAL jit = off',
    chances(plan),
    ...houses(plan),
    ...programme(plan),
    ...sales(plan),
    ...prices(),
    ...refunds(),
    ...(options.trusted ? ['SET LOCAL session_replication_role = replica'] : []),
    ...books(),
    ...counter(),
    ...ledger(plan),
    ...(options.trusted ? ['SET LOCAL session_replication_role = DEFAULT'] : []),
    ...libraries(),
    ...NUMBERED.map(
      (table) => `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`,
    ),
    'COMMIT',
    'DISCARD TEMP',
    'ANALYZE',
  ];
  for (const statement of statements) await run(statement);
}
