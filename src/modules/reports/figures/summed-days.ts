import { daysAfter } from '../../theatre/index.js';
import { LEDGER_SUMS } from './ledger-entries.js';
import type { FiguresScope } from './span.js';

/** Days that follow each other, the last one included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Each span is a statement about the ledger, and they are planned anew each time. */
const MAX_SPANS = 4;

/** Of days `$1` to `$2`: those whose sums are what the ledger says. */
export const SUMMED_DAYS = `
  SELECT d.day::text FROM sales_days d WHERE d.day BETWEEN $1 AND $2
    AND NOT EXISTS (SELECT FROM sales_day_changes c WHERE c.day = d.day) ORDER BY d.day`;

/** What has to be read from the ledger; where that would be too many spans, those nearest to each other become one. */
export function liveSpans({ from, to }: Span, summedDays: readonly string[]): readonly Span[] {
  const summed = new Set(summedDays);
  const spans: Span[] = [];
  for (let day = from; day <= to; day = daysAfter(day, 1)) {
    if (summed.has(day)) continue;
    const last = spans.at(-1);
    if (last && daysAfter(last.to, 1) === day) spans[spans.length - 1] = { from: last.from, to: day };
    else spans.push({ from: day, to: day });
  }
  while (spans.length > MAX_SPANS) joinNearest(spans);
  return spans;
}

function joinNearest(spans: Span[]): void {
  const gaps = spans
    .slice(1)
    .map(({ from }, index) => Date.parse(from) - Date.parse(spans[index]?.to ?? from));
  const at = gaps.indexOf(Math.min(...gaps));
  const [one, other] = spans.slice(at, at + 2);
  if (one && other) spans.splice(at, 2, { from: one.from, to: other.to });
}

const MEASURES = ['sold', 'returned', 'gross', 'discount', 'points', 'money_back', 'points_back']
  .map((name) => `sum(${name}) AS ${name}`)
  .join(', ');

/** The days between that are not read from the ledger, in the form of `LEDGER_SUMS`. */
const STORED = `
  SELECT GROUPING(day, hall_id) AS family, day, kind, movie_id, cinema_id, hall_id, NULL::varchar AS tender,
    NULL::integer AS seller_id, ${MEASURES}
  FROM sales_day_sums WHERE family = 2 AND day BETWEEN $1 AND $2 AND ($3::integer IS NULL OR cinema_id = $3)
    AND NOT day <@ ANY ($4::daterange[])
  GROUP BY GROUPING SETS ((day, kind), (movie_id, cinema_id, hall_id, kind))
  UNION ALL
  SELECT 3, NULL::date, NULL::varchar, NULL::integer, NULL::integer, NULL::integer, tender, seller_id, ${MEASURES}
  FROM sales_day_sums WHERE family = 3 AND day BETWEEN $1 AND $2 AND ($3::integer IS NULL OR cinema_id = $3)
    AND NOT day <@ ANY ($4::daterange[])
  GROUP BY tender, seller_id`;

/** `LEDGER_SUMS`, where everything but some spans is read from what was summed before. */
export function sumsOf(
  { from, to, cinemaId }: FiguresScope,
  spans: readonly Span[],
): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const live = spans.map((_span, index) => {
    const places = { $1: `$${5 + index * 2}`, $2: `$${6 + index * 2}` };
    return LEDGER_SUMS.replaceAll(/\$[12]\b/g, (place) => places[place as keyof typeof places]);
  });
  return {
    sql: [STORED, ...live].join(' UNION ALL '),
    parameters: [
      from,
      to,
      cinemaId,
      spans.map((span) => `[${span.from},${span.to}]`),
      ...spans.flatMap((span) => [span.from, span.to]),
    ],
  };
}
