const DAY_MS = 86_400_000;
/** How far ahead a programme is made. */
const MAX_AHEAD_MS = 2 * 366 * DAY_MS;

/** A field that is wrong, by the name that clients use. */
interface Problem {
  readonly field: string;
  readonly message: string;
}

/** The times of a screening that somebody chose. */
interface Times {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly salesStart: Date | null;
  readonly salesEnd: Date | null;
}

/** What is wrong with a start that is chosen at a moment, as the end of "starts_at …". */
export function problemOfStart(startsAt: Date, now: Date): string | undefined {
  if (startsAt <= now) return 'must not be in the past';
  if (startsAt.getTime() - now.getTime() > MAX_AHEAD_MS) return 'must be within the next two years';
  return undefined;
}

/** What is wrong with the sale of a screening. */
export function problemsOfSale({ startsAt, endsAt, salesStart, salesEnd }: Times): Problem[] {
  const problems: Problem[] = [];
  if (salesStart && salesStart >= startsAt)
    problems.push({ field: 'sales_start', message: 'must be earlier than the start of the screening' });
  if (salesEnd && salesEnd > endsAt)
    problems.push({ field: 'sales_end', message: 'must not be later than the end of the screening' });
  if (salesStart && salesEnd && salesStart >= salesEnd)
    problems.push({ field: 'sales_end', message: 'must be later than sales_start' });
  return problems;
}

/** Whether seats are sold online at a moment, as far as there are any. */
export function isOnSale(
  screening: { readonly status: string } & Pick<Times, 'startsAt' | 'salesStart' | 'salesEnd'>,
  now: Date,
): boolean {
  const { status, startsAt, salesStart, salesEnd } = screening;
  return status === 'scheduled' && (salesStart === null || salesStart <= now) && (salesEnd ?? startsAt) > now;
}
