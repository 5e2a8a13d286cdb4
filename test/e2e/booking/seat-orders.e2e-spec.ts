import { StandInControls } from '../../../src/integrations/stripe/stand-in/index.js';
import { OrderExpiryTask } from '../../../src/modules/orders/order-expiry.task.js';
import type { OrderResponse } from '../../../src/modules/orders/reading/order.dto.js';
import {
  aHold,
  aPaidSeatOrder,
  aSeatOrder,
  letBeginIn,
  letHoldsExpire,
  orderHolds,
  takenSeats,
} from '../../support/booking.js';
import {
  aCustomer,
  actOnPage,
  checkoutUrl,
  type Customer,
  expectInvariants,
  fillCart,
  openShop,
  orderWith,
  type Shop,
} from '../../support/shop.js';
import { eventually } from '../../support/eventually.js';
import { aScreening, type TestScreening } from '../../support/theatre.js';

let shop: Shop;
let stripe: StandInControls;
let customer: Customer;
let screening: TestScreening;
beforeAll(async () => {
  shop = await openShop();
  stripe = new StandInControls(shop.stripe.url);
});
beforeEach(async () => {
  customer = await aCustomer(shop);
  screening = await aScreening(shop.app);
});
afterEach(() => expectInvariants(shop));
afterAll(() => shop.close());

const refund = (orderId: number, body: object = {}) =>
  customer.client.post(`/orders/${orderId}/refund`).send(body);
/** Ends an order while the gateway does not close its page. @returns the page */
const endUnpaid = async (orderId: number): Promise<string> => {
  const url = await checkoutUrl(customer, orderId);
  await shop.app.database.query(
    `UPDATE orders SET expires_at = now() - interval '11 minutes' WHERE id = $1`,
    [orderId],
  );
  await stripe.fail('refused', { path: '/v1/checkout/sessions', times: 100 });
  await shop.app.get(OrderExpiryTask).run();
  await stripe.heal();
  await orderWith(customer, orderId, { status: 'canceled' });
  return url;
};
const raise = (price: string) =>
  shop.app.database.query('UPDATE screenings SET base_price = $2 WHERE id = $1', [screening.id, price]);

