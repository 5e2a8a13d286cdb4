/** What entries of the ledger add up to. Amounts in minor units. */
export interface Sums {
  /** Pieces that were paid. */
  readonly sold: number;
  /** Pieces that were given back as a whole. */
  readonly returned: number;
  /** Before discounts. */
  readonly gross: number;
  readonly discount: number;
  /** What was paid with points. */
  readonly points: number;
  readonly moneyBack: number;
  readonly pointsBack: number;
}

export const NOTHING: Sums = {
  sold: 0,
  returned: 0,
  gross: 0,
  discount: 0,
  points: 0,
  moneyBack: 0,
  pointsBack: 0,
};

const added = (column: string): string => `coalesce(sum(${column}), 0)::float8`;

/** The columns of `Sums` over entries, and over what they were added up to before. */
export const SUMS = `${added('sold')} AS sold, ${added('returned')} AS returned, ${added('gross')} AS gross,
  ${added('discount')} AS discount, ${added('points')} AS points, ${added('money_back')} AS "moneyBack",
  ${added('points_back')} AS "pointsBack"`;

/** What was paid for, after discounts. */
export const salesOf = ({ gross, discount }: Sums): number => gross - discount;

/** Paid with money. */
export const moneyOf = (sums: Sums): number => salesOf(sums) - sums.points;

/** Given back, in money and points. */
export const refundsOf = ({ moneyBack, pointsBack }: Sums): number => moneyBack + pointsBack;

/** What is left: negative where more was given back than sold. */
export const leftOf = (sums: Sums): number => salesOf(sums) - refundsOf(sums);

export function addSums(one: Sums, other: Sums): Sums {
  return {
    sold: one.sold + other.sold,
    returned: one.returned + other.returned,
    gross: one.gross + other.gross,
    discount: one.discount + other.discount,
    points: one.points + other.points,
    moneyBack: one.moneyBack + other.moneyBack,
    pointsBack: one.pointsBack + other.pointsBack,
  };
}

/** Adds up rows that have the same key; the order of the first of each stays. */
export function sumsBy<Row extends Sums, Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): ReadonlyMap<Key, Sums> {
  const groups = new Map<Key, Sums>();
  for (const row of rows) {
    const key = keyOf(row);
    groups.set(key, addSums(groups.get(key) ?? NOTHING, row));
  }
  return groups;
}

export function totalOf(rows: readonly Sums[]): Sums {
  return rows.reduce(addSums, NOTHING);
}
