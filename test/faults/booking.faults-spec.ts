import type { HoldResponse } from '../../src/modules/booking/holds/hold.dto.js';
import { aHold, aSeatOrder, cancelScreening, seatIds, takenSeats } from '../support/booking.js';
import { aCustomer, actOnPage, checkoutUrl, type Customer, orderWith } from '../support/shop.js';
import { aHall, aScreening, type TestScreening } from '../support/theatre.js';
import { aMoment, soon, TEST_MS, times, upTo } from './extent.js';
import { type FaultyShop, letExpire, openFaultyShop, releaseExpired } from './faulty-shop.js';

jest.setTimeout(TEST_MS);

let shop: FaultyShop;
let screening: TestScreening;
beforeAll(async () => {
  shop = await openFaultyShop();
});
beforeEach(async () => {
  screening = await aScreening(shop.app);
});
afterEach(async () => {
  await shop.gateway.heal();
  await shop.auditor.expectSound();
});
afterAll(() => shop.close());

const people = async (count: number): Promise<Customer[]> => {
  const all: Customer[] = [];
  while (all.length < count) all.push(await aCustomer(shop));
  return all;
};
const ask = ({ client }: Customer, body: object) =>
  client.post(`/screenings/${screening.id}/holds`).send(body);
const order = ({ client }: Customer, { id }: HoldResponse) => client.post('/orders').send({ hold_ids: [id] });

describe('Many people who want the seats of one hall', () => {
  const ROWS = times(5, 10);
  const PER_ROW = times(8, 20);
  const BUYERS = times(60, 500);
  const PATIENCE_MS = 2_000;
  const waits: number[] = [];

  /** One to three seats side by side, wherever. */
  const anywhere = (): number[] => {
    const count = 1 + Math.floor(Math.random() * 3);
    const row = String.fromCharCode('A'.charCodeAt(0) + Math.floor(Math.random() * ROWS));
    const first = 1 + Math.floor(Math.random() * (PER_ROW - count + 1));
    return upTo(count).map((index) => screening.hall.seat(`${row}${first + index}`));
  };

  /** Tries until something is had, or the hall is full; after some failures anything will do. */
  const buy = async (buyer: Customer): Promise<void> => {
    for (let attempt = 0; ; attempt += 1) {
      await aMoment(times(400, 12_000));
      const begun = performance.now();
      const answer = await ask(buyer, attempt < 6 ? { seat_ids: anywhere() } : { best_available: 1 });
      waits.push(performance.now() - begun);
      if (answer.status === 201) return pay(buyer, answer.body as HoldResponse);
      expect([answer.status, answer.body]).toEqual([409, expect.anything()]);
      if (answer.body.type === '/problems/sold-out') return;
      expect(['/problems/seat-taken', '/problems/single-seat-left']).toContain(answer.body.type);
    }
  };
  const pay = async (buyer: Customer, hold: HoldResponse): Promise<void> => {
    const { body } = await order(buyer, hold).expect(201);
    await actOnPage(await checkoutUrl(buyer, body.id as number), 'paid');
  };

  it('fill it: every seat is sold once, and nobody waits for long', async () => {
    screening = await aScreening(shop.app, { hall: await aHall(shop.app, { rows: ROWS, perRow: PER_ROW }) });
    const buyers = await people(BUYERS);
    await Promise.all(buyers.map(buy));

    await soon(async () => {
      const taken = Object.values(await takenSeats(shop, screening));
      expect(taken).toEqual(upTo(ROWS * PER_ROW).map(() => 'sold'));
    });
    expect(Math.max(...waits)).toBeLessThan(PATIENCE_MS);
    const tickets = await shop.app.database.query(
      'SELECT count(*)::int AS issued, count(DISTINCT seat_id)::int AS seats FROM tickets WHERE screening_id = $1',
      [screening.id],
    );
    expect(tickets).toEqual([{ issued: ROWS * PER_ROW, seats: ROWS * PER_ROW }]);
  });
});

describe('A hold that runs out', () => {
  it('while it is ordered and somebody else wants the seats, is one of theirs: all of it', async () => {
    const [owner, rival] = (await people(2)) as [Customer, Customer];
    for (let round = 0; round < times(8, 100); round += 1) {
      screening = await aScreening(shop.app);
      const hold = await aHold(owner, screening, 'B3 B4');
      await endIn(hold, 60);
      const ordering = (async () => {
        await aMoment(120);
        return (await order(owner, hold)).status;
      })();
      const wanting = (async () => {
        await aMoment(120);
        return (await ask(rival, { seat_ids: seatIds(screening, 'B3 B4') })).status;
      })();
      const [ordered, wanted] = await Promise.all([ordering, wanting]);

      expect([201, 409]).toContain(ordered);
      expect(wanted).toBe(ordered === 201 ? 409 : wanted);
      const state = ordered === 201 ? 'reserved' : wanted === 201 ? 'held' : undefined;
      if (state !== undefined) expect(await takenSeats(shop, screening)).toEqual({ B3: state, B4: state });
    }
  });

  it('while it is extended, is extended as a whole or gone', async () => {
    const [owner, rival] = (await people(2)) as [Customer, Customer];
    for (let round = 0; round < times(8, 100); round += 1) {
      screening = await aScreening(shop.app);
      const hold = await aHold(owner, screening, 'B3 B4');
      await endIn(hold, 40);
      const extending = (async () => {
        await aMoment(80);
        return (await owner.client.post(`/holds/${hold.id}/extend`)).status;
      })();
      const wanting = (async () => {
        await aMoment(80);
        return (await ask(rival, { seat_ids: seatIds(screening, 'B3') })).status;
      })();
      const [extended, wanted] = await Promise.all([extending, wanting]);

      expect([200, 409]).toContain(extended);
      if (extended === 200) expect(wanted).toBe(409);
      await owner.client.get(`/holds/${hold.id}`).expect(extended === 200 ? 200 : 404);
    }
  });

  /** Puts the end of a hold to a moment from now. */
  const endIn = async ({ id }: HoldResponse, ms: number): Promise<void> => {
    await shop.app.database.query(
      `WITH h AS (UPDATE holds SET expires_at = clock_timestamp() + make_interval(secs => $2::float / 1000) WHERE id = $1
         RETURNING id, expires_at)
       UPDATE seat_allocations a SET expires_at = h.expires_at FROM h WHERE a.hold_id = h.id`,
      [id, ms],
    );
  };
});