describe('Ordering seats', () => {
  it('makes a line for each, at the price of the hold', async () => {
    const hold = await aHold(customer, screening, 'B3 B4');
    await raise('20.00');
    const order = await orderHolds(customer, hold);
    const place = { id: screening.id, starts_at: screening.startsAt.toISOString() };

    expect(order).toMatchObject({ status: 'pending', total_amount: '24.00', excluded: [] });
    expect(order.lines).toEqual(
      [3, 4].map((number) =>
        expect.objectContaining({
          kind: 'seat',
          quantity: 1,
          price_at_order: '12.00',
          seat: { id: screening.hall.seat(`B${number}`), row: 'B', number, category: 'standard' },
          screening: { ...place, cinema: screening.hall.cinema.name, hall: screening.hall.name },
        }),
      ),
    );
    expect(order.lines[0]).not.toHaveProperty('ticket_code');
    expect(await takenSeats(shop, screening)).toEqual({ B3: 'reserved', B4: 'reserved' });
  });

  it('names film, hall, seat and the time of the cinema', async () => {
    const startsAt = new Date(`${new Date().getUTCFullYear() + 1}-01-15T17:30:00Z`);
    screening = await aScreening(shop.app, { startsAt });
    const order = await aSeatOrder(customer, screening, 'B3 B4');

    expect(order.lines[0]?.title).toMatch(
      new RegExp(`^Shown film \\d+ \\(1995\\), ${screening.hall.name}, row B seat 3, \\d{4}-01-15 18:30$`),
    );
  });

  it('keeps them as long as the order waits for its payment', async () => {
    const hold = await aHold(customer, screening, 'B3 B4');
    await orderHolds(customer, hold);
    await letHoldsExpire(shop, hold);
    const { body } = await (
      await aCustomer(shop)
    ).client
      .post(`/screenings/${screening.id}/holds`)
      .send({ seat_ids: [screening.hall.seat('B3'), screening.hall.seat('B4')] })
      .expect(409);

    expect(body.type).toBe('/problems/seat-taken');
  });

  it('takes several holds, and the cart where that is asked for', async () => {
    const other = await aScreening(shop.app);
    await fillCart(shop, customer, ['9.99']);
    const holds = [await aHold(customer, screening, 'A1 A2'), await aHold(customer, other, 'C3')];
    const { body } = await customer.client
      .post('/orders')
      .send({ hold_ids: holds.map(({ id }) => id), include_cart: true })
      .expect(201);

    expect((body as OrderResponse).lines.map(({ kind }) => kind).sort()).toEqual([
      'movie',
      'seat',
      'seat',
      'seat',
    ]);
    expect(body).toMatchObject({ total_amount: '45.99' });
  });

  it('leaves out a hold that has run out, as a whole, and says so', async () => {
    const [gone, good] = [
      await aHold(customer, screening, 'A1 A2'),
      await aHold(customer, screening, 'B1 B2'),
    ];
    await letHoldsExpire(shop, gone);
    const order = await orderHolds(customer, gone, good);

    expect(order.lines).toHaveLength(2);
    expect(order.excluded).toEqual([
      { kind: 'seat', ref: String(gone.id), title: `Hold ${gone.id}`, reason: 'hold-expired' },
    ]);
  });

  it('is refused where no hold is good: unknown, of another, or lost in part to somebody else', async () => {
    const foreign = await aHold(await aCustomer(shop), screening, 'A1 A2');
    const lost = await aHold(customer, screening, 'B1 B2 B3');
    await letHoldsExpire(shop, lost);
    await aHold(await aCustomer(shop), screening, 'B1 B2');
    const { body } = await customer.client
      .post('/orders')
      .send({ hold_ids: [foreign.id, lost.id, 999_999] })
      .expect(409);

    expect(body.type).toBe('/problems/nothing-to-buy');
    expect(body.excluded.map(({ reason }: { reason: string }) => reason)).toEqual(
      Array.from({ length: 3 }, () => 'hold-expired'),
    );
  });

  it('of a hold that lost a seat to an instance whose clock is ahead is refused, and extending it, too', async () => {
    const hold = await aHold(customer, screening, 'B1 B2 B3');
    await shop.app.database.query(
      `UPDATE seat_allocations SET expires_at = now() - interval '1 second' WHERE screening_id = $1 AND seat_id <> $2`,
      [screening.id, screening.hall.seat('B3')],
    );
    await aHold(await aCustomer(shop), screening, 'B1 B2');

    await customer.client
      .post('/orders')
      .send({ hold_ids: [hold.id] })
      .expect(409);
    await customer.client.post(`/holds/${hold.id}/extend`).expect(409);
    await customer.client.get(`/holds/${hold.id}`).expect(404);
  });

  it('of one hold, ten times at once, makes one order', async () => {
    const { id } = await aHold(customer, screening, 'A1 A2');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => customer.client.post('/orders').send({ hold_ids: [id] })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 409),
    ]);
  });
});

