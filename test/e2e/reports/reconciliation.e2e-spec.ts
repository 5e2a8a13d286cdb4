import { randomInt } from 'node:crypto';
import { DateTime } from 'luxon';
import type { RentalContractResponse } from '../../../src/modules/distribution/contracts/contract.dto.js';
import type { SettlementResponse } from '../../../src/modules/distribution/settlements/settlement.dto.js';
import type { ReportDocument } from '../../../src/modules/reports/report-document.js';
import { totalsOf } from '../../../src/modules/reports/report-document.js';
import type { ReportType } from '../../../src/modules/reports/report-kind.js';
import { ReportKinds } from '../../../src/modules/reports/reports/report-kinds.js';
import type { SalesGroup, SalesResponse } from '../../../src/modules/reports/sales/sales.dto.js';
import { addUp, type BookEntry, readBooks } from '../../support/books.js';
import { aBusinessYear } from '../../support/business-year.js';
import { aReport } from '../../support/reports.js';
import { type SummedDays, sumSalesDays } from '../../support/sales-days.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

/** Another year and another month with every run; `YEAR_SEED` brings one back. */
const SEED = Number(process.env['YEAR_SEED'] ?? randomInt(1, 1_000_000));
const MONTH = 1 + (SEED % 12);
/** Clocks change in one cinema or the other in April and November. */
const MONTHS = [...new Set([MONTH, 4, 11])].map((month) => `2025-${String(month).padStart(2, '0')}`);

const KEYS: Readonly<Record<SalesGroup, (entry: BookEntry) => string | null>> = {
  day: ({ day }) => day,
  week: ({ day }) => DateTime.fromISO(day).startOf('week').toISODate(),
  month: ({ day }) => `${day.slice(0, 7)}-01`,
  movie: ({ movie }) => movie,
  cinema: ({ cinema }) => cinema,
  hall: ({ hall }) => hall,
  hall_type: ({ hallType }) => hallType,
  kind: ({ kind }) => kind,
  method: ({ method }) => method,
  seller: ({ seller }) => seller,
};