describe('An order of seats that expires at the moment at which it is paid', () => {
  it('has its seats or has none, and somebody else who wants them gets the rest', async () => {
    const [owner, rival] = (await people(2)) as [Customer, Customer];
    for (let round = 0; round < times(5, 60); round += 1) {
      screening = await aScreening(shop.app);
      const { id } = await aSeatOrder(owner, screening, 'B3 B4');
      const url = await checkoutUrl(owner, id);
      await letExpire(shop, [id], 0);
      const paying = (async () => {
        await aMoment(60);
        return (await actOnPage(url, 'paid')).status === 303;
      })();
      const wanting = (async () => {
        await aMoment(200);
        return (await ask(rival, { seat_ids: seatIds(screening, 'B3 B4') })).status;
      })();
      const [paid, wanted] = await Promise.all([paying, wanting, releaseExpired(shop)]);

      await orderWith(owner, id, { status: paid ? 'paid' : 'canceled' });
      if (paid) expect(await takenSeats(shop, screening)).toEqual({ B3: 'sold', B4: 'sold' });
      else if (wanted === 201) expect(await takenSeats(shop, screening)).toEqual({ B3: 'held', B4: 'held' });
      else expect(await takenSeats(shop, screening)).toEqual({});
    }
  });

  it('loses them to whoever paid first, where two were released and both are paid late', async () => {
    const [one, other] = (await people(2)) as [Customer, Customer];
    const late = [await released(one, 'B3 B4'), await released(other, 'B3 B4')];
    await Promise.all(late.map(({ url }) => actOnPage(url, 'paid')));
    await shop.auditor.expectSound();

    const states = await shop.app.database.query<{ status: string }>(
      'SELECT status FROM orders WHERE id = ANY ($1::int[]) ORDER BY status',
      [late.map(({ id }) => id)],
    );
    expect(states.map(({ status }) => status)).toEqual(['canceled', 'paid']);
    expect(await takenSeats(shop, screening)).toEqual({ B3: 'sold', B4: 'sold' });
  });

  /** An order that ended unpaid, whose page the gateway did not close. */
  const released = async (buyer: Customer, names: string): Promise<{ id: number; url: string }> => {
    const { id } = await aSeatOrder(buyer, screening, names);
    const url = await checkoutUrl(buyer, id);
    await letExpire(shop, [id], 11);
    await shop.gateway.fail('refused', { path: '/v1/checkout/sessions', times: 100 });
    await releaseExpired(shop);
    await shop.gateway.heal();
    await orderWith(buyer, id, { status: 'canceled' });
    return { id, url };
  };
});

describe('A screening that is canceled while people hold, order and pay', () => {
  it('leaves nobody with a seat, and all money goes back', async () => {
    const buyers = await people(times(10, 60));
    screening = await aScreening(shop.app, { hall: await aHall(shop.app, { rows: 10, perRow: 20 }) });
    const paying = buyers.map(async (buyer) => {
      await aMoment(400);
      const held = await ask(buyer, { best_available: 2 });
      expect([201, 409]).toContain(held.status);
      if (held.status !== 201) return;
      const ordered = await order(buyer, held.body as HoldResponse);
      expect([201, 409]).toContain(ordered.status);
      if (ordered.status !== 201) return;
      const paid = await buyer.client.post(`/orders/${ordered.body.id}/checkout`);
      expect([200, 409]).toContain(paid.status);
      if (paid.status === 200) await actOnPage(paid.body.checkout_url as string, 'paid');
    });
    const canceling = (async () => {
      await aMoment(500);
      await cancelScreening(shop, screening, 'The projector is broken.');
    })();
    await Promise.all([...paying, canceling]);
    await shop.auditor.expectSound();

    expect(await takenSeats(shop, screening)).toEqual({});
    const kept = await shop.app.database.query(
      `SELECT o.id FROM orders o JOIN order_items i ON i.order_id = o.id JOIN order_seats s ON s.order_item_id = i.id
       WHERE s.screening_id = $1 AND (o.status IN ('pending', 'paid'))`,
      [screening.id],
    );
    expect(kept).toEqual([]);
  });
});

describe('A layout that changes while seats are held', () => {
  it('keeps the seats of a hold, or the hold does not come about', async () => {
    const [buyer] = (await people(1)) as [Customer];
    for (let round = 0; round < times(5, 40); round += 1) {
      screening = await aScreening(shop.app);
      const rows = ['A', 'C', 'D'].map((row) => ({
        row,
        seats: upTo(6).map((index) => ({ number: index + 1, category: 'standard' })),
      }));
      const changing = (async () => {
        await aMoment(40);
        return (await shop.app.as('moderator').put(`/halls/${screening.hall.id}/seats`).send({ rows }))
          .status;
      })();
      const holding = (async () => {
        await aMoment(40);
        return (await ask(buyer, { seat_ids: seatIds(screening, 'B3 B4') })).status;
      })();
      const [changed, held] = await Promise.all([changing, holding]);

      expect([`${changed} ${held}`]).toEqual([expect.stringMatching(/^(200 (422|409)|409 201)$/)]);
    }
  });
});