describe('An order of seats', () => {
  it('that is paid has tickets', async () => {
    const order = await aPaidSeatOrder(customer, screening, 'B3 B4');

    expect(await takenSeats(shop, screening)).toEqual({ B3: 'sold', B4: 'sold' });
    const codes = order.lines.map(({ ticket_code }) => ticket_code);
    expect(new Set(codes).size).toBe(2);
    expect(codes).toEqual([expect.any(String), expect.any(String)]);
    const { body } = await customer.client.get('/orders').expect(200);
    expect(body.items[0].lines).toEqual(order.lines);
    const listed = await shop.app.as('moderator').get(`/admin/orders/${order.id}`).expect(200);
    expect(listed.body.lines).toEqual(order.lines);
  });

  it('that is canceled sets them free', async () => {
    const { id } = await aSeatOrder(customer, screening, 'B3 B4');
    await customer.client.post(`/orders/${id}/cancel`).expect(200);

    expect(await takenSeats(shop, screening)).toEqual({});
  });

  it('that was made in time can be paid when the film has begun', async () => {
    const { id } = await aSeatOrder(customer, screening, 'B3 B4');
    await letBeginIn(shop, screening, -1);
    await actOnPage(await checkoutUrl(customer, id), 'paid');

    await orderWith(customer, id, { status: 'paid' });
  });

  it('cannot be paid any more once the film is over', async () => {
    const { id } = await aSeatOrder(customer, screening, 'B3 B4');
    await letBeginIn(shop, screening, -121);
    const { body } = await customer.client.post(`/orders/${id}/checkout`).expect(409);

    expect(body).toMatchObject({ type: '/problems/nothing-to-buy' });
    expect(body.excluded[0]).toMatchObject({ kind: 'seat', reason: 'sale-ended' });
    expect(await takenSeats(shop, screening)).toEqual({});
  });

  it('keeps its price at the checkout, whatever seats cost by then', async () => {
    const { id } = await aSeatOrder(customer, screening, 'B3 B4');
    await raise('20.00');
    await actOnPage(await checkoutUrl(customer, id), 'paid');

    await orderWith(customer, id, { status: 'paid', total_amount: '24.00' });
  });

  it('without anything due is paid at once', async () => {
    screening = await aScreening(shop.app, { basePrice: '0.00' });
    const { id } = await aSeatOrder(customer, screening, 'B3 B4');
    await customer.client.post(`/orders/${id}/checkout`).expect(200);

    await orderWith(customer, id, { status: 'paid' });
    expect(await takenSeats(shop, screening)).toEqual({ B3: 'sold', B4: 'sold' });
  });

  it('whose money comes late gets its seats again, if they are free', async () => {
    const { id } = await aSeatOrder(customer, screening, 'B3 B4');
    const url = await endUnpaid(id);
    expect(await takenSeats(shop, screening)).toEqual({});
    await actOnPage(url, 'paid');

    await orderWith(customer, id, { status: 'paid' });
    expect(await takenSeats(shop, screening)).toEqual({ B3: 'sold', B4: 'sold' });
  });

  it('whose money comes late when a seat is gone gets none, and the money goes back', async () => {
    const { id } = await aSeatOrder(customer, screening, 'B3 B4');
    const url = await endUnpaid(id);
    await aHold(await aCustomer(shop), screening, 'B4');
    await actOnPage(url, 'paid');

    await eventually(async () =>
      expect(
        await shop.app.database.query('SELECT settlement FROM payments WHERE order_id = $1', [id]),
      ).toEqual([{ settlement: 'too-late' }]),
    );
    await orderWith(customer, id, { status: 'canceled' });
    expect(await takenSeats(shop, screening)).toEqual({ B4: 'held' });
  });

  it('whose money comes late when its buyer has deleted the account gets none, and the money goes back', async () => {
    const { id } = await aSeatOrder(customer, screening, 'B3 B4');
    const url = await checkoutUrl(customer, id);
    await customer.client.delete('/accounts/me').send({ password: customer.password }).expect(204);
    await actOnPage(url, 'paid');

    await eventually(async () =>
      expect(
        await shop.app.database.query('SELECT settlement FROM payments WHERE order_id = $1', [id]),
      ).toEqual([{ settlement: 'too-late' }]),
    );
    expect(await takenSeats(shop, screening)).toEqual({});
  });
});

describe('Giving seats back', () => {
  it('line by line returns them to the sale, without their tickets', async () => {
    const { id, lines } = await aPaidSeatOrder(customer, screening, 'B3 B4');
    const { body } = await refund(id, { lines: [lines[0]?.id] }).expect(200);

    expect(body).toMatchObject({ status: 'paid', refund_state: 'partial', refunded_amount: '12.00' });
    expect((body as OrderResponse).lines[0]).not.toHaveProperty('ticket_code');
    expect(await takenSeats(shop, screening)).toEqual({ B4: 'sold' });
    await aHold(await aCustomer(shop), screening, 'B3');
  });

  it('is possible until an hour before the screening begins', async () => {
    const { id } = await aPaidSeatOrder(customer, screening, 'B3 B4');
    await letBeginIn(shop, screening, 59);
    const { body } = await refund(id).expect(409);

    expect(body).toMatchObject({ type: '/problems/refund-refused' });
    expect(body.refused[0].reason).toContain('60 minutes');
    expect(await takenSeats(shop, screening)).toEqual({ B3: 'sold', B4: 'sold' });
    await letBeginIn(shop, screening, 61);
    await refund(id).expect(200);
  });

  it('is not possible for somebody who was let in, but moderators may', async () => {
    const { id } = await aPaidSeatOrder(customer, screening, 'B3 B4');
    await shop.app.database.query(
      `UPDATE tickets SET status = 'used', checked_in_at = now() WHERE seat_id = $1 AND screening_id = $2`,
      [screening.hall.seat('B3'), screening.id],
    );
    const { body } = await refund(id).expect(409);
    expect(body.refused).toEqual([
      expect.objectContaining({ reason: 'somebody was let in with its ticket' }),
    ]);

    await shop.app
      .as('moderator')
      .post(`/admin/orders/${id}/refund`)
      .send({ reason: 'No sound.' })
      .expect(200);
    expect(await takenSeats(shop, screening)).toEqual({});
  });
});
