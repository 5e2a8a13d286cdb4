/** What a cell holds: money in minor units, percent as the number before the sign (`62.5`), dates as `2026-11-21`. */
export type CellType = 'text' | 'date' | 'integer' | 'money' | 'percent';

export type Cell = string | number | null;

/** A column of a table. */
export interface ReportColumn {
  readonly title: string;
  readonly type: CellType;
  /**
   * What stands in the row of totals: what the column adds up to; the total of one column as percent of the total of
   * another one, both by their index; nothing where left out.
   */
  readonly total?: 'sum' | { readonly percentOf: readonly [part: number, whole: number] };
}

/** A table; it may be longer than a page. */
export interface ReportTable {
  /** What the sheet is called: at most 31 characters, unlike those of the other tables. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** What is said instead of a table without rows. */
  readonly whenEmpty: string;
}

/** A picture of figures: one group of bars, or one point of each line, for each label. */
export interface ReportChart {
  readonly title: string;
  readonly kind: 'bars' | 'lines';
  readonly type: 'integer' | 'money' | 'percent';
  readonly series: readonly string[];
  readonly points: readonly { readonly label: string; readonly values: readonly number[] }[];
}

/** A number that stands alone. */
export interface ReportFigure {
  readonly label: string;
  readonly type: CellType;
  readonly value: Cell;
}

/** A report before it has a format: all formats show these figures and no others. */
export interface ReportDocument {
  readonly title: string;
  /** Both days belong to it. */
  readonly from: string;
  readonly to: string;
  /** What it was made for, and how it counts: "Cinema: all", "Days: those of each cinema". */
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  readonly currency: string;
  readonly totals: readonly ReportFigure[];
  readonly charts: readonly ReportChart[];
  readonly tables: readonly ReportTable[];
  /** What a reader should know: what is missing, what did not add up. */
  readonly notes: readonly string[];
}

/** What a row of totals holds; null where the column says nothing of it. */
export function totalsOf({
  columns,
  rows,
}: Pick<ReportTable, 'columns' | 'rows'>): readonly (number | null)[] {
  const sums = columns.map((_, index) =>
    rows.reduce((sum, row) => sum + (typeof row[index] === 'number' ? row[index] : 0), 0),
  );
  return columns.map(({ total }, index) => {
    if (total === undefined) return null;
    if (total === 'sum') return sums[index] ?? 0;
    const [part, whole] = total.percentOf.map((column) => sums[column] ?? 0);
    return part !== undefined && whole ? (part / whole) * 100 : null;
  });
}
