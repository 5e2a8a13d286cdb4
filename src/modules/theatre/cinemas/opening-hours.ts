/** When a cinema is open on one day of the week. */
export interface OpeningHours {
  /** ISO 8601: 1 is Monday. */
  readonly weekday: number;
  /** "HH:MM" in the cinema's time. */
  readonly opens: string;
  /** Not after `opens` where it closes after midnight. */
  readonly closes: string;
}

/** Day by day, each in the order of the clock. */
export function sortHours(hours: readonly OpeningHours[]): OpeningHours[] {
  return hours
    .map(({ weekday, opens, closes }) => ({ weekday, opens, closes }))
    .sort((one, other) => one.weekday - other.weekday || one.opens.localeCompare(other.opens));
}
