import { DistributorDuesTask } from '../../../src/modules/distribution/dues/distributor-dues.task.js';
import { SettlementClosing } from '../../../src/modules/distribution/settlements/settlement-closing.service.js';
import { DistributorStatements } from '../../../src/modules/distribution/index.js';
import { aBusinessYear } from '../../support/business-year.js';
import { expectInvariants } from '../../support/shop.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

interface Sums {
  readonly gross: string;
  readonly refunds: string;
}

/** A contract of all cinemas for each film and month, and a special one for IMAX halls of every other film. */
const CONTRACTS = `
  INSERT INTO rental_contracts (distributor_id, movie_id, hall_type, starts_on, ends_on, weekly_shares, minimum_guarantee,
    tax_included, tax_percent, house_costs, created_at)
  SELECT d.id, s.movie_id, k.hall_type, s.month, s.month + interval '1 month' - interval '1 day', '{60,50,40}', 500, true, 7, 50, now()
  FROM distributors d,
    (SELECT DISTINCT movie_id, date_trunc('month', local_date)::date AS month FROM screenings) s,
    (VALUES (NULL), ('imax')) k (hall_type)
  WHERE k.hall_type IS NULL OR s.movie_id % 2 = 0`;

describe('the settlements of ten weeks of business', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
    await aBusinessYear(app, { tickets: 6_000, days: 70 });
    await app.database.query('TRUNCATE distributors CASCADE');
    await app.database.query(
      `INSERT INTO distributors (name, created_at) VALUES ('Northern Lights Film', now())`,
    );
    await app.database.query(CONTRACTS);
  }, 120_000);
  afterAll(() => app.close());

  const boxOffice = async (): Promise<Sums | undefined> => {
    const [sums] = await app.database.query<Sums>(
      `SELECT sum(i.price_at_order * i.quantity - i.discount) AS gross, sum(i.refunded_amount) AS refunds
       FROM order_seats e JOIN order_items i ON i.id = e.order_item_id AND i.superseded_at IS NULL
       JOIN orders o ON o.id = i.order_id AND o.paid_at IS NOT NULL
       JOIN screenings s ON s.id = e.screening_id
       WHERE s.status = 'scheduled' OR EXISTS (SELECT FROM tickets t WHERE t.screening_id = s.id AND t.status <> 'refunded')`,
    );
    return sums;
  };

  it('add up to its box office, before and after every week is proposed and closed', async () => {
    const before = await statementsOfAllTime();
    await app.get(DistributorDuesTask).run();
    const dues = await app.database.query<{ contract_id: number; week: number }>(
      'SELECT contract_id, week FROM payment_history ORDER BY contract_id, week',
    );
    for (const { contract_id: id, week } of dues) await app.get(SettlementClosing).close(1, id, week);
    const after = await statementsOfAllTime();

    const sums = await boxOffice();
    for (const { gross, refunds } of [before, after]) {
      expect([gross, refunds]).toEqual(
        [Number(sums?.gross) * 100, Number(sums?.refunds) * 100].map(Math.round),
      );
    }
    expect(after.due).toBe(before.due);
    expect(after.balance).toBe(after.due);
    expect(dues.length).toBeGreaterThan(50);
    await expectInvariants({ app });
  }, 120_000);

  const statementsOfAllTime = async () => {
    const scope = { from: '2000-01-01', to: '2100-01-01', distributorId: null, cinemaId: null };
    const statements = await app.get(DistributorStatements).of(scope, () => Promise.resolve());
    const weeks = statements.flatMap((one) => [...one.weeks, ...one.unfinished]);
    return {
      gross: weeks.reduce((sum, { gross }) => sum + gross, 0),
      refunds: weeks.reduce((sum, { refunds }) => sum + refunds, 0),
      due: weeks.reduce((sum, { due }) => sum + due, 0),
      balance: statements.reduce((sum, { closing }) => sum + closing, 0),
    };
  };
});