describe(`A year of business (YEAR_SEED=${SEED})`, () => {
  let app: TestApp;
  let books: BookEntry[];
  beforeAll(async () => {
    app = await createTestApp();
    await aBusinessYear(app, { tickets: 8_000, seed: SEED });
    books = await readBooks(app);
  }, 120_000);
  afterAll(() => app.close());

  const daysOf = (month: string): { from: string; to: string } => ({
    from: `${month}-01`,
    to: DateTime.fromISO(`${month}-01`).endOf('month').toISODate() ?? '',
  });
  const booksOf = ({ from, to }: { from: string; to: string }): BookEntry[] =>
    books.filter(({ day }) => day >= from && day <= to);
  const documentOf = (type: ReportType, days: { from: string; to: string }): Promise<ReportDocument> =>
    app
      .get(ReportKinds)
      .of(type)
      .make({ ...days, cinemaId: null, distributorId: null }, () => Promise.resolve());

  it('brought what payments and refunds say, in money and points', async () => {
    const [all] = await app.database.query<{ net: number }>(
      `SELECT ((SELECT sum(amount) FROM payments WHERE settlement = 'fulfilled')
         + (SELECT sum(bonus_amount) FROM orders WHERE paid_at IS NOT NULL)
         - (SELECT sum(r.amount + r.points / 100.0) FROM refunds r LEFT JOIN payments p ON p.id = r.payment_id
            WHERE r.status <> 'failed' AND (p.id IS NULL OR p.settlement = 'fulfilled')))::float8 * 100 AS net`,
    );
    const { totals } = await documentOf('revenue', { from: '2024-11-01', to: '2026-02-28' });

    expect(totals.find(({ label }) => label === 'Net')?.value).toBe(Math.round(all?.net ?? 0));
  });

  describe.each(MONTHS)('in %s', (month) => {
    describe.each<SummedDays>(['none', 'some', 'all'])('of whose days %s are summed', (which) => {
      beforeAll(() => sumSalesDays(app, which), 60_000);

      it('brought in the report of revenue what payments and refunds add up to, in each of its tables', async () => {
        const { paid, back, net } = addUp(booksOf(daysOf(month)));
        const { totals, tables } = await documentOf('revenue', daysOf(month));

        expect(Object.fromEntries(totals.map(({ label, value }) => [label, value]))).toMatchObject({
          Sales: paid,
          Refunds: back,
          Net: net,
        });
        for (const name of ['Days', 'Cinemas', 'Kinds', 'Payment methods', 'Sellers'])
          expect([name, ...sumsOfTable({ tables }, name)]).toEqual([name, paid, back, net]);
        const filmed = addUp(booksOf(daysOf(month)).filter(({ movie }) => movie !== null));
        expect(sumsOfTable({ tables }, 'Films')).toEqual([filmed.paid, filmed.back, filmed.net]);
        const seats = addUp(booksOf(daysOf(month)).filter(({ kind }) => kind === 'seat'));
        expect(sumsOfTable({ tables }, 'Halls')).toEqual([seats.paid, seats.back, seats.net]);
      });

      it.each<[ReportType, string, (entries: readonly BookEntry[]) => number]>([
        ['refunds', 'Refunds', (entries) => addUp(entries).back],
        [
          'concession_sales',
          'Net',
          (entries) => addUp(entries.filter(({ kind }) => kind === 'concession')).net,
        ],
        ['popular_films', 'Net', (entries) => addUp(entries.filter(({ movie }) => movie !== null)).net],
        [
          'promo_and_bonus',
          'Taken off by codes',
          (entries) => entries.reduce((sum, { off }) => sum + off, 0),
        ],
      ])('agrees with the report of %s', async (type, label, expected) => {
        const { totals } = await documentOf(type, daysOf(month));

        expect(totals.find((figure) => figure.label === label)?.value).toBe(expected(booksOf(daysOf(month))));
      });
    });

    it('brought the same in the file that is made of it', async () => {
      const { paid, back, net } = addUp(booksOf(daysOf(month)));
      const { id, status } = await aReport(app, { type: 'revenue', format: 'csv', ...daysOf(month) });
      expect(status).toBe('completed');
      const { text } = await app.as('moderator').get(`/reports/${id}/file`).expect(200);

      expect(text).toContain(
        `\r\nNet (USD),${decimal(net)}\r\nSales (USD),${decimal(paid)}\r\nRefunds (USD),${decimal(back)}\r\n`,
      );
    });

    it.each(Object.keys(KEYS) as SalesGroup[])(
      'brought the same by %s in GET /admin/sales',
      async (group) => {
        const { from, to } = daysOf(month);
        const { body } = await app
          .as('moderator')
          .get(`/admin/sales?from=${from}&to=${to}&group_by=${group}`)
          .expect(200);
        const { total, items } = body as SalesResponse;
        const { paid, back, net } = addUp(booksOf({ from, to }));

        expect(total).toMatchObject({ gross: decimal(paid), refunded: decimal(back), net: decimal(net) });
        const shown = items.filter(({ gross, refunded }) => gross !== '0.00' || refunded !== '0.00');
        expect(shown.map(({ key, gross, refunded }) => [key, gross, refunded]).sort(byKey)).toEqual(
          grouped(booksOf({ from, to }), KEYS[group]).sort(byKey),
        );
      },
    );
  });

  it('owes distributors for what the box office took in each film week, whichever contract a screening is of', async () => {
    const contracts = await app.database.query<Contract>(
      `SELECT id, movie_id, cinema_id, hall_type, starts_on::text, ends_on::text FROM rental_contracts WHERE movie_id IN (
         SELECT movie_id FROM rental_contracts GROUP BY movie_id ORDER BY count(*) DESC, movie_id LIMIT 3)`,
    );
    const screenings = await app.database.query<Screening>(
      `SELECT s.id, s.movie_id, s.cinema_id, h.type AS hall_type, s.local_date::text AS day, s.status
       FROM screenings s JOIN halls h ON h.id = s.hall_id WHERE s.movie_id = ANY ($1::int[])`,
      [contracts.map(({ movie_id }) => movie_id)],
    );
    expect(contracts.length).toBeGreaterThan(6);
    const seats = groupsOf(
      books.filter(({ kind }) => kind === 'seat'),
      ({ screeningId }) => screeningId,
    );
    for (const contract of contracts) {
      const { body } = await app
        .as('moderator')
        .get(`/rental-contracts/${contract.id}/settlement`)
        .expect(200);
      const { weeks } = body as SettlementResponse;
      expect(weeks).toHaveLength(6);
      for (const week of weeks) {
        const own = screenings.filter(
          (one) =>
            one.day >= week.from && one.day <= week.to && contractOf(one, contracts)?.id === contract.id,
        );
        const { paid, back, net } = addUp(own.flatMap(({ id, status }) => owed(status, seats.get(id) ?? [])));
        expect({ contract: contract.id, ...pick(week) }).toEqual({
          contract: contract.id,
          week: week.week,
          gross: decimal(paid),
          refunds: decimal(back),
          net: decimal(net),
        });
      }
    }
  }, 60_000);
});

