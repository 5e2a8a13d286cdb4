import type { FieldError } from '../../../../platform/errors/index.js';
import type { Seat, SeatCategory } from '../hall.js';

/** A row of a layout as somebody draws it, from left to right. */
export interface DrawnRow {
  readonly row: string;
  /** Empty rows before it, counted from the screen. */
  readonly aisle_before?: number | undefined;
  readonly seats: readonly DrawnSeat[];
}

export interface DrawnSeat {
  readonly number: number;
  readonly category?: SeatCategory | undefined;
  readonly accessible?: boolean | undefined;
  readonly companion?: boolean | undefined;
  /** Places left empty before it. */
  readonly gap_before?: number | undefined;
}

/** A seat that has its place but perhaps no id yet. */
export type PlannedSeat = Omit<Seat, 'id'>;

export const MAX_ROWS = 60;
export const MAX_PER_ROW = 60;
export const MAX_SEATS = 1_000;

/** Gives every seat its place. */
export function placesOf(rows: readonly DrawnRow[]): PlannedSeat[] {
  let rowPosition = -1;
  return rows.flatMap(({ row, aisle_before = 0, seats }) => {
    rowPosition += 1 + aisle_before;
    return seatsOf(row, rowPosition, seats);
  });
}

/** What keeps a layout from being one: rows or numbers that come twice, or too many of them. */
export function faultsOf(rows: readonly DrawnRow[]): FieldError[] {
  const faults: FieldError[] = [];
  const labels = new Set<string>();
  for (const [index, { row, seats }] of rows.entries()) {
    if (labels.has(row)) faults.push({ field: `rows[${index}].row`, message: `names row ${row} twice` });
    labels.add(row);
    const numbers = new Set<number>();
    for (const [place, { number }] of seats.entries()) {
      if (numbers.has(number)) {
        const field = `rows[${index}].seats[${place}].number`;
        faults.push({ field, message: `names seat ${number} of row ${row} twice` });
      }
      numbers.add(number);
    }
  }
  if (rows.length > MAX_ROWS) faults.push({ field: 'rows', message: `takes at most ${MAX_ROWS} rows` });
  const total = rows.reduce((sum, { seats }) => sum + seats.length, 0);
  if (total > MAX_SEATS) faults.push({ field: 'rows', message: `takes at most ${MAX_SEATS} seats` });
  return faults;
}

function seatsOf(row: string, rowPosition: number, seats: readonly DrawnSeat[]): PlannedSeat[] {
  let position = -1;
  return seats.map((seat) => {
    const { number, category = 'standard', accessible = false, companion = false } = seat;
    const gapBefore = seat.gap_before ?? 0;
    position += 1 + gapBefore;
    return { row, number, category, accessible, companion, rowPosition, position, gapBefore };
  });
}
