import type { Seat } from '../../src/modules/theatre/index.js';

/** A row of seats as a text draws it: `.` free, `x` taken, `o` free and for a wheelchair, `c` free and beside one, `_` a gap. */
export function aRow(
  drawn: string,
  { row = 'A', rowPosition = 0, firstId = 1 }: { row?: string; rowPosition?: number; firstId?: number } = {},
): { readonly seats: Seat[]; readonly taken: Set<number> } {
  const seats: Seat[] = [];
  const taken = new Set<number>();
  for (const [position, sign] of [...drawn].entries()) {
    if (sign === '_') continue;
    const id = firstId + seats.length;
    if (sign === 'x') taken.add(id);
    seats.push({
      id,
      row,
      number: seats.length + 1,
      category: 'standard',
      accessible: sign === 'o',
      companion: sign === 'c',
      rowPosition,
      position,
      gapBefore: 0,
    });
  }
  return { seats, taken };
}

/** A hall as texts draw it, the row at the screen first. */
export function drawnHall(rows: readonly string[]): { readonly seats: Seat[]; readonly taken: Set<number> } {
  const seats: Seat[] = [];
  const taken: number[] = [];
  for (const [rowPosition, drawn] of rows.entries()) {
    const row = String.fromCharCode('A'.charCodeAt(0) + rowPosition);
    const one = aRow(drawn, { row, rowPosition, firstId: seats.length + 1 });
    seats.push(...one.seats);
    taken.push(...one.taken);
  }
  return { seats, taken: new Set(taken) };
}

/** "A1 A2" */
export function named(seats: readonly Seat[]): string {
  return seats.map(({ row, number }) => `${row}${number}`).join(' ');
}
