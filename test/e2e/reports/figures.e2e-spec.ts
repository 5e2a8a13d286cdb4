import { BonusFiguresRepository } from '../../../src/modules/reports/figures/bonus-figures.repository.js';
import { ConcessionSalesReport } from '../../../src/modules/reports/kinds/concession-sales.report.js';
import { OccupancyReport } from '../../../src/modules/reports/kinds/occupancy.report.js';
import { PopularFilmsReport } from '../../../src/modules/reports/kinds/popular-films.report.js';
import { PromoAndBonusReport } from '../../../src/modules/reports/kinds/promo-and-bonus.report.js';
import { RefundsReport } from '../../../src/modules/reports/kinds/refunds.report.js';
import { RevenueReport } from '../../../src/modules/reports/kinds/revenue.report.js';
import { type ReportDocument, totalsOf } from '../../../src/modules/reports/report-document.js';
import type { ReportKind, ReportScope } from '../../../src/modules/reports/report-kind.js';
import type { SalesResponse } from '../../../src/modules/reports/sales/sales.dto.js';
import { daysAfter } from '../../../src/modules/theatre/index.js';
import { aHold } from '../../support/booking.js';
import { expectInvariants, openShop, type Shop } from '../../support/shop.js';
import { anOctober, type October, OCTOBER } from './october.js';

let shop: Shop;
let october: October;
beforeAll(async () => {
  shop = await openShop();
  october = await anOctober(shop);
});
afterAll(async () => {
  await expectInvariants(shop);
  await shop.close();
});

const made = (
  kind: new (...dependencies: never[]) => ReportKind,
  scope: Partial<ReportScope> = {},
): Promise<ReportDocument> =>
  shop.app.get<ReportKind>(kind as never).make({ ...OCTOBER, ...scope }, () => Promise.resolve());
const rowsOf = ({ tables }: ReportDocument, name: string): readonly (readonly unknown[])[] => {
  const table = tables.find((one) => one.name === name);
  if (!table) throw new Error(`There is no table ${name}, but ${tables.map((one) => one.name).join(', ')}.`);
  return table.rows;
};
const totalsIn = ({ totals }: ReportDocument): Record<string, unknown> =>
  Object.fromEntries(totals.map(({ label, value }) => [label, value]));
const sales = async (query: string): Promise<SalesResponse> =>
  (await shop.app.as('moderator').get(`/admin/sales?${query}`).expect(200)).body as SalesResponse;
const inOctober = (groupBy: string): Promise<SalesResponse> =>
  sales(`from=${OCTOBER.from}&to=${OCTOBER.to}&group_by=${groupBy}`);
const shortly = ({ items }: SalesResponse): string[] =>
  items.map(({ label, orders, quantity, gross, refunded }) =>
    [label, orders, quantity, gross, refunded].join(' | '),
  );

