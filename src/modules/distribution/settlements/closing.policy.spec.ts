import fc from 'fast-check';
import { closingOf } from './closing.policy.js';
import type { ContractTerms } from './contract-terms.js';
import { problemsOf } from './problems.policy.js';
import type { Settlement, WeekTakings } from './settlement.js';
import { type Statement, statementOf } from './statement.policy.js';

const WEEKS = 3;
const TERMS: ContractTerms = {
  id: 1,
  distributor: { id: 1, name: 'Northern Lights Film' },
  paymentDays: 14,
  movie: { id: 1, uuid: '0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11', name: 'Heat', year: 1995 },
  cinema: null,
  hallType: null,
  format: null,
  startsOn: '2026-01-01',
  endsOn: '2026-01-21',
  weeklyShares: [6_000, 4_500],
  guarantee: 0,
  taxIncluded: true,
  taxPercent: 700,
  houseCosts: 2_000,
  reference: null,
  zones: ['UTC'],
};

/** The books of a contract while its box office changes. */
class Books {
  readonly settlements: Settlement[] = [];
  private readonly takings = new Map<number, WeekTakings>();
  private readonly settled = new Map<number, WeekTakings>();

  constructor(private terms: ContractTerms) {}

  cut(endsOn: string): void {
    this.terms = { ...this.terms, endsOn };
  }

  sell(week: number, gross: number, refunds: number): void {
    const known = this.takings.get(week);
    this.takings.set(week, {
      screeningId: week,
      contractId: 1,
      cinemaId: 1,
      week,
      tickets: (known?.tickets ?? 0) + 1,
      gross: (known?.gross ?? 0) + gross,
      refunds: (known?.refunds ?? 0) + refunds,
    });
  }

  statement(): Statement {
    return statementOf(this.terms, {
      takings: [...this.takings.values()],
      settlements: this.settlements,
      settled: [...this.settled.values()],
      phaseOf: () => 'over',
    });
  }

  close(number: number): void {
    const statement = this.statement();
    const week = statement.weeks.find((one) => one.week === number);
    const closing = week && closingOf(statement, week, 'usd');
    if (!closing) return;
    const about = { id: this.settlements.length + 1, closedAt: new Date(0), closedBy: null };
    this.settlements.push({ ...closing.content, ...about });
    const current = this.takings.get(number);
    if (current) this.settled.set(number, current);
  }
}

type Step =
  readonly ['sell', week: number, gross: number, refunds: number] | readonly ['close', week: number];

const week = fc.integer({ min: 1, max: WEEKS });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(week, fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 100 }))
    .map(([number, gross, back]): Step => ['sell', number, gross, Math.floor((gross * back) / 100)]),
  week.map((number): Step => ['close', number]),
);

describe('closing and correcting film weeks in any order', () => {
  it('comes to what the box office says, or to the guarantee, once everything is closed', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.integer({ min: 0, max: 200_000 }),
        (steps, guarantee) => {
          const books = new Books({ ...TERMS, guarantee });
          for (const [what, number, gross = 0, refunds = 0] of steps) {
            if (what === 'sell') books.sell(number, gross, refunds);
            else books.close(number);
          }
          for (const number of [1, 2, 3, 1, 2, 3]) books.close(number);

          const { weeks, due } = books.statement();

          const hires = weeks.reduce((sum, { current }) => sum + current.filmHire, 0);
          expect(due).toBe(Math.max(hires, guarantee));
          expect(books.settlements.reduce((sum, row) => sum + row.due, 0)).toBe(due);
          for (const row of books.settlements)
            expect(row.gross - row.refunds - row.tax - row.houseCosts).toBe(row.base);
          for (const { changed } of weeks) expect(changed).toEqual([]);
        },
      ),
    );
  });

  it('asks for the guarantee with the last week again where the term is cut to end with it', () => {
    const books = new Books({ ...TERMS, guarantee: 90_000, taxPercent: 0, houseCosts: 0 });
    books.sell(1, 50_000, 0);
    books.close(1);
    books.close(2);
    books.cut('2026-01-14');

    const { due, unasked, weeks } = books.statement();
    expect([due, unasked, weeks.length]).toEqual([90_000, 60_000, 2]);
    expect(problemsOf({ weeks, unasked }, [])).toMatchObject([{ kind: 'differs', week: 2 }]);
    books.close(1);
    expect(books.settlements).toHaveLength(2);
    books.close(2);

    expect(books.settlements.map((row) => row.due)).toEqual([30_000, 0, 60_000]);
    expect(books.statement()).toMatchObject({ due: 90_000, unasked: 0 });
  });

  it('is worth the same as things stand, whatever is closed by then', () => {
    const books = new Books({ ...TERMS, guarantee: 90_000 });
    books.sell(1, 50_000, 0);
    books.sell(3, 20_000, 1_000);
    const before = books.statement().due;

    books.close(3);
    expect(books.statement().due).toBe(before);
    books.close(1);
    expect(books.statement().due).toBe(before);
    books.close(2);
    expect(books.statement().due).toBe(before);
    expect(before).toBe(90_000);
  });
});
