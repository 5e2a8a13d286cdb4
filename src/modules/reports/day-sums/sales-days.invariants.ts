import { type Invariant, StatesInvariants } from '../../../platform/invariants/index.js';
import { DAY_SUM_COLUMNS, daySums } from './day-sums.js';

/** Others are looked at another time. */
const DAYS = 20;

const SUMS = DAY_SUM_COLUMNS;

@StatesInvariants()
export class SalesDaysInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'days of sales that are summed are what the ledger says',
      sql: `WITH days AS MATERIALIZED (
              SELECT d.day FROM sales_days d WHERE NOT EXISTS (SELECT FROM sales_day_changes c WHERE c.day = d.day)
              ORDER BY random() LIMIT ${DAYS}),
            ledger AS MATERIALIZED (SELECT e.* FROM days d CROSS JOIN LATERAL (${daySums('d.day')}) e),
            kept AS MATERIALIZED (SELECT ${SUMS} FROM sales_day_sums WHERE day IN (SELECT day FROM days))
            SELECT 'ledger' AS says, ${SUMS} FROM (SELECT ${SUMS} FROM ledger EXCEPT ALL TABLE kept) l
            UNION ALL
            SELECT 'sums' AS says, ${SUMS} FROM (TABLE kept EXCEPT ALL SELECT ${SUMS} FROM ledger) k`,
    },
  ];
}
