import type { Audience, HallType, SeatCategory } from '../halls/hall.js';

/** One line of a cinema's price list, as it is kept. What it does not name it does not ask for. */
export interface PriceRule {
  readonly seat_category?: SeatCategory;
  readonly hall_type?: HallType;
  /** ISO 8601: 1 is Monday. */
  readonly weekdays?: readonly number[];
  /** When the screening begins, "HH:MM" in the cinema's time: from this minute on. */
  readonly from?: string;
  /** Before this minute; earlier than `from` where the span runs over midnight. */
  readonly until?: string;
  readonly audience?: Audience;
  /** Multiplies the price: a decimal number, "1.25". */
  readonly factor?: string;
  /** Stands in for the base price: a decimal number, "9.00". */
  readonly price?: string;
}
