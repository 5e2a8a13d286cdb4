import type { MovieResponse } from '../../../src/modules/catalogue/movies/movie.dto.js';
import type { OrderResponse } from '../../../src/modules/orders/reading/order.dto.js';
import { aPaidSeatOrder, aHold, cancelScreening } from '../../support/booking.js';
import { aCashier, aSale } from '../../support/box-office.js';
import { aConcession, wishFor } from '../../support/concessions.js';
import { aMovie } from '../../support/factories.js';
import { aPromoCode, giveBack, givePoints, orderWithMore, pay } from '../../support/loyalty.js';
import { aCustomer, type Customer, fillCart, orderWith, type Shop } from '../../support/shop.js';
import { aCinema, aHall, aScreening, type TestCinema, type TestScreening } from '../../support/theatre.js';

/** Some days of business around the night in which Berlin puts its clocks back: 25 October 2026 has 25 hours there. */
export interface October {
  readonly berlin: TestCinema;
  readonly newYork: TestCinema;
  readonly inBerlin: TestScreening;
  readonly film: MovieResponse;
  readonly cashier: Customer;
}

type Place = Pick<Shop, 'app'>;

/** The days of it that tests look at. */
export const OCTOBER = { from: '2026-10-25', to: '2026-10-28', cinemaId: null, distributorId: null } as const;

/** Moves what was paid for an order to another time. */
async function paidAt({ app: { database } }: Place, orderId: number, at: string): Promise<void> {
  await database.query('UPDATE orders SET created_at = $2, paid_at = $2 WHERE id = $1', [orderId, at]);
  await database.query('UPDATE payments SET created_at = $2 WHERE order_id = $1', [orderId, at]);
}

/** Moves what was given back of an order to another time. */
async function givenBackAt({ app: { database } }: Place, orderId: number, at: string): Promise<void> {
  await database.query('UPDATE refunds SET created_at = $2 WHERE order_id = $1', [orderId, at]);
  await database.query(
    'UPDATE order_items SET refunded_at = $2 WHERE order_id = $1 AND refunded_at IS NOT NULL',
    [orderId, at],
  );
}

export async function anOctober(shop: Shop): Promise<October> {
  const { app } = shop;
  const berlin = await aCinema(app, { name: 'Spreekino', timeZone: 'Europe/Berlin' });
  const newYork = await aCinema(app, { name: 'Hudson', timeZone: 'America/New_York' });
  const film = await aMovie(app, { name: 'Heat', year: 1995, price: '9.99' });
  const hall = await aHall(app, { cinema: berlin, name: 'Saal 1' });
  const inBerlin = await aScreening(app, { hall, movie: film });
  const imax = await aHall(app, { cinema: newYork, name: 'Hall 1', type: 'imax' });
  const inNewYork = await aScreening(app, { hall: imax, movie: film });
  const customer = await aCustomer(shop);
  const cashier = await aCashier(app);

  await seatsWithCode(shop, customer, inBerlin);
  await atTheCounter(shop, cashier, inBerlin);
  const far = await aPaidSeatOrder(customer, inNewYork, 'A1');
  await paidAt(shop, far.id, '2026-10-26T03:30:00Z');
  await filmWithPoints(shop, customer, film);
  await canceled(shop, customer);
  await tooLate(shop, customer);
  return { berlin, newYork, inBerlin, film, cashier };
}

/** Two seats, a fifth off: 19.20 at ten past midnight of the 25th; one goes back on the 26th. */
async function seatsWithCode(shop: Shop, customer: Customer, screening: TestScreening): Promise<void> {
  const { code } = await aPromoCode(shop.app, { code: 'FIFTH' });
  const { id: holdId } = await aHold(customer, screening, 'A1 A2');
  const order = await pay(customer, await orderWithMore(customer, { hold_ids: [holdId], promo_code: code }));
  await giveBack(customer, order, [order.lines[0]?.id ?? 0]);
  await paidAt(shop, order.id, '2026-10-24T22:10:00Z');
  await givenBackAt(shop, order.id, '2026-10-26T12:00:00Z');
}

/** A seat for cash in the last hour of the 25th; a seat and two snacks by card in the first one of the 26th. */
async function atTheCounter(shop: Shop, cashier: Customer, screening: TestScreening): Promise<void> {
  const cash = await aSale(cashier, screening, ['B1']);
  await paidAt(shop, cash.order.id, '2026-10-25T22:30:00Z');
  const popcorn = await aConcession(shop.app, {
    cinema_id: screening.hall.cinema.id,
    name: 'Popcorn',
    price: '5.00',
  });
  const card = await aSale(cashier, screening, ['B2'], {
    method: 'card',
    concessions: [wishFor(popcorn, 2)],
  });
  await paidAt(shop, card.order.id, '2026-10-25T23:10:00Z');
}

/** A film for 6.99 and 300 points in the last minute of the 25th in UTC; all of it goes back on the 27th. */
async function filmWithPoints(shop: Shop, customer: Customer, film: MovieResponse): Promise<void> {
  await givePoints(shop.app, customer, 300);
  await fillCart(shop, customer, [film]);
  const order = await pay(customer, await orderWithMore(customer, { bonus_points: 300 }));
  await giveBack(customer, order);
  await paidAt(shop, order.id, '2026-10-25T23:59:00Z');
  await givenBackAt(shop, order.id, '2026-10-27T12:00:00Z');
}

/** A seat of the 25th, whose screening is canceled on the 28th. */
async function canceled(shop: Shop, customer: Customer): Promise<void> {
  const screening = await aScreening(shop.app, {
    hall: await aHall(shop.app, {
      cinema: await aCinema(shop.app, { name: 'Third', timeZone: 'Asia/Tokyo' }),
      name: 'Big',
    }),
  });
  const order: OrderResponse = await aPaidSeatOrder(customer, screening, 'C1');
  await cancelScreening(shop, screening, 'No light.');
  await orderWith(customer, order.id, { refund_state: 'full' });
  await paidAt(shop, order.id, '2026-10-25T04:00:00Z');
  await givenBackAt(shop, order.id, '2026-10-28T04:00:00Z');
}

/** Money for an order that was gone: it came on the 26th and went back; no sale. */
async function tooLate({ app: { database } }: Shop, { id }: Customer): Promise<void> {
  const at = '2026-10-26T12:00:00Z';
  await database.query(
    `WITH o AS (
       INSERT INTO orders (user_id, status, total_amount, currency, created_at, expires_at)
       VALUES ($1, 'canceled', 50, 'usd', $2, $2) RETURNING id),
     i AS (INSERT INTO order_items (order_id, kind, title, quantity, price_at_order) SELECT id, 'test', 'Gone', 1, 50 FROM o),
     e AS (INSERT INTO order_events (order_id, from_status, to_status, reason)
       SELECT o.id, s.was, s.now, 'expired' FROM o, (VALUES (1, NULL, 'pending'), (2, 'pending', 'canceled')) s (n, was, now)
       ORDER BY s.n),
     p AS (INSERT INTO payments (user_id, order_id, amount, refunded_amount, currency, status, method, settlement,
         external_payment_id, created_at)
       SELECT $1, id, 50, 50, 'usd', 'refunded', 'stripe', 'too-late', 'pi_late', $2 FROM o RETURNING id, order_id)
     INSERT INTO refunds (order_id, payment_id, amount, status, origin, reason, external_id, created_at)
     SELECT order_id, id, 50, 'succeeded', 'automatic', 'too-late', 're_late', $2 FROM p`,
    [id, at],
  );
}
