import type { RentalContractResponse } from '../../../src/modules/distribution/contracts/contract.dto.js';
import { DistributorDuesTask } from '../../../src/modules/distribution/dues/distributor-dues.task.js';
import { DistributorSettlementReport } from '../../../src/modules/reports/kinds/distributor-settlement.report.js';
import type { ReportDocument, ReportTable } from '../../../src/modules/reports/report-document.js';
import type { ReportScope } from '../../../src/modules/reports/report-kind.js';
import { aCashier } from '../../support/box-office.js';
import { aContract, aDistributor } from '../../support/distribution.js';
import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aHall } from '../../support/theatre.js';
import { aShownScreening, closeWeek, dayFromToday, giveBack } from './film-weeks.js';

describe('the statement of a distributor', () => {
  let app: TestApp;
  let distributorId: number;
  let contractId: number;
  let cinemaContractId: number;
  let cinemaId: number;
  let prepaidId: number;
  let corrected: RentalContractResponse;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
    const cashier = await aCashier(app);
    const distributor = await aDistributor(app, { name: 'Northern Lights Film' });
    distributorId = distributor.id;
    const movie = await aMovie(app, { name: 'Heat', year: 1995 });
    const shares = { distributor_id: distributorId, weekly_shares: '50,40' };
    const contract = await aContract(app, {
      movie,
      ...shares,
      starts_on: dayFromToday(-21),
      ends_on: dayFromToday(6),
      minimum_guarantee: '9.00',
      reference: 'NL-7',
    });
    contractId = contract.id;
    for (const [on, seats] of [
      [-21, ['A1', 'A2']],
      [-14, ['A1']],
      [-7, ['A1', 'A2', 'A3']],
      [0, ['A1']],
    ] as const) {
      await aShownScreening(app, cashier, { movie, on: dayFromToday(on), seats });
    }
    await closeWeek(app, contractId, 1);
    await payment(contractId, { amount: '4.00', paid_on: dayFromToday(-15) });
    await payment(contractId, { amount: '2.50', paid_on: dayFromToday(-5), reference: '2026/1' });
    const hall = await aHall(app);
    cinemaId = hall.cinema.id;
    const other = await aMovie(app, { name: 'Ronin', year: 1998 });
    const term = { starts_on: dayFromToday(-9), ends_on: dayFromToday(-3) };
    cinemaContractId = (await aContract(app, { movie: other, ...shares, ...term, cinema_id: cinemaId })).id;
    await aShownScreening(app, cashier, { movie: other, hall, on: dayFromToday(-4), seats: ['A1', 'A2'] });
    await aShownScreening(app, cashier, { movie: other, hall, on: dayFromToday(-10) });
    const film = await aMovie(app);
    corrected = await aContract(app, { movie: film, ...term, weekly_shares: '50' });
    const shown = await aShownScreening(app, cashier, { movie: film, on: term.starts_on, seats: ['A1'] });
    await closeWeek(app, corrected.id, 1);
    await giveBack(app, shown, 1);
    await closeWeek(app, corrected.id, 1);
    const prepaid = await aContract(app, {
      movie: await aMovie(app),
      starts_on: dayFromToday(-6),
      ends_on: dayFromToday(20),
      minimum_guarantee: '90.00',
    });
    prepaidId = prepaid.distributor_id;
    await payment(prepaid.id, { amount: '30.00', paid_on: dayFromToday(-12) });
    await app.get(DistributorDuesTask).run();
  });
  afterAll(() => app.close());

  const payment = (contract: number, body: object) =>
    app.as('moderator').post(`/rental-contracts/${contract}/payments`).send(body).expect(201);
  const statement = (from: number, to: number, more: Partial<ReportScope> = {}): Promise<ReportDocument> =>
    app
      .get(DistributorSettlementReport)
      .make({ from: dayFromToday(from), to: dayFromToday(to), cinemaId: null, distributorId, ...more }, () =>
        Promise.resolve(),
      );
  const table = ({ tables }: ReportDocument, name: string): ReportTable => {
    const found = tables.find((one) => one.name === name);
    if (!found) throw new Error(`There is no table ${name}.`);
    return found;
  };
  const totals = (document: ReportDocument) =>
    Object.fromEntries(document.totals.map(({ label, value }) => [label, value]));

  it('tells the film weeks that ended, contract by contract, with what is left open', async () => {
    const document = await statement(-14, -1);

    expect(totals(document)).toEqual({ 'Balance before': 600, Due: 2600, Paid: 250, Balance: 2950 });
    expect(table(document, `Contract ${contractId}`)).toMatchObject({
      title: `Heat (1995): contract ${contractId} (NL-7), all cinemas`,
      rows: [
        [2, dayFromToday(-14), dayFromToday(-8), 'not closed', 1, 1, 1000, 0, 0, 0, 1000, 40, 400],
        [3, dayFromToday(-7), dayFromToday(-1), 'not closed', 1, 3, 3000, 0, 0, 0, 3000, 40, 1200],
      ],
    });
    expect(table(document, `Contract ${cinemaContractId}`).rows[0]?.slice(3, 7)).toEqual([
      'not closed',
      1,
      2,
      2000,
    ]);
    expect(table(document, 'Distributors').rows).toEqual([
      ['Northern Lights Film', 2, 6, 6000, 600, 2600, 250, 2950],
    ]);
    expect(table(document, 'Payments').rows).toEqual([
      [`${contractId} (NL-7)`, 'Heat (1995)', dayFromToday(-5), null, '2026/1', 250],
    ]);
    expect(document.charts[0]?.points.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBe(2600);
    expect(document.notes.join('\n')).toContain(
      'Ronin (1998): A screening of the film is covered by no contract: nothing is settled for it.',
    );
  });

  it('carries the balance of one span of days over to the next', async () => {
    const first = totals(await statement(-40, -15));
    const second = totals(await statement(-14, -8));
    const third = totals(await statement(-7, -1));

    expect(first).toMatchObject({ 'Balance before': 0, Due: 1000, Paid: 400 });
    expect(second['Balance before']).toBe(first['Balance']);
    expect(third['Balance before']).toBe(second['Balance']);
  });

  it('stays what it was when a film week is corrected afterwards, and tells the correction when it is made', async () => {
    const ofOther = (from: number, to: number) =>
      statement(from, to, { distributorId: corrected.distributor_id });
    const document = await ofOther(-9, -3);

    expect(table(document, `Contract ${corrected.id}`).rows).toMatchObject([
      [1, dayFromToday(-9), dayFromToday(-3), 'closed', 1, 1, 1000, 0, 0, 0, 1000, 50, 500],
    ]);
    expect(totals(document)).toMatchObject({ Due: 500, Balance: 500 });
    const later = await ofOther(-2, 1);
    expect(table(later, 'Corrections').rows).toEqual([
      [
        String(corrected.id),
        `${corrected.movie.name} (${corrected.movie.year})`,
        ...[1, dayFromToday(-9), dayFromToday(-3), -1, 0, 1000, -1000, -500],
      ],
    ]);
    expect(totals(later)).toEqual({ 'Balance before': 500, Due: -500, Paid: 0, Balance: 0 });
  });

  it('tells what was paid before the term began, and carries it over', async () => {
    const ofOther = async (from: number, to: number) =>
      totals(await statement(from, to, { distributorId: prepaidId }));

    expect(await ofOther(-14, -13)).toMatchObject({ Paid: 0, Balance: 0 });
    expect(await ofOther(-14, -8)).toEqual({ 'Balance before': 0, Due: 0, Paid: 3000, Balance: -3000 });
    expect(await ofOther(-7, -1)).toMatchObject({ 'Balance before': -3000, Paid: 0 });
  });

  it('tells weeks that end later as they stand, and leaves them out of what is due', async () => {
    const document = await statement(-7, 3);

    expect(table(document, 'Unfinished').rows).toEqual([
      [
        `${contractId} (NL-7)`,
        'Heat (1995)',
        4,
        dayFromToday(0),
        dayFromToday(6),
        'running',
        1,
        1000,
        40,
        400,
      ],
    ]);
    expect(totals(document)['Due']).toBe(2200);
  });

  it('keeps telling of contracts that ended before and are not paid', async () => {
    const document = await statement(-2, -2);

    expect(table(document, 'Balances').rows).toContainEqual([
      String(cinemaContractId),
      'Northern Lights Film',
      'Ronin (1998)',
      1000,
      0,
      0,
      1000,
    ]);
    expect(table(await statement(-2, -2, { cinemaId }), 'Terms').rows).toHaveLength(1);
  });

  it('is of one cinema’s contracts, or of all distributors', async () => {
    expect(table(await statement(-9, -1, { cinemaId }), 'Balances').rows).toHaveLength(1);
    expect(table(await statement(-9, -1, { distributorId: null }), 'Distributors').rows).toHaveLength(3);
  });

  it('is empty, and says so, where there was nothing', async () => {
    const document = await statement(-400, -390);

    expect(document.charts).toEqual([]);
    expect(table(document, 'Balances')).toMatchObject({
      rows: [],
      whenEmpty: expect.stringContaining('No contract'),
    });
  });
});
