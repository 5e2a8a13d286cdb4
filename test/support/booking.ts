import type { HoldResponse } from '../../src/modules/booking/holds/hold.dto.js';
import type { OrderResponse } from '../../src/modules/orders/reading/order.dto.js';
import { actOnPage, checkoutUrl, type Customer, orderWith, type Shop } from './shop.js';
import type { TestScreening } from './theatre.js';

type Place = Pick<Shop, 'app'>;

/** Ids of seats by their names: "B4 B5". */
export function seatIds({ hall }: TestScreening, names: string): number[] {
  return names.split(' ').map((name) => hall.seat(name));
}

/** Holds seats for somebody. */
export async function aHold(
  { client }: Customer,
  screening: TestScreening,
  names: string,
  more: object = {},
): Promise<HoldResponse> {
  const answer = await client
    .post(`/screenings/${screening.id}/holds`)
    .send({ seat_ids: seatIds(screening, names), ...more });
  if (answer.status !== 201) throw new Error(`POST holds: ${answer.status} ${answer.text}`);
  return answer.body as HoldResponse;
}

/** Orders seats that somebody holds. */
export async function orderHolds({ client }: Customer, ...holds: HoldResponse[]): Promise<OrderResponse> {
  const { body } = await client
    .post('/orders')
    .send({ hold_ids: holds.map(({ id }) => id) })
    .expect(201);
  return body as OrderResponse;
}

/** Holds and orders seats. */
export async function aSeatOrder(
  customer: Customer,
  screening: TestScreening,
  names: string,
): Promise<OrderResponse> {
  return orderHolds(customer, await aHold(customer, screening, names));
}

/** Holds, orders and pays for seats. */
export async function aPaidSeatOrder(
  customer: Customer,
  screening: TestScreening,
  names: string,
): Promise<OrderResponse> {
  const { id } = await aSeatOrder(customer, screening, names);
  await actOnPage(await checkoutUrl(customer, id), 'paid');
  return orderWith(customer, id, { status: 'paid' });
}

/** Puts the end of holds into the past. */
export async function letHoldsExpire(
  { app }: Place,
  ...holds: readonly { readonly id: number }[]
): Promise<void> {
  await app.database.query(
    `WITH h AS (UPDATE holds SET expires_at = created_at - interval '1 second' WHERE id = ANY ($1::int[]) RETURNING id, expires_at)
     UPDATE seat_allocations a SET expires_at = h.expires_at FROM h WHERE a.hold_id = h.id AND a.status = 'held'`,
    [holds.map(({ id }) => id)],
  );
}

/** What is taken of a screening, by the names of the seats. */
export async function takenSeats(
  { app }: Place,
  { id, hall }: TestScreening,
): Promise<Record<string, string>> {
  const rows = await app.database.query<{ seat_id: number; status: string }>(
    `SELECT seat_id, status FROM seat_allocations WHERE screening_id = $1 ORDER BY seat_id`,
    [id],
  );
  const nameOf = (seatId: number): string => {
    const seat = hall.seats.find((one) => one.id === seatId);
    return seat ? `${seat.row}${seat.number}` : String(seatId);
  };
  return Object.fromEntries(rows.map(({ seat_id, status }) => [nameOf(seat_id), status]));
}

/** Moves the beginning of a screening to so many minutes from now. */
export async function letBeginIn({ app }: Place, { id }: TestScreening, minutes: number): Promise<void> {
  await app.database.query(
    `UPDATE screenings s SET starts_at = t.at, ends_at = t.at + interval '120 minutes',
       occupied_until = t.at + interval '135 minutes', local_date = (t.at AT TIME ZONE c.time_zone)::date
     FROM cinemas c, (SELECT now() + make_interval(mins => $2) AS at) t WHERE c.id = s.cinema_id AND s.id = $1`,
    [id, minutes],
  );
}

/** Cancels a screening, as a moderator. */
export async function cancelScreening({ app }: Place, { id }: TestScreening, reason?: string): Promise<void> {
  await app.as('moderator').post(`/screenings/${id}/cancel`).send({ reason }).expect(200);
}
