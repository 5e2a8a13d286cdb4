import { Invariants } from '../../../src/platform/invariants/index.js';
import { aBusinessYear } from '../../support/business-year.js';
import { sumSalesDays } from '../../support/sales-days.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

/** Tests that add reports up are worth as much as the business that they add up. */
describe('Twelve weeks of made-up business', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
    await aBusinessYear(app, { tickets: 4_000, days: 84, seed: 7 });
  }, 60_000);
  afterAll(() => app.close());

  it('keep everything that must be true of the data', async () => {
    await sumSalesDays(app, 'all');
    const broken = (await app.get(Invariants).check()).filter((one) => one.broken.length > 0);

    expect(broken).toEqual([]);
  }, 120_000);

  it('have all that happens in a business', async () => {
    const ways = await app.database.query<{ way: string }>(
      `SELECT DISTINCT coalesce(settlement, 'declined') || ' ' || method AS way FROM payments
       UNION SELECT DISTINCT 'refund ' || origin || ' ' || status FROM refunds
       UNION SELECT DISTINCT kind || CASE WHEN discount > 0 THEN ' cheaper' WHEN bonus_amount > 0 THEN ' with points'
         WHEN superseded_at IS NOT NULL THEN ' superseded' ELSE '' END FROM order_items
       UNION SELECT DISTINCT 'order ' || status || CASE WHEN refunded_amount > 0 THEN ' refunds' ELSE '' END FROM orders`,
    );

    expect(ways.map(({ way }) => way)).toEqual(
      expect.arrayContaining([
        ...['stripe', 'cash', 'terminal'].map((method) => `fulfilled ${method}`),
        ...['too-late stripe', 'paid-already stripe', 'declined stripe'],
        ...['customer', 'moderator', 'counter', 'automatic', 'gateway'].map(
          (origin) => `refund ${origin} succeeded`,
        ),
        ...['refund customer failed', 'order paid refunds', 'order refunded refunds', 'order canceled'],
        ...[
          'seat cheaper',
          'seat with points',
          'concession cheaper',
          'movie with points',
          'movie superseded',
        ],
      ]),
    );
  });
});