describe('The revenue report', () => {
  it('counts sales when they were paid and refunds when they were given, on the days of each cinema', async () => {
    const report = await made(RevenueReport);

    expect(rowsOf(report, 'Days')).toEqual([
      ['2026-10-25', 6, 0, 6999, 480, 6519, 0, 6519],
      ['2026-10-26', 3, 1, 2200, 0, 2200, 960, 1240],
      ['2026-10-27', 0, 1, 0, 0, 0, 999, -999],
      ['2026-10-28', 0, 1, 0, 0, 0, 1200, -1200],
    ]);
    expect(totalsIn(report)).toMatchObject({
      Net: 5560,
      Sales: 8719,
      Refunds: 3159,
      Discounts: 480,
      'Sales paid with money': 8419,
      'Sales paid with points': 300,
    });
  });

  it('splits them in every way to the same sum', async () => {
    const report = await made(RevenueReport);

    expect(rowsOf(report, 'Films')).toEqual([
      ['Heat (1995)', 6, 2, 6999, 480, 6519, 1959, 4560],
      [expect.stringMatching(/^Shown film/), 1, 1, 1200, 0, 1200, 1200, 0],
    ]);
    expect(rowsOf(report, 'Cinemas').map(([name, , , , , sold, back]) => [name, sold, back])).toEqual([
      ['Spreekino', 5320, 960],
      ['Hudson', 1200, 0],
      ['Third', 1200, 1200],
      ['Online', 999, 999],
    ]);
    expect(rowsOf(report, 'Payment methods')).toEqual([
      ['Online', 5, 5019, 2859, 2160],
      ['Card at the counter', 3, 2200, 0, 2200],
      ['Cash', 1, 1200, 0, 1200],
      ['Bonus points', 0, 300, 300, 0],
    ]);
    expect(rowsOf(report, 'Sellers').map(([name, , , , , sold]) => [name, sold])).toEqual([
      ['Online', 5319],
      [october.cashier.email, 3400],
    ]);
    for (const name of ['Cinemas', 'Kinds', 'Sellers', 'Days']) {
      const table = report.tables.find((one) => one.name === name);
      expect([name, totalsOf(table ?? { columns: [], rows: [] }).slice(1)]).toEqual([
        name,
        [9, 3, 9199, 480, 8719, 3159, 5560],
      ]);
    }
  });

  it('is of one cinema where one is named, and empty where nothing happened', async () => {
    const hudson = await made(RevenueReport, { cinemaId: october.newYork.id });
    expect(totalsIn(hudson)).toMatchObject({ Sales: 1200, Refunds: 0 });
    expect(hudson.facts).toContainEqual({ label: 'Cinema', text: 'Hudson' });

    const empty = await made(RevenueReport, { from: '2020-01-01', to: '2020-12-31' });
    expect(totalsIn(empty)).toMatchObject({ Net: 0, 'Pieces sold': 0 });
    expect(empty.charts).toEqual([]);
    expect(empty.tables.flatMap(({ rows }) => rows)).toEqual([]);
  });

  it('adds up to what payments and refunds add up to, but for money that could not be used', async () => {
    const [books] = await shop.app.database.query<{ money: number; points: number; unused: number }>(
      `SELECT (SELECT sum(amount * 100) FROM payments WHERE settlement = 'fulfilled')::int
           - (SELECT sum(r.amount * 100) FROM refunds r JOIN payments p ON p.id = r.payment_id
              WHERE p.settlement = 'fulfilled' AND r.status <> 'failed')::int AS money,
         (SELECT sum(bonus_amount * 100) FROM orders WHERE paid_at IS NOT NULL)::int
           - (SELECT sum(points) FROM refunds WHERE status <> 'failed')::int AS points,
         (SELECT sum(amount * 100)::int FROM payments WHERE settlement <> 'fulfilled') AS unused`,
    );
    expect(books).toEqual({ money: 5560, points: 0, unused: 5000 });
    expect(totalsIn(await made(RevenueReport))).toMatchObject({ Net: 5560 });
  });
});

