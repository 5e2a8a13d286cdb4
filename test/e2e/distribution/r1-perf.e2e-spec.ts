import { DistributorDuesTask } from '../../../src/modules/distribution/dues/distributor-dues.task.js';
import { OccupancyReport } from '../../../src/modules/reports/kinds/occupancy.report.js';
import { RevenueReport } from '../../../src/modules/reports/kinds/revenue.report.js';
import { DistributorSettlementReport } from '../../../src/modules/reports/kinds/distributor-settlement.report.js';
import { aBusinessYear } from '../../support/business-year.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

describe('perf', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
    await aBusinessYear(app, { tickets: 150_000, trusted: true } as never);
  }, 300_000);
  afterAll(() => app.close());
  it('dues', async () => {
    const out: string[] = [];
    const timed = async (name: string, work: () => Promise<unknown>) => {
      const t = performance.now();
      const r = await work();
      out.push(`${name}: ${Math.round(performance.now() - t)} ms ${typeof r === 'string' ? r : ''}`);
    };
    out.push(JSON.stringify(await app.database.query(`SELECT (SELECT count(*) FROM screenings) s, (SELECT count(*) FROM rental_contracts) c, (SELECT max(local_date)::text FROM screenings) last, (SELECT count(*) FROM stale_dues) stale, (SELECT count(*) FROM seat_allocations) alloc`)));
    const task = () => app.get(DistributorDuesTask).run();
    await timed('first', task);
    await timed('second', task);
    await timed('third', task);
    await app.database.query(`UPDATE due_reviews SET looked_at = looked_at - interval '1 day'`);
    await timed('daily', task);
    const [day] = await app.database.query<{ d: string }>(`SELECT (max(local_date) - 20)::text AS d FROM screenings`);
    const d = day?.d ?? '';
    const scope = { from: d, to: d, cinemaId: null, distributorId: null };
    for (const kind of [OccupancyReport, RevenueReport, DistributorSettlementReport]) await timed(kind.name, () => app.get<any>(kind as never).make(scope, async () => undefined));
    await timed('problems', () => app.as('moderator').get('/rental-contracts/problems'));
    await timed('problems all', () => app.as('moderator').get('/rental-contracts/problems?from=2020-01-01&to=2030-01-01'));
    await timed('overdue', () => app.as('moderator').get('/distributor-payments?overdue=true'));
    const ex = await app.database.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, TIMING OFF) SELECT DISTINCT s.id FROM (
         SELECT e.screening_id FROM orders o JOIN order_items i ON i.order_id = o.id
         JOIN order_seats e ON e.order_item_id = i.id WHERE o.paid_at >= now() - interval '70 minutes'
         UNION ALL
         SELECT e.screening_id FROM refunds r JOIN refund_items ri ON ri.refund_id = r.id
         JOIN order_seats e ON e.order_item_id = ri.order_item_id WHERE r.created_at >= now() - interval '70 minutes') x
       JOIN screenings s ON s.id = x.screening_id WHERE s.starts_at < now()`);
    console.log(out.join('\n') + '\n' + ex.map((r) => r['QUERY PLAN']).join('\n'));
  }, 300_000);
});
