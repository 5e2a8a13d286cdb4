import type { HallLayout } from '../halls/hall.js';
import type { PricedScreening } from '../price-lists/seat-prices.js';

/** What everybody may know of a seat of a screening. Seats of open orders count as held. */
export const SEAT_STATES = ['free', 'held', 'sold', 'blocked'] as const;

export type SeatState = (typeof SEAT_STATES)[number];

/** A screening and what is taken of it. */
export interface Occupancy extends PricedScreening {
  readonly screeningId: number;
  readonly hall: PricedScreening['hall'] & { readonly id: number; readonly layoutVersion: number };
  /** Ids of seats in ascending order, joined by commas; null for none. */
  readonly held: string | null;
  readonly sold: string | null;
  readonly blocked: string | null;
}

/** What is not free, by the id of the seat. */
export function takenOf(occupancy: Pick<Occupancy, 'held' | 'sold' | 'blocked'>): Map<number, SeatState> {
  const taken = new Map<number, SeatState>();
  for (const state of ['held', 'sold', 'blocked'] as const) {
    const ids = occupancy[state];
    if (ids !== null) for (const id of ids.split(',')) taken.set(Number(id), state);
  }
  return taken;
}

/** The state of each seat of the layout. */
export function statesOf(occupancy: Occupancy, { seats }: HallLayout): Map<number, SeatState> {
  const taken = takenOf(occupancy);
  return new Map(seats.map(({ id }) => [id, taken.get(id) ?? 'free']));
}
