import { DistributionInvariants } from '../../../src/modules/distribution/distribution.invariants.js';
import { DistributorDuesTask } from '../../../src/modules/distribution/dues/distributor-dues.task.js';
import { aCashier } from '../../support/box-office.js';
import { aContract } from '../../support/distribution.js';
import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aShownScreening, closeWeek, dayFromToday, giveBack } from './film-weeks.js';

const KEPT = 'ALTER TABLE settlements DISABLE TRIGGER keep_settlement';
const SCREENINGS_KEPT = 'ALTER TABLE settlement_screenings DISABLE TRIGGER keep_settlement';

describe('the invariants of distribution', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
    const movie = await aMovie(app);
    const dates = { starts_on: dayFromToday(-20), ends_on: dayFromToday(-1) };
    const contract = await aContract(app, { movie, ...dates });
    await aContract(app, { movie, ...dates, format: '3D' });
    const cashier = await aCashier(app);
    const shown = await aShownScreening(app, cashier, {
      movie,
      on: dayFromToday(-20),
      seats: ['A1', 'A2'],
    });
    await aShownScreening(app, cashier, { movie, on: dayFromToday(-12), seats: ['A1'] });
    await closeWeek(app, contract.id, 1);
    await giveBack(app, shown, 1);
    await closeWeek(app, contract.id, 1);
    await letSalesBeOld();
    await app.get(DistributorDuesTask).run();
    const paid = await app
      .as('moderator')
      .post(`/rental-contracts/${contract.id}/payments`)
      .send({ amount: '5.00', paid_on: dayFromToday(0) })
      .expect(201);
    const { id } = paid.body as { id: number };
    await app
      .as('moderator')
      .post(`/distributor-payments/${id}/reverse`)
      .send({ reason: 'Twice.' })
      .expect(201);
  });
  afterAll(() => app.close());

  /** What was booked just before a week was closed may have been seen or not. */
  const letSalesBeOld = async (): Promise<void> => {
    await app.database.query(
      `UPDATE orders SET paid_at = paid_at - interval '1 hour' WHERE paid_at IS NOT NULL`,
    );
    await app.database.query(`UPDATE refunds SET created_at = created_at - interval '1 hour'`);
    await app.database.query(
      `UPDATE order_items SET refunded_at = refunded_at - interval '1 hour' WHERE refunded_at IS NOT NULL`,
    );
  };

  const broken = async (): Promise<string[]> => {
    const names: string[] = [];
    for (const { name, sql } of app.get(DistributionInvariants).invariants) {
      if ((await app.database.query(sql)).length > 0) names.push(name);
    }
    return names;
  };

  it('hold when weeks are proposed, closed, corrected and paid', async () => {
    expect(await broken()).toEqual([]);
  });

  it.each([
    [
      'a contract of another scope becomes one of the same',
      [
        'ALTER TABLE rental_contracts DROP CONSTRAINT ex_rental_contracts_overlap',
        'UPDATE rental_contracts SET format = NULL',
      ],
      'contracts of a film and the same scope do not overlap',
    ],
    [
      'a settlement is changed',
      [KEPT, 'UPDATE settlements SET gross = gross + 1, base = base + 1 WHERE sequence = 0'],
      'a settlement is what its screenings add up to',
    ],
    [
      'what a screening was settled with is changed',
      [SCREENINGS_KEPT, 'UPDATE settlement_screenings SET gross = gross + 1 WHERE gross > 0'],
      'a film week was closed with the box office of its screenings',
    ],
    [
      'the number of tickets is changed',
      [SCREENINGS_KEPT, 'UPDATE settlement_screenings SET tickets = tickets + 1 WHERE gross > 0'],
      'a film week was closed with the box office of its screenings',
    ],
    [
      'a refund was not counted',
      [SCREENINGS_KEPT, 'DELETE FROM settlement_screenings WHERE refunds > 0'],
      'a film week was closed with the box office of its screenings',
    ],
    [
      'a screening is settled with another contract too',
      [
        `WITH s AS (INSERT INTO settlements (contract_id, week, sequence, starts_on, ends_on, tickets, gross, refunds, tax,
             house_costs, base, share, top_up, due, currency, closed_at)
           SELECT max(id), 2, 0, now(), now(), 0, 0, 0, 0, 0, 0, 50, 0, 0, 'usd', now() FROM rental_contracts RETURNING id)
         INSERT INTO settlement_screenings SELECT s.id, x.screening_id, 0, 0, 0 FROM s, (SELECT DISTINCT screening_id FROM settlement_screenings) x`,
      ],
      'a screening was settled with one contract',
    ],
    [
      'what is due of a settlement is changed',
      [KEPT, 'UPDATE settlements SET due = due + 0.01 WHERE sequence = 1'],
      'the film hire of a closed week is its share of the base',
    ],
    [
      'a due is changed',
      ['UPDATE payment_history SET amount = amount + 0.01 WHERE settlement_id IS NOT NULL'],
      'every settlement is due, with what it came to',
    ],
    [
      'a due is lost',
      ['DELETE FROM payment_history WHERE settlement_id IS NOT NULL'],
      'every settlement is due, with what it came to',
    ],
    [
      'something is due for a week that there is not',
      [`UPDATE payment_history SET week = 40 WHERE kind = 'due' AND settlement_id IS NULL AND week = 2`],
      'what is due is due for a film week of its contract, and proposed only until that is closed',
    ],
    [
      'a closed week is still proposed',
      [
        `INSERT INTO payment_history (contract_id, kind, week, amount, currency, due_on, created_at)
         SELECT contract_id, 'due', week, 1, 'usd', now(), now() FROM settlements WHERE sequence = 0`,
      ],
      'what is due is due for a film week of its contract, and proposed only until that is closed',
    ],
    [
      'less is taken back than was paid',
      ['UPDATE payment_history SET amount = amount + 1 WHERE reverses_id IS NOT NULL'],
      'a payment to a distributor is taken back once, by its own amount',
    ],
  ])('are found broken where %s', async (_, faults, name) => {
    await app.database.query('BEGIN');
    try {
      for (const fault of faults) await app.database.query(fault);

      expect(await broken()).toContain(name);
    } finally {
      await app.database.query('ROLLBACK');
    }
  });
});
