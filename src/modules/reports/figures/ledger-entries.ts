import { minorOf, nearDays } from './span.js';

const MEASURES = ['sold', 'returned', 'gross', 'discount', 'points', 'money_back', 'points_back'] as const;

/** What makes entries: lines `i` of orders `o`, when something happens to them. */
interface Source {
  readonly from: string;
  readonly where: string;
  readonly at: string;
  readonly refundId: string;
  /** What an entry brings; nothing where left out. */
  readonly measures: Partial<Record<(typeof MEASURES)[number], string>>;
}

const SOURCES: readonly Source[] = [
  {
    from: 'orders o JOIN order_items i ON i.order_id = o.id AND i.superseded_at IS NULL',
    where: 'o.paid_at IS NOT NULL',
    at: 'o.paid_at',
    refundId: 'NULL::integer',
    measures: {
      sold: 'i.quantity',
      gross: `${minorOf('i.price_at_order')} * i.quantity`,
      discount: minorOf('i.discount'),
      points: minorOf('i.bonus_amount'),
    },
  },
  {
    from: `refunds r JOIN refund_items ri ON ri.refund_id = r.id JOIN order_items i ON i.id = ri.order_item_id
      JOIN orders o ON o.id = i.order_id`,
    where: `r.status <> 'failed'`,
    at: 'r.created_at',
    refundId: 'r.id',
    measures: { money_back: minorOf('ri.amount'), points_back: 'ri.points' },
  },
  {
    from: 'order_items i JOIN orders o ON o.id = i.order_id',
    where: 'i.refunded_at IS NOT NULL AND i.superseded_at IS NULL',
    at: 'i.refunded_at',
    refundId: 'NULL::integer',
    measures: { returned: 'i.quantity' },
  },
];

/** The first moment of a day by the clocks of a zone; midnight may come twice, and then the first one is meant. */
const beginning = (day: string, zone: string): string => {
  const midnight = `(${day})::timestamp AT TIME ZONE ${zone}`;
  return `CASE WHEN ((${midnight} - interval '1 hour') AT TIME ZONE ${zone})::date >= ${day}
    THEN ${midnight} - interval '1 hour' ELSE ${midnight} END`;
};

/** Found for each cinema once: for each entry it would take too long. */
const CINEMAS = `(
  SELECT id, time_zone, ${beginning('$1::date', 'time_zone')} AS starts, ${beginning('$2::date + 1', 'time_zone')} AS ends
  FROM cinemas OFFSET 0)`;

/** Seats belong to their screening, snacks to their cinema. */
const entriesOf = ({ from, where, at, refundId, measures }: Source): string => `
  SELECT (${at} AT TIME ZONE coalesce(c.time_zone, 'UTC'))::date AS day, i.kind, coalesce(s.movie_id, i.movie_id) AS movie_id,
    c.id AS cinema_id, l.hall_id, k.item_id, o.seller_id, i.id AS line_id, i.order_id, ${refundId} AS refund_id,
    coalesce(p.method, CASE WHEN o.bonus_amount > 0 THEN 'points' ELSE 'free' END) AS tender,
    ${MEASURES.map((name) => `${measures[name] ?? 0} AS ${name}`).join(', ')}
  FROM ${from}
  LEFT JOIN payments p ON p.order_id = o.id AND p.settlement = 'fulfilled'
  LEFT JOIN order_seats l ON l.order_item_id = i.id
  LEFT JOIN screenings s ON s.id = l.screening_id
  LEFT JOIN order_concessions k ON k.order_item_id = i.id
  LEFT JOIN ${CINEMAS} c ON c.id = coalesce(s.cinema_id, k.cinema_id)
  WHERE ${where} AND ${nearDays(at)} AND ($3::integer IS NULL OR c.id = $3)
    AND ${at} >= coalesce(c.starts, $1::date::timestamp AT TIME ZONE 'UTC')
    AND ${at} < coalesce(c.ends, ($2::date + 1)::timestamp AT TIME ZONE 'UTC')`;

/**
 * The entries of the ledger of sales, of days `$1` to `$2`, in cinema `$3` if there is one: lines when they were paid, what went
 * back of them when it was given back, and pieces when all of them was given back. `tender` is how the money was paid; points
 * are beside it. Refunds that failed are not given back; money that could not be used for an order was no sale. Amounts are
 * minor units.
 */
export const LEDGER_ENTRIES = SOURCES.map(entriesOf).join(' UNION ALL ');

/**
 * The same, added up: by day and kind (`family` 1), by film, place and kind (2), by tender and seller (3). These groups are few,
 * which is what makes it fast; each source is added up by itself, since one of them has nearly all entries.
 */
export const LEDGER_SUMS = SOURCES.map((source) => {
  const sums = MEASURES.map(
    (name) => `${source.measures[name] === undefined ? '0' : `sum(${name})`} AS ${name}`,
  );
  return `SELECT GROUPING(day, hall_id) AS family, day, kind, movie_id, cinema_id, hall_id, tender, seller_id, ${sums.join(', ')}
    FROM (${entriesOf(source)}) e
    GROUP BY GROUPING SETS ((day, kind), (movie_id, cinema_id, hall_id, kind), (tender, seller_id))`;
}).join(' UNION ALL ');
