import { DateTime } from 'luxon';
import type { TestApp } from './test-app.js';

/** Money or points that came in, went back, or were not asked for, for a line of an order. Amounts in minor units. */
export interface BookEntry {
  readonly lineId: number;
  /** On the calendar of the cinema whose seat or snack it is; of UTC for films sold online. */
  readonly day: string;
  readonly kind: string;
  readonly movie: string | null;
  readonly cinema: string | null;
  readonly hall: string | null;
  readonly hallType: string | null;
  readonly screeningId: number | null;
  readonly seller: string | null;
  readonly method: string;
  readonly paid: number;
  readonly back: number;
  /** Taken off by promo codes. */
  readonly off: number;
}

interface LineRow {
  readonly id: number;
  readonly kind: string;
  readonly bonus: number;
  readonly discount: number;
  readonly movie: string | null;
  readonly cinema: string | null;
  readonly timeZone: string | null;
  readonly hall: string | null;
  readonly hallType: string | null;
  readonly screeningId: number | null;
  readonly seller: string | null;
  readonly paidAt: Date;
}

interface MoneyRow {
  readonly lineId: number;
  readonly at: Date;
  readonly method: string;
  readonly amount: number;
}

const LINES = `
  SELECT i.id, i.kind, (i.bonus_amount * 100)::int AS bonus, (i.discount * 100)::int AS discount, m.uuid AS movie, c.id::text AS cinema, c.time_zone AS "timeZone",
    h.id::text AS hall, h.type AS "hallType", s.id AS "screeningId", o.seller_id::text AS seller, o.paid_at AS "paidAt"
  FROM order_items i JOIN orders o ON o.id = i.order_id
  LEFT JOIN order_seats e ON e.order_item_id = i.id LEFT JOIN screenings s ON s.id = e.screening_id
  LEFT JOIN order_concessions k ON k.order_item_id = i.id
  LEFT JOIN halls h ON h.id = s.hall_id LEFT JOIN cinemas c ON c.id = coalesce(s.cinema_id, k.cinema_id)
  LEFT JOIN movies m ON m.id = coalesce(i.movie_id, s.movie_id)
  WHERE i.superseded_at IS NULL AND o.status IN ('paid', 'refunded')`;

const PAYMENTS = `
  SELECT i.order_item_id AS "lineId", p.created_at AS at, p.method, (i.price_at_payment * 100)::int AS amount
  FROM payment_items i JOIN payments p ON p.id = i.payment_id`;

const REFUNDS = `
  SELECT i.order_item_id AS "lineId", r.created_at AS at, p.method, (i.amount * 100)::int AS amount
  FROM refund_items i JOIN refunds r ON r.id = i.refund_id JOIN payments p ON p.id = r.payment_id WHERE r.status <> 'failed'`;

const POINTS_BACK = `
  SELECT i.order_item_id AS "lineId", r.created_at AS at, 'points' AS method, i.points AS amount
  FROM refund_items i JOIN refunds r ON r.id = i.refund_id WHERE i.points > 0 AND r.status <> 'failed'`;

/**
 * All entries of the books, straight from payments and refunds, read without any of the program: what reports are compared with.
 * Days are computed here, not by PostgreSQL.
 */
export async function readBooks({ database }: Pick<TestApp, 'database'>): Promise<BookEntry[]> {
  const lines = new Map((await database.query<LineRow>(LINES)).map((line) => [line.id, line]));
  const entry = ({ lineId, at, method, amount }: MoneyRow, way: 'paid' | 'back' | 'off'): BookEntry => {
    const line = lines.get(lineId);
    if (!line) throw new Error(`Line ${lineId} has money, and no paid order.`);
    const { kind, movie, cinema, hall, hallType, screeningId, seller, timeZone } = line;
    const day = DateTime.fromJSDate(at, { zone: timeZone ?? 'UTC' }).toISODate();
    if (day === null) throw new Error(`${timeZone} is no time zone.`);
    const amounts = { paid: 0, back: 0, off: 0, [way]: amount };
    return { lineId, day, kind, movie, cinema, hall, hallType, screeningId, seller, method, ...amounts };
  };
  const ofLines = (of: 'bonus' | 'discount', method: string): MoneyRow[] =>
    [...lines.values()]
      .filter((line) => line[of] > 0)
      .map((line) => ({ lineId: line.id, at: line.paidAt, method, amount: line[of] }));
  const paid = [...(await database.query<MoneyRow>(PAYMENTS)), ...ofLines('bonus', 'points')];
  const back = [
    ...(await database.query<MoneyRow>(REFUNDS)),
    ...(await database.query<MoneyRow>(POINTS_BACK)),
  ];
  return [
    ...paid.map((row) => entry(row, 'paid')),
    ...back.map((row) => entry(row, 'back')),
    ...ofLines('discount', 'code').map((row) => entry(row, 'off')),
  ];
}

/** What entries add up to: sales, refunds, and what is left. */
export function addUp(entries: readonly Pick<BookEntry, 'paid' | 'back'>[]): {
  paid: number;
  back: number;
  net: number;
} {
  const paid = entries.reduce((sum, entry) => sum + entry.paid, 0);
  const back = entries.reduce((sum, entry) => sum + entry.back, 0);
  return { paid, back, net: paid - back };
}