describe('GET /admin/sales', () => {
  const ALL = { orders: 6, quantity: 9, gross: '87.19', refunded: '31.59', net: '55.60' };

  it.each([
    ['day', ['2026-10-28 | 0 | 0 | 0.00 | 12.00', '2026-10-27 | 0 | 0 | 0.00 | 9.99']],
    ['week', ['2026-10-26 | 1 | 3 | 22.00 | 31.59', '2026-10-19 | 5 | 6 | 65.19 | 0.00']],
    ['month', ['2026-10-01 | 6 | 9 | 87.19 | 31.59']],
    ['movie', ['Heat (1995) | 5 | 6 | 65.19 | 19.59']],
    ['cinema', ['Spreekino | 3 | 6 | 53.20 | 9.60', 'Hudson | 1 | 1 | 12.00 | 0.00']],
    ['hall', ['Spreekino, Saal 1 | 3 | 4 | 43.20 | 9.60', 'No hall | 2 | 3 | 19.99 | 9.99']],
    ['hall_type', ['standard | 4 | 5 | 55.20 | 21.60', 'No hall | 2 | 3 | 19.99 | 9.99']],
    ['kind', ['seat | 5 | 6 | 67.20 | 21.60', 'concession | 1 | 2 | 10.00 | 0.00']],
    ['method', ['stripe | 4 | 5 | 50.19 | 28.59', 'terminal | 1 | 3 | 22.00 | 0.00']],
    ['seller', ['Online | 4 | 5 | 53.19 | 31.59']],
  ])('tells the figures of the report by %s', async (groupBy, first) => {
    const answer = await inOctober(groupBy);

    expect(shortly(answer).slice(0, first.length)).toEqual(first);
    expect(answer.total).toEqual(ALL);
    const gross = answer.items.reduce((sum, row) => sum + Math.round(Number(row.gross) * 100), 0);
    const refunded = answer.items.reduce((sum, row) => sum + Math.round(Number(row.refunded) * 100), 0);
    expect([gross, refunded]).toEqual([8719, 3159]);
  });

  it('puts points beside the money that they were paid with, and tells what is less than nothing', async () => {
    expect(shortly(await inOctober('method'))).toContain('points | 1 | 0 | 3.00 | 3.00');
    const [day] = (await sales('from=2026-10-27T00:00:00Z&to=2026-10-27T23:59:59Z')).items;
    expect(day).toMatchObject({ key: '2026-10-27', gross: '0.00', refunded: '9.99', net: '-9.99' });
  });

  it('names films by their uuid and cinemas by their id, of one cinema alone where one is named', async () => {
    const films = await inOctober('movie');
    expect(films.items[0]).toMatchObject({ key: october.film.uuid });
    expect(films.items).toContainEqual(
      expect.objectContaining({ key: null, label: 'No film', net: '10.00' }),
    );
    const hudson = await sales(
      `from=2026-10-25&to=2026-10-25&group_by=cinema&cinema_id=${october.newYork.id}`,
    );
    expect(hudson.items).toEqual([
      expect.objectContaining({ key: String(october.newYork.id), label: 'Hudson', gross: '12.00' }),
    ]);
    const next = await sales(`from=2026-10-26&to=2026-10-26&cinema_id=${october.newYork.id}`);
    expect(next).toMatchObject({ items: [], total: { orders: 0, net: '0.00' } });
  });

  it('is of the last 30 days unless days are named', async () => {
    const { from, to } = await sales('');
    expect(to).toBe(new Date().toISOString().slice(0, 10));
    expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(30);
  });

  it.each([
    ['from=2026-10-26&to=2026-10-25', 'from'],
    ['from=2026-02-30', 'from'],
    ['from=2026-10-25T25:00:00Z', 'from'],
    ['to=2026-10-25&to=2026-10-26', 'to'],
    ['from=2020-01-01&to=2026-10-25', 'to'],
    ['group_by=weather', 'group_by'],
    ['cinema_id=999999', 'cinema_id'],
    ['cinema_id=x', 'cinema_id'],
  ])('does not take %s', async (query, field) => {
    const { body } = await shop.app.as('moderator').get(`/admin/sales?${query}`).expect(422);
    expect(body).toMatchObject({ errors: [expect.objectContaining({ field })] });
  });
});

describe('The report of refunds', () => {
  it('tells who gave back what, why, and of what', async () => {
    const report = await made(RefundsReport);

    expect(totalsIn(report)).toEqual({
      Refunds: 3159,
      'In money': 2859,
      'In points': 300,
      'Sales of these days': 8719,
      'Share of sales': 36.2,
      'Pieces returned': 3,
    });
    expect(rowsOf(report, 'Given by')).toEqual([
      ['Customers themselves', 3, 1659, 300, 1959],
      ['The program', 1, 1200, 0, 1200],
    ]);
    expect(rowsOf(report, 'Films')[0]).toEqual(['Heat (1995)', 2, 1959, 6519, 30.1]);
    expect(rowsOf(report, 'Payment methods')).toEqual([
      ['Online', 2859],
      ['Bonus points', 300],
    ]);
    expect(rowsOf(report, 'Not used')).toEqual([['What it was for was gone', 1, 5000]]);
  });

  it('leaves out what belongs to no cinema where one is named', async () => {
    const report = await made(RefundsReport, { cinemaId: october.berlin.id });
    expect(totalsIn(report)).toMatchObject({ Refunds: 960, 'Sales of these days': 5320 });
    expect(report.tables.map(({ name }) => name)).not.toContain('Not used');
  });
});

