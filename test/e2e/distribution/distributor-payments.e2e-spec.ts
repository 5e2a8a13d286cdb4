import type { RentalContractResponse } from '../../../src/modules/distribution/contracts/contract.dto.js';
import { DistributorDuesTask } from '../../../src/modules/distribution/dues/distributor-dues.task.js';
import { DistributorRemindersTask } from '../../../src/modules/distribution/dues/distributor-reminders.task.js';
import type {
  DistributorPaymentPage,
  DistributorPaymentResponse,
} from '../../../src/modules/distribution/payments/payment.dto.js';
import { aCashier } from '../../support/box-office.js';
import { aContract, aDistributor } from '../../support/distribution.js';
import { eventually } from '../../support/eventually.js';
import { aMovie } from '../../support/factories.js';
import { type Customer, expectInvariants } from '../../support/shop.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import {
  aShownScreening,
  closeWeek,
  dayFromToday,
  giveBack,
  settlementOf,
  type Shown,
} from './film-weeks.js';

const TODAY = dayFromToday(0);

describe('payments to distributors', () => {
  let app: TestApp;
  let cashier: Customer;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '1000' } });
    cashier = await aCashier(app);
  });
  afterEach(() => expectInvariants({ app }));
  afterAll(() => app.close());

  const moderator = () => app.as('moderator');

  /** Two film weeks that are over, 50 percent; 20.00 and 10.00 were sold. */
  const twoWeeks = async (
    overrides: Record<string, unknown> = {},
    begin = -20,
  ): Promise<{ contract: RentalContractResponse; shown: Shown }> => {
    const movie = await aMovie(app);
    const contract = await aContract(app, {
      movie,
      starts_on: dayFromToday(begin),
      ends_on: dayFromToday(begin + 13),
      weekly_shares: '50',
      ...overrides,
    });
    const shown = await aShownScreening(app, cashier, {
      movie,
      on: dayFromToday(begin),
      seats: ['A1', 'A2'],
    });
    await aShownScreening(app, cashier, { movie, on: dayFromToday(begin + 8), seats: ['A1'] });
    return { contract, shown };
  };
  const pay = (contractId: number, body: object) =>
    moderator()
      .post(`/rental-contracts/${contractId}/payments`)
      .send({ paid_on: TODAY, ...body });
  const list = async (query: string): Promise<DistributorPaymentPage> =>
    (await moderator().get(`/distributor-payments?${query}`).expect(200)).body as DistributorPaymentPage;
  const duesOf = async ({ id }: { id: number }) =>
    (await list(`contract_id=${id}&kind=due&sort=date`)).items.map(({ week, amount, status, due_on }) => ({
      week,
      amount,
      status,
      due_on,
    }));
  const proposeDues = () => app.get(DistributorDuesTask).run();

  describe('are entered', () => {
    it('against what the contract comes to, and show in its settlement', async () => {
      const { contract } = await twoWeeks();

      const { body } = await pay(contract.id, {
        amount: '9.50',
        method: ' bank transfer ',
        reference: '2026/118',
      }).expect(201);

      expect(body).toMatchObject({
        kind: 'payment',
        status: 'final',
        contract_id: contract.id,
        distributor: contract.distributor,
        amount: '9.50',
        paid_on: TODAY,
        method: 'bank transfer',
        reference: '2026/118',
        currency: 'usd',
      });
      expect(await settlementOf(app, contract.id)).toMatchObject({
        due_total: '15.00',
        paid_total: '9.50',
        balance: '5.50',
        balance_of_ended_weeks: '5.50',
      });
    });

    it('once for an idempotency key, also where the first answer was lost', async () => {
      const { contract } = await twoWeeks();
      const send = () => pay(contract.id, { amount: '5.00' }).set('idempotency-key', 'pay-once').expect(201);

      const first = await send();
      await app.database.query(`DELETE FROM idempotency_keys WHERE key = 'pay-once'`);
      const second = await send();

      expect(second.body).toEqual(first.body);
      expect((await list(`contract_id=${contract.id}&kind=payment`)).total_items).toBe(1);
    });

    it('before anything is due up to the guarantee, and above that only by force', async () => {
      const contract = await aContract(app, {
        movie: await aMovie(app),
        starts_on: dayFromToday(10),
        ends_on: dayFromToday(20),
        minimum_guarantee: '100.00',
      });

      await pay(contract.id, { amount: 60 }).expect(201);
      expect((await pay(contract.id, { amount: '40.01' }).expect(409)).body).toMatchObject({
        type: expect.stringContaining('payment-above-balance'),
        detail: 'The contract is open with 40.00; 40.01 would be too much.',
      });
      await pay(contract.id, { amount: '40.01', force: true }).expect(201);

      expect(await settlementOf(app, contract.id)).toMatchObject({ paid_total: '100.01', balance: '-0.01' });
    });

    it('of ten at once only as far as the contract is open', async () => {
      const { contract } = await twoWeeks();

      const answers = await Promise.all(
        Array.from({ length: 10 }, () => pay(contract.id, { amount: '5.00' })),
      );

      expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
    });

    it.each([
      [{ amount: 0 }, 'amount'],
      [{ amount: '-5' }, 'amount'],
      [{ amount: '1.999' }, 'amount'],
      [{}, 'amount'],
      [{ amount: '1.00', paid_on: '2026-02-30' }, 'paid_on'],
      [{ amount: '1.00', paid_on: dayFromToday(3) }, 'paid_on'],
      [{ amount: '1.00', paid_on: null }, 'paid_on'],
      [{ amount: '1.00', method: 'x'.repeat(21) }, 'method'],
      [{ amount: '1.00', force: 'yes' }, 'force'],
      [{ amount: '1.00', kind: 'due' }, 'kind'],
    ])('but not as %j', async (body, field) => {
      const { contract } = await twoWeeks();

      expect((await pay(contract.id, body).expect(422)).body).toMatchObject({ errors: [{ field }] });
    });

    it('by moderators alone, for contracts that there are', async () => {
      await pay(999_999, { amount: '1.00' }).expect(404);
      await app.as('cashier').get('/distributor-payments').expect(403);
      await app.as().get('/distributor-payments').expect(401);
    });
  });

  describe('are taken back', () => {
    it('once, by a row of their own', async () => {
      const { contract } = await twoWeeks();
      const { id } = (await pay(contract.id, { amount: '5.00' }).expect(201))
        .body as DistributorPaymentResponse;
      const reverse = (entry: number) =>
        moderator().post(`/distributor-payments/${entry}/reverse`).send({ reason: 'The wrong contract.' });

      const answers = await Promise.all(Array.from({ length: 10 }, () => reverse(id)));

      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(9).fill(409)]);
      const reversal = answers.find(({ status }) => status === 201)?.body as DistributorPaymentResponse;
      expect(reversal).toMatchObject({ amount: '-5.00', reverses_id: id, note: 'The wrong contract.' });
      await reverse(reversal.id).expect(409);
      await reverse(999_999).expect(404);
      expect(await settlementOf(app, contract.id)).toMatchObject({ paid_total: '0.00', balance: '15.00' });
      expect((await list(`contract_id=${contract.id}&sort=created_at`)).items).toMatchObject([
        { id, reversed_by_id: reversal.id },
        { id: reversal.id, reversed_by_id: null },
      ]);
    });

    it('but not what is due', async () => {
      const { contract } = await twoWeeks();
      await proposeDues();
      const [due] = (await list(`contract_id=${contract.id}`)).items;

      await moderator().post(`/distributor-payments/${due?.id}/reverse`).send({ reason: 'No.' }).expect(409);
    });
  });

  describe('are due', () => {
    it('for each film week that is over: proposed once, kept up to date, final when it is closed', async () => {
      const { contract, shown } = await twoWeeks();
      await proposeDues();
      await proposeDues();
      const dueOn = [dayFromToday(-14 + 14), dayFromToday(-7 + 14)];
      expect(await duesOf(contract)).toEqual([
        { week: 1, amount: '10.00', status: 'open', due_on: dueOn[0] },
        { week: 2, amount: '5.00', status: 'open', due_on: dueOn[1] },
      ]);

      await giveBack(app, shown, 1);
      await proposeDues();
      expect(await duesOf(contract)).toMatchObject([{ amount: '5.00' }, { amount: '5.00' }]);

      await closeWeek(app, contract.id, 1);
      await giveBackRest(shown);
      await proposeDues();
      expect(await duesOf(contract)).toMatchObject([
        { week: 1, amount: '5.00', status: 'final' },
        { week: 2, amount: '5.00', status: 'open' },
      ]);
      await closeWeek(app, contract.id, 1);
      expect((await duesOf(contract)).map(({ week, amount }) => [week, amount])).toEqual([
        [1, '5.00'],
        [1, '-5.00'],
        [2, '5.00'],
      ]);
    });

    it('once, however many propose and close them at the same time', async () => {
      const { contract } = await twoWeeks();
      const close = (week: number) =>
        moderator().post(`/rental-contracts/${contract.id}/settlements`).send({ week });

      const answers = await Promise.all([
        proposeDues(),
        close(1),
        proposeDues(),
        close(2),
        close(1),
        proposeDues(),
      ]);
      await proposeDues();

      expect(answers).toHaveLength(6);
      expect(await duesOf(contract)).toMatchObject([
        { week: 1, amount: '10.00', status: 'final' },
        { week: 2, amount: '5.00', status: 'final' },
      ]);
    });

    it('no more for weeks that the term has lost', async () => {
      const { contract } = await twoWeeks();
      await proposeDues();

      await moderator()
        .patch(`/rental-contracts/${contract.id}`)
        .send({ ends_on: dayFromToday(-15) })
        .expect(200);

      expect(await duesOf(contract)).toMatchObject([{ week: 1, amount: '10.00' }]);
    });

    it('no more for a week that runs again because the term was made longer', async () => {
      const { contract } = await twoWeeks({ ends_on: dayFromToday(-4) }, -12);
      await proposeDues();
      expect(await duesOf(contract)).toMatchObject([{ week: 1 }, { week: 2, amount: '5.00' }]);

      await moderator()
        .patch(`/rental-contracts/${contract.id}`)
        .send({ ends_on: dayFromToday(9) })
        .expect(200);
      await proposeDues();

      expect(await duesOf(contract)).toMatchObject([{ week: 1, amount: '10.00' }]);
    });

    it('less what corrections take back, so that nothing is overdue of what is paid', async () => {
      const distributor = await aDistributor(app, { payment_days: 0 });
      const { contract, shown } = await twoWeeks({ distributor_id: distributor.id });
      await closeWeek(app, contract.id, 1);
      await giveBack(app, shown, 1);
      await closeWeek(app, contract.id, 1);
      await proposeDues();
      const unpaid = async () =>
        (await list(`contract_id=${contract.id}&kind=due&sort=date`)).items.map((due) => [
          due.amount,
          due.unpaid,
        ]);
      expect(await unpaid()).toEqual([
        ['10.00', '5.00'],
        ['-5.00', '0.00'],
        ['5.00', '5.00'],
      ]);

      await pay(contract.id, { amount: '7.00' }).expect(201);
      expect(await unpaid()).toEqual([
        ['10.00', '0.00'],
        ['-5.00', '0.00'],
        ['5.00', '3.00'],
      ]);
      await pay(contract.id, { amount: '3.00' }).expect(201);
      expect((await list(`contract_id=${contract.id}&overdue=true`)).items).toEqual([]);
    });

    it('and listed with what no payment covers, the earliest first', async () => {
      const { contract } = await twoWeeks({
        distributor_id: (await aDistributor(app, { payment_days: 0 })).id,
      });
      await proposeDues();
      await pay(contract.id, { amount: '12.00' }).expect(201);
      const mine = `distributor_id=${contract.distributor_id}`;

      const all = await list(`${mine}&sort=date`);
      expect(all.items.map(({ kind, amount, unpaid }) => [kind, amount, unpaid])).toEqual([
        ['due', '10.00', '0.00'],
        ['due', '5.00', '3.00'],
        ['payment', '12.00', null],
      ]);
      expect(all.totals).toEqual({ due: '15.00', paid: '12.00', balance: '3.00' });
      expect((await list(`${mine}&overdue=true`)).items).toMatchObject([{ week: 2, unpaid: '3.00' }]);
      expect((await list(`${mine}&status=final`)).items).toMatchObject([{ kind: 'payment' }]);
      expect((await list(`${mine}&status=open&to=${dayFromToday(-14)}`)).items).toMatchObject([{ week: 1 }]);
      expect(await list(`${mine}&from=${TODAY}`)).toMatchObject({
        totals: { due: '0.00', paid: '12.00', balance: '-12.00' },
      });
      const refused = await moderator().get('/distributor-payments?status=paid&overdue=1').expect(422);
      expect(refused.body).toMatchObject({ errors: [{ field: 'status' }, { field: 'overdue' }] });
    });
  });

  describe('are proposed anew', () => {
    const letBooksBeOld = async (): Promise<void> => {
      await app.database.query(`UPDATE orders SET paid_at = paid_at - interval '3 days'`);
      await app.database.query(`UPDATE refunds SET created_at = created_at - interval '3 days'`);
    };

    it('where the box office has changed since, and nowhere else', async () => {
      const { contract, shown } = await twoWeeks();
      await twoWeeks();
      await proposeDues();
      await letBooksBeOld();
      expect(await proposeDues()).toBe('proposed or changed 0 dues of 0 contracts');

      await giveBack(app, shown, 1);
      expect(await proposeDues()).toBe('proposed or changed 1 dues of 1 contracts');
      expect(await duesOf(contract)).toMatchObject([{ amount: '5.00' }, { amount: '5.00' }]);

      await letBooksBeOld();
      await app.database.query(`UPDATE orders SET paid_at = now() - interval '5 minutes' WHERE id = $1`, [
        shown.sale?.order.id,
      ]);
      expect(await proposeDues()).toBe('proposed or changed 0 dues of 1 contracts');
    });

    it('where contracts of the film, their distributors or corrections have changed what is due', async () => {
      const { contract, shown } = await twoWeeks({ minimum_guarantee: '60.00' });
      await closeWeek(app, contract.id, 1);
      await proposeDues();
      expect(await duesOf(contract)).toMatchObject([{ amount: '10.00' }, { amount: '50.00' }]);
      await letBooksBeOld();
      await proposeDues();

      await moderator()
        .patch(`/distributors/${contract.distributor_id}`)
        .send({ payment_days: 30 })
        .expect(200);
      expect(await proposeDues()).toBe('proposed or changed 1 dues of 1 contracts');
      expect((await duesOf(contract))[1]).toMatchObject({ week: 2, due_on: dayFromToday(-7 + 30) });

      await giveBack(app, shown, 1);
      await letBooksBeOld();
      await closeWeek(app, contract.id, 1);
      expect(await proposeDues()).toBe('proposed or changed 1 dues of 1 contracts');
      expect(await duesOf(contract)).toContainEqual(expect.objectContaining({ week: 2, amount: '55.00' }));
    });

    it('where a narrower contract takes screenings over, and where it gives them back', async () => {
      const { contract, shown } = await twoWeeks();
      await proposeDues();
      await letBooksBeOld();
      await proposeDues();
      const { movie } = shown.screening;
      const week = { starts_on: dayFromToday(-13), ends_on: dayFromToday(-7), hall_type: 'standard' };
      const narrower = await aContract(app, { movie, ...week });
      expect(await proposeDues()).toBe('proposed or changed 2 dues of 2 contracts');
      expect(await duesOf(contract)).toMatchObject([{ amount: '10.00' }, { amount: '0.00' }]);
      expect(await duesOf(narrower)).toMatchObject([{ amount: '6.00' }]);

      await moderator().delete(`/rental-contracts/${narrower.id}`).expect(204);
      expect(await proposeDues()).toBe('proposed or changed 1 dues of 1 contracts');
      expect(await duesOf(contract)).toMatchObject([{ amount: '10.00' }, { amount: '5.00' }]);
    });

    it('all of them once a day', async () => {
      const { contract } = await twoWeeks();
      await proposeDues();
      await letBooksBeOld();
      await app.database.query('UPDATE payment_history SET amount = 1 WHERE contract_id = $1', [contract.id]);
      expect(await proposeDues()).toBe('proposed or changed 0 dues of 0 contracts');

      await app.database.query(`UPDATE due_reviews SET looked_at = looked_at - interval '1 day'`);
      await proposeDues();
      expect(await duesOf(contract)).toMatchObject([{ amount: '10.00' }, { amount: '5.00' }]);
    });
  });

  describe('are remembered', () => {
    interface Told {
      readonly items: { kind: string; title: string; body: string }[];
    }
    const told = async (name: string) =>
      ((await moderator().get('/notifications?per_page=100').expect(200)).body as Told).items.filter(
        ({ kind, title }) => kind === 'distributor-due' && title.includes(name),
      );
    const remind = () => app.get(DistributorRemindersTask).run();

    it('once, a few days before they are due, with everything that a distributor is to get', async () => {
      const distributor = await aDistributor(app);
      await twoWeeks({ distributor_id: distributor.id }, -26);
      await twoWeeks({ distributor_id: distributor.id }, -20);
      await proposeDues();

      await remind();
      await remind();

      // Due 6 days ago, in 1 day and today; the fourth is due in 7 days.
      await eventually(async () =>
        expect(await told(distributor.name)).toMatchObject([
          {
            title: `${distributor.name} is to be paid`,
            body: `25.00 USD are due for 3 film weeks, the first on ${dayFromToday(-6)}.`,
          },
        ]),
      );
    });

    it('not where everything is paid', async () => {
      const distributor = await aDistributor(app);
      const { contract } = await twoWeeks({ distributor_id: distributor.id });
      await proposeDues();
      await pay(contract.id, { amount: '10.00' }).expect(201);

      expect(await remind()).toMatch(/^reminded of \d+ dues$/);

      const [unreminded] = await app.database.query<{ n: string }>(
        'SELECT count(*) AS n FROM payment_history WHERE contract_id = $1 AND reminded_at IS NOT NULL',
        [contract.id],
      );
      expect(unreminded).toEqual({ n: '0' });
    });
  });

  const giveBackRest = async ({ sale }: Shown): Promise<void> => {
    await moderator()
      .post(`/admin/orders/${sale?.order.id}/refund`)
      .send({ reason: 'The film tore.' })
      .expect(200);
  };
});
