/** Days and the cinema that figures are of. */
export interface FiguresScope {
  /** Both days belong to it; days are those of the cinema, and of UTC for what is sold online alone. */
  readonly from: string;
  readonly to: string;
  /** All cinemas, and what is sold online, where null. */
  readonly cinemaId: number | null;
}

/** What `$1` to `$3` are in statements of figures: the days and the cinema. */
export function scopeParameters({ from, to, cinemaId }: FiguresScope): readonly unknown[] {
  return [from, to, cinemaId];
}

/**
 * Whether a column of moments may belong to the days: those of all time zones, which reach from 12 hours behind UTC to 14 hours
 * before it. An index finds these; which of them do is for the clocks of each cinema to say.
 */
export function nearDays(column: string): string {
  return `${column} >= $1::date::timestamp AT TIME ZONE 'UTC' - interval '14 hours'
    AND ${column} < $2::date::timestamp AT TIME ZONE 'UTC' + interval '36 hours'`;
}

/** A column of an amount in minor units. Most discounts and the like are nothing, which is cheaper to find out. */
export const minorOf = (column: string): string =>
  `CASE WHEN ${column} = 0 THEN 0 ELSE (${column} * 100)::integer END`;
