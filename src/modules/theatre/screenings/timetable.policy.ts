const MINUTE = 60_000;

/** When a screening begins, when the film is over, and until when nothing else can begin in the hall. */
export interface Occupation {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly occupiedUntil: Date;
}

/** What decides how long a screening keeps its hall, in minutes. */
export interface Lengths {
  readonly film: number;
  readonly trailers: number;
  readonly cleaning: number;
}

/** A span in which something is on in a hall, cleaning included. */
export interface Busy {
  readonly startsAt: Date;
  readonly occupiedUntil: Date;
}

/** The earliest and the latest moment at which a film can begin. */
export interface FreeSlot {
  readonly from: Date;
  readonly until: Date;
}

/** What a screening that begins at a moment takes of its hall. */
export function occupationOf(startsAt: Date, { film, trailers, cleaning }: Lengths): Occupation {
  const endsAt = later(startsAt, film + trailers);
  return { startsAt, endsAt, occupiedUntil: later(endsAt, cleaning) };
}

/** How many minutes a hall is taken. */
export function minutesOf({ film, trailers, cleaning }: Lengths): number {
  return film + trailers + cleaning;
}

/** Whether two things are on in a hall at once; one may begin when the other's cleaning is done. */
export function overlap(one: Busy, other: Busy): boolean {
  return one.startsAt < other.occupiedUntil && other.startsAt < one.occupiedUntil;
}

/**
 * The first moment, not before `from`, at which a hall is free for so many minutes.
 * @param busy what is on in the hall, in the order of its starts
 */
export function nextFreeStart(from: Date, minutes: number, busy: readonly Busy[]): Date {
  let start = from;
  for (const other of busy) {
    if (later(start, minutes) <= other.startsAt) return start;
    if (other.occupiedUntil > start) start = other.occupiedUntil;
  }
  return start;
}

/**
 * Every span of starts between two moments at which a hall is free for so many minutes.
 * @param span of starts: what begins in it may end after it
 * @param busy what is on in the hall, in the order of its starts, beyond the end of the span too
 */
export function freeSlots(
  span: { readonly from: Date; readonly until: Date },
  minutes: number,
  busy: readonly Busy[],
): FreeSlot[] {
  const slots: FreeSlot[] = [];
  let from = span.from;
  while (from < span.until) {
    const start = nextFreeStart(from, minutes, busy);
    if (start >= span.until) break;
    const next = busy.find(({ startsAt }) => startsAt >= later(start, minutes));
    const latest = next ? later(next.startsAt, -minutes) : span.until;
    const until = latest < span.until ? latest : later(span.until, -1);
    slots.push({ from: start, until });
    if (!next) break;
    from = next.occupiedUntil;
  }
  return slots;
}

/** A moment so many minutes later. */
export function later(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * MINUTE);
}
