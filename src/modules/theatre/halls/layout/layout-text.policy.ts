import type { FieldError } from '../../../../platform/errors/index.js';
import type { SeatCategory } from '../hall.js';
import { type DrawnRow, type DrawnSeat, MAX_PER_ROW, MAX_ROWS } from './layout-plan.policy.js';

export const MAX_AISLE = 5;
export const MAX_GAP = 20;

/** How the format is explained to people. */
export const TEXT_FORMAT = [
  'One line for each row, the one next to the screen first: its label, a colon, and its seats from left to right, which are numbered from 1.',
  'A seat is a letter: `s` standard, `c` comfort, `p` premium, `l` loveseat; `*` after it makes it accessible for a wheelchair, `+` the seat of a companion.',
  '`_` leaves a place empty, a blank line leaves a row empty (an aisle), spaces mean nothing.',
  'Several rows that are alike share a line: `A-F: ssss__ssss`, or `1-12: …`.',
].join(' ');

const CATEGORIES: Readonly<Record<string, SeatCategory>> = {
  s: 'standard',
  c: 'comfort',
  p: 'premium',
  l: 'loveseat',
};
const LINE = /^\s*([A-Z0-9]{1,4})(?:\s*-\s*([A-Z0-9]{1,4}))?\s*:(.*)$/;

/** Thrown and caught here alone: what is wrong with a line. */
class Fault extends Error {}

/** Reads a layout from text; faults name the line. */
export function readLayout(text: string): { rows: DrawnRow[]; faults: FieldError[] } {
  const rows: DrawnRow[] = [];
  const faults: FieldError[] = [];
  let aisle = 0;
  for (const [index, line] of text.trim().split(/\r?\n/).entries()) {
    if (line.trim() === '') {
      aisle += 1;
      continue;
    }
    try {
      rows.push(...readLine(line, aisle, rows));
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      faults.push({ field: 'text', message: `line ${index + 1}: ${fault.message}` });
    }
    aisle = 0;
  }
  if (rows.length + faults.length === 0)
    faults.push({ field: 'text', message: 'must have at least one row' });
  return { rows, faults };
}

function readLine(line: string, aisle: number, former: readonly DrawnRow[]): DrawnRow[] {
  const [, first, last, drawn] = LINE.exec(line) ?? [];
  if (first === undefined || drawn === undefined) {
    throw new Fault(
      'must be a label of capital letters and digits, a colon, and seats, such as A: ssss__ssss',
    );
  }
  if (aisle > MAX_AISLE) throw new Fault(`there may be at most ${MAX_AISLE} blank lines before it`);
  const seats = readSeats(drawn);
  const labels = labelsOf(first, last);
  const twice = labels.find((label) => former.some(({ row }) => row === label));
  if (twice !== undefined) throw new Fault(`names row ${twice} twice`);
  return labels.map((row, index) => ({ row, aisle_before: index === 0 ? aisle : 0, seats }));
}

function readSeats(drawn: string): DrawnSeat[] {
  const seats: DrawnSeat[] = [];
  let gap = 0;
  for (const sign of drawn.replace(/\s/g, '')) {
    const category = CATEGORIES[sign.toLowerCase()];
    const former = seats.at(-1);
    if (category) {
      seats.push({ number: seats.length + 1, category, gap_before: gap });
      gap = 0;
    } else if (sign === '_') {
      gap += 1;
    } else if (former && gap === 0 && (sign === '*' || sign === '+')) {
      seats[seats.length - 1] = { ...former, [sign === '*' ? 'accessible' : 'companion']: true };
    } else {
      throw new Fault(`"${sign}" means nothing there; seats are s, c, p, l, marks * and +, gaps _`);
    }
    if (gap > MAX_GAP) throw new Fault(`leaves more than ${MAX_GAP} places empty`);
  }
  if (seats.length === 0) throw new Fault('has no seats');
  if (seats.length > MAX_PER_ROW) throw new Fault(`takes at most ${MAX_PER_ROW} seats`);
  return seats;
}

/** "A-C" is A, B, C; "9-11" is 9, 10, 11. */
function labelsOf(first: string, last: string | undefined): string[] {
  if (last === undefined) return [first];
  const numbers = /^\d+$/.test(first) && /^\d+$/.test(last);
  const letters = /^[A-Z]$/.test(first) && /^[A-Z]$/.test(last);
  if (!numbers && !letters) throw new Fault('a range goes from letter to letter or from number to number');
  const [from, to] = numbers ? [Number(first), Number(last)] : [first.charCodeAt(0), last.charCodeAt(0)];
  if (from > to) throw new Fault('a range goes up');
  if (to - from >= MAX_ROWS) throw new Fault(`takes at most ${MAX_ROWS} rows`);
  const codes = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return codes.map((code) => (numbers ? String(code) : String.fromCharCode(code)));
}