type Contract = Pick<RentalContractResponse, 'id' | 'cinema_id' | 'hall_type' | 'starts_on' | 'ends_on'> & {
  readonly movie_id: number;
};

interface Screening {
  readonly id: number;
  readonly movie_id: number;
  readonly cinema_id: number;
  readonly hall_type: string;
  readonly day: string;
  readonly status: 'scheduled' | 'canceled';
}

/** What was sold for a screening that was canceled counts for as long as somebody has not been paid back. */
function owed(status: Screening['status'], seats: readonly BookEntry[]): readonly BookEntry[] {
  return status === 'canceled' && addUp(seats).net === 0 ? [] : seats;
}

/** The narrowest of those that fit: a cinema counts more than a type of hall. */
function contractOf(screening: Screening, contracts: readonly Contract[]): Contract | undefined {
  const width = ({ cinema_id, hall_type }: Contract): number =>
    (cinema_id === null ? 4 : 0) + (hall_type === null ? 2 : 0);
  return contracts
    .filter(
      ({ movie_id, cinema_id, hall_type, starts_on, ends_on }) =>
        movie_id === screening.movie_id &&
        (cinema_id === null || cinema_id === screening.cinema_id) &&
        (hall_type === null || hall_type === screening.hall_type) &&
        starts_on <= screening.day &&
        ends_on >= screening.day,
    )
    .sort((one, other) => width(one) - width(other))[0];
}

function pick({ week, gross, refunds, net }: SettlementResponse['weeks'][number]) {
  return { week, gross, refunds, net };
}

/** The totals of a table: sales, refunds, net. */
function sumsOfTable(
  { tables }: Pick<ReportDocument, 'tables'>,
  name: string,
): (number | null | undefined)[] {
  const table = tables.find((one) => one.name === name);
  if (!table) throw new Error(`There is no table ${name}.`);
  const sums = totalsOf(table);
  return ['Sales', 'Refunds', 'Net'].map(
    (title) => sums[table.columns.findIndex((column) => column.title === title)],
  );
}

/** Key, sales and refunds of each group that has any. */
function grouped(
  entries: readonly BookEntry[],
  keyOf: (entry: BookEntry) => string | null,
): [string | null, string, string][] {
  return [...groupsOf(entries, keyOf)]
    .map(([key, own]) => ({ key, ...addUp(own) }))
    .filter(({ paid, back }) => paid !== 0 || back !== 0)
    .map(({ key, paid, back }) => [key, decimal(paid), decimal(back)]);
}

function groupsOf<Key>(
  entries: readonly BookEntry[],
  keyOf: (entry: BookEntry) => Key,
): Map<Key, BookEntry[]> {
  const groups = new Map<Key, BookEntry[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry));
    if (group) group.push(entry);
    else groups.set(keyOf(entry), [entry]);
  }
  return groups;
}

function byKey([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return String(one).localeCompare(String(other));
}

function decimal(minorUnits: number): string {
  return (minorUnits / 100).toFixed(2);
}
