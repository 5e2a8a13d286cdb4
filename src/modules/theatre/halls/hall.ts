/** What halls are; prices may depend on it. */
export const HALL_TYPES = ['standard', 'vip', 'imax', '4dx'] as const;

export type HallType = (typeof HALL_TYPES)[number];

/** What seats are; prices may depend on it. */
export const SEAT_CATEGORIES = ['standard', 'comfort', 'premium', 'loveseat'] as const;

export type SeatCategory = (typeof SEAT_CATEGORIES)[number];

/** Whom a seat is sold for; prices may depend on it. */
export const AUDIENCES = ['adult', 'child', 'student', 'senior'] as const;

export type Audience = (typeof AUDIENCES)[number];

/** A seat of a hall. */
export interface Seat {
  readonly id: number;
  /** The row's label: "A". */
  readonly row: string;
  readonly number: number;
  readonly category: SeatCategory;
  /** For a wheelchair. */
  readonly accessible: boolean;
  /** Beside one for a wheelchair. */
  readonly companion: boolean;
  /** How many rows there are before its own, counted from the screen. */
  readonly rowPosition: number;
  /** How many places there are before it in its row, gaps counted: neighbours differ by one. */
  readonly position: number;
  /** Places left empty before it. */
  readonly gapBefore: number;
}

/** The seats of a hall at one time, row by row from the screen, each row in the order of its places. */
export interface HallLayout {
  readonly hallId: number;
  /** Rises with every change of the layout. */
  readonly version: number;
  readonly seats: readonly Seat[];
}
