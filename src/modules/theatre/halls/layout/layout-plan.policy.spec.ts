import { changesBetween, type KeptSeat } from './layout-changes.policy.js';
import { type DrawnRow, faultsOf, placesOf } from './layout-plan.policy.js';

const row = (label: string, numbers: readonly number[], facts: Partial<DrawnRow> = {}): DrawnRow => ({
  row: label,
  seats: numbers.map((number) => ({ number })),
  ...facts,
});
const kept = (rows: readonly DrawnRow[], retired: readonly string[] = []): KeptSeat[] =>
  placesOf(rows).map((seat, index) => ({
    ...seat,
    id: index + 1,
    isRetired: retired.includes(`${seat.row}${seat.number}`),
  }));
const names = (seats: readonly { row: string; number: number }[]): string[] =>
  seats.map((seat) => `${seat.row}${seat.number}`);

describe('a layout', () => {
  it('names every row and number once', () => {
    expect(faultsOf([row('A', [1, 2]), row('B', [1, 2, 1]), row('A', [1])])).toEqual([
      { field: 'rows[1].seats[2].number', message: 'names seat 1 of row B twice' },
      { field: 'rows[2].row', message: 'names row A twice' },
    ]);
  });

  it('has at most 60 rows and 1,000 seats', () => {
    const rows = (many: number, seats: number): DrawnRow[] =>
      Array.from({ length: many }, (_, n) =>
        row(
          String(n),
          Array.from({ length: seats }, (__, k) => k + 1),
        ),
      );
    expect(faultsOf(rows(60, 16))).toEqual([]);
    expect(faultsOf(rows(20, 50))).toEqual([]);
    expect(faultsOf(rows(61, 1)).map(({ message }) => message)).toEqual(['takes at most 60 rows']);
    expect(faultsOf(rows(21, 48)).map(({ message }) => message)).toEqual(['takes at most 1000 seats']);
  });

  it('counts aisles and gaps as places', () => {
    const [a, b1, b2] = placesOf([
      row('A', [7]),
      {
        row: 'B',
        aisle_before: 2,
        seats: [
          { number: 2, gap_before: 1 },
          { number: 1, gap_before: 3 },
        ],
      },
    ]);

    expect([a?.rowPosition, b1?.rowPosition]).toEqual([0, 3]);
    expect([b1?.position, b2?.position]).toEqual([1, 5]);
  });
});

describe('a new layout', () => {
  it('adds, retires and brings back by row and number', () => {
    const before = kept([row('A', [1, 2, 3]), row('B', [1])], ['A3']);
    const changes = changesBetween(before, placesOf([row('A', [2, 3, 4])]));

    expect(names(changes.added)).toEqual(['A3', 'A4']);
    expect(names(changes.retired)).toEqual(['A1', 'B1']);
    expect(changes.recategorized).toEqual([]);
    expect(changes.isEmpty).toBe(false);
  });

  it('says which seats become others', () => {
    const plan = placesOf([
      {
        row: 'A',
        seats: [
          { number: 1, category: 'premium' },
          { number: 2, accessible: true },
        ],
      },
    ]);
    const changes = changesBetween(kept([row('A', [1, 2])]), plan);

    expect(names(changes.recategorized)).toEqual(['A1']);
    expect(changes.isEmpty).toBe(false);
  });

  it('is none where everything stays', () => {
    const rows = [row('A', [1, 2]), row('B', [1], { aisle_before: 1 })];

    expect(changesBetween(kept(rows), placesOf(rows)).isEmpty).toBe(true);
    expect(changesBetween(kept(rows), placesOf([row('A', [1, 2]), row('B', [1])])).isEmpty).toBe(false);
  });
});
