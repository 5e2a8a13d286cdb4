import type { HallLayout, Seat } from '../halls/hall.js';
import type { CategoryPrices } from '../price-lists/seat-prices.js';
import { decimalOf } from '../../../platform/money/index.js';
import { SEAT_CATEGORIES } from '../halls/hall.js';
import { type Occupancy, takenOf } from './seat-state.js';

/** What of a layout every map repeats: the text of each seat up to its state. Layouts are kept, so these are too. */
const heads = new WeakMap<HallLayout, readonly string[]>();

/** The seat map as JSON: most of its text is the same for all screenings of a hall, and written once. */
export function seatMapText(
  occupancy: Occupancy,
  layout: HallLayout,
  prices: CategoryPrices,
  currency: string,
): string {
  const taken = takenOf(occupancy);
  const tails = Object.fromEntries(
    SEAT_CATEGORIES.map((category) => [category, tailOf(prices[category], currency)]),
  );
  const seatHeads = headsOf(layout);
  let items = '';
  for (const [index, { id, category }] of layout.seats.entries()) {
    items += `${seatHeads[index] ?? ''}${taken.get(id) ?? 'free'}${tails[category] ?? ''}`;
  }
  return `{"screening_id":${occupancy.screeningId},"items":[${items.slice(1)}]}`;
}

function headsOf(layout: HallLayout): readonly string[] {
  const kept = heads.get(layout);
  if (kept) return kept;
  const written = layout.seats.map(headOf);
  heads.set(layout, written);
  return written;
}

/** Begins with the comma that parts it from the seat before. */
function headOf(seat: Seat): string {
  const { id, row, number, category, accessible, companion, rowPosition: row_position, position } = seat;
  const facts = { id, row, number, category, accessible, companion, row_position, position };
  return `,${JSON.stringify(facts).slice(0, -1)},"state":"`;
}

function tailOf(price: number, currency: string): string {
  return `","price":"${decimalOf(price)}","currency":"${currency}"}`;
}
