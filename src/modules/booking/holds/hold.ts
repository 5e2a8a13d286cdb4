import type { Audience, Seat } from '../../theatre/index.js';

/** A hold as its row says. */
export interface HoldRecord {
  readonly id: number;
  readonly screeningId: number;
  readonly userId: number;
  readonly seatCount: number;
  readonly expiresAt: Date;
  readonly extendedAt: Date | null;
  readonly orderedAt: Date | null;
}

/** A seat that is held, at the price that it was held at, in minor units. */
export interface PricedSeat extends Seat {
  readonly price: number;
}

/** Seats that are kept for somebody for some minutes. */
export interface Hold {
  readonly id: number;
  readonly screeningId: number;
  readonly seats: readonly PricedSeat[];
  readonly audience: Audience;
  readonly expiresAt: Date;
  readonly isExtended: boolean;
}