describe('The report of popular films', () => {
  it('ranks films by what they brought, on the screen and online', async () => {
    const report = await made(PopularFilmsReport);

    expect(rowsOf(report, 'By net')).toEqual([
      [1, 'Heat (1995)', 4, 0, 4560, 100, 1140, 0, null],
      [2, expect.stringMatching(/^Shown film/), 0, 0, 0, 0, null, 0, null],
    ]);
    expect(rowsOf(report, 'Online')).toEqual([[1, 'Heat (1995)', 0, 0, null]]);
  });
});

describe('The report of occupancy', () => {
  it('counts seats that are taken for good, of those that can be sold, by the clocks of the cinema', async () => {
    const { inBerlin } = october;
    const day = inBerlin.startsAt.toISOString().slice(0, 10);
    await shop.app.database.query(
      `INSERT INTO seat_allocations (screening_id, seat_id, hall_id, status, reason) VALUES ($1, $2, $3, 'blocked', 'Broken')`,
      [inBerlin.id, inBerlin.hall.seat('D6'), inBerlin.hall.id],
    );
    await aHold(october.cashier, inBerlin, 'D1');

    // The screening that was canceled is on the next day in Tokyo.
    const report = await made(OccupancyReport, { from: day, to: daysAfter(day, 1) });

    expect(totalsIn(report)).toEqual({
      Occupancy: 8.5,
      'Seats sold': 4,
      'Seats offered': 47,
      Screenings: 2,
    });
    expect(rowsOf(report, 'Halls')).toEqual([
      ['Hudson', 'Hall 1', 1, 24, 1, 4.2],
      ['Spreekino', 'Saal 1', 1, 23, 3, 13],
    ]);
    expect(rowsOf(report, 'Hours').map(([hour, , offered]) => [hour, offered])).toEqual([
      ['13:00', 24],
      ['19:00', 23],
    ]);
    expect(rowsOf(report, 'Films')).toEqual([['Heat (1995)', 2, 47, 4, 8.5]]);
  });
});

describe('The report of concession sales', () => {
  it('tells what was sold of what, where and how', async () => {
    const report = await made(ConcessionSalesReport);
    const sums = [2, 0, 1000, 0, 1000, 0, 1000];

    expect(rowsOf(report, 'Items')).toEqual([['Popcorn', 'Spreekino', ...sums]]);
    expect(rowsOf(report, 'Categories')).toEqual([['Snacks', ...sums]]);
    expect(rowsOf(report, 'Counter and ahead')).toEqual([['At the counter', ...sums]]);
    expect(rowsOf(report, 'Days').map(([day, sold]) => [day, sold])).toEqual([
      ['2026-10-25', 0],
      ['2026-10-26', 2],
      ['2026-10-27', 0],
      ['2026-10-28', 0],
    ]);
  });
});

describe('The report of promo codes and points', () => {
  it('tells what codes took off', async () => {
    const report = await made(PromoAndBonusReport);
    expect(rowsOf(report, 'Codes')).toEqual([['FIFTH', '20%', 1, 2400, 480, 20]]);
    expect(totalsIn(report)).toMatchObject({ 'Taken off by codes': 480, 'Uses of codes': 1 });
  });

  it('tells how points came and went, up to what people have', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const [books] = await shop.app.database.query<{ balance: number }>(
      'SELECT sum(balance)::int AS balance FROM bonus_accounts',
    );
    const { reasons, before, after } = await shop.app.get(BonusFiguresRepository).figures(today, today);

    expect(reasons).toEqual(
      expect.arrayContaining([
        { reason: 'adjusted', entries: 1, points: 300 },
        { reason: 'spent', entries: 1, points: -300 },
        expect.objectContaining({ reason: 'returned', points: 300 }),
      ]),
    );
    expect([before, after]).toEqual([0, books?.balance]);
  });
});
