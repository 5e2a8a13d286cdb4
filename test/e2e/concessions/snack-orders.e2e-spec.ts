import { StockRepository } from '../../../src/modules/concessions/stock/stock.repository.js';
import type { OrderResponse } from '../../../src/modules/orders/reading/order.dto.js';
import { Transaction } from '../../../src/platform/database/index.js';
import { eventually } from '../../support/eventually.js';
import { aSaleBody, aCashier } from '../../support/box-office.js';
import { aConcession, aPreorder, aSnackOrder, payFor, stockOf, wishFor } from '../../support/concessions.js';
import { aHold } from '../../support/booking.js';
import {
  aCustomer,
  actOnPage,
  checkoutUrl,
  type Customer,
  customersOf,
  expectInvariants,
  fillCart,
  openShop,
  type Shop,
} from '../../support/shop.js';
import { aCinema, aHall, aScreening } from '../../support/theatre.js';

/** Something that is waited for. */
function aSignal(): { readonly given: Promise<void>; give(): void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give: () => give() };
}

describe('snacks as order lines', () => {
  let shop: Shop;
  let customer: Customer;
  beforeAll(async () => {
    shop = await openShop();
  });
  beforeEach(async () => {
    customer = await aCustomer(shop);
  });
  afterEach(() => expectInvariants(shop));
  afterAll(() => shop.close());

  const order = (body: object) => customer.client.post('/orders').send(body);

  it('are two hundred pieces in one order at most', async () => {
    const popcorn = await aConcession(shop.app, { stock: 1_000 });
    const concessions = [wishFor(popcorn, 100), wishFor(popcorn, 100), wishFor(popcorn, 1)];
    const { body } = await order({ concessions }).expect(422);

    expect(body).toMatchObject({ errors: [{ field: 'concessions' }] });
    expect(await stockOf(shop.app, popcorn)).toBe(1_000);
  });

  it('whose money comes late are not for who has deleted the account: it goes back', async () => {
    const popcorn = await aConcession(shop.app, { stock: 10 });
    const { id } = await aSnackOrder(customer, popcorn, 3);
    const url = await checkoutUrl(customer, id);
    await customer.client.delete('/accounts/me').send({ password: customer.password }).expect(204);
    await actOnPage(url, 'paid');

    await eventually(async () =>
      expect(
        await shop.app.database.query('SELECT settlement FROM payments WHERE order_id = $1', [id]),
      ).toEqual([{ settlement: 'too-late' }]),
    );
    expect(await stockOf(shop.app, popcorn)).toBe(10);
  });

  it('are ordered, paid, and get a code to pick them up with', async () => {
    const popcorn = await aConcession(shop.app, { name: 'Popcorn', size: 'large', price: '6.50', stock: 10 });

    const open = await aSnackOrder(customer, popcorn, 3);
    expect(open).toMatchObject({ status: 'pending', total_amount: '19.50' });
    expect(open.lines).toMatchObject([
      { kind: 'concession', quantity: 3, price_at_order: '6.50', net: '19.50', item_id: popcorn.id },
    ]);
    expect(open.lines[0]?.title).toMatch(/^Popcorn, large \(Cinema \d+\)$/);
    expect(open.lines[0]?.pickup_code).toBeUndefined();
    expect(await stockOf(shop.app, popcorn)).toBe(7);

    const paid = await payFor(customer, open);
    const code = paid.lines[0]?.pickup_code;
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
    const { body } = await customer.client.get(`/preorders/${code}`).expect(200);
    expect(body).toMatchObject({
      pickup_code: code,
      status: 'placed',
      order_id: open.id,
      cinema: { id: popcorn.cinema_id },
      items: [{ item_id: popcorn.id, name: 'Popcorn', size: 'large', quantity: 3 }],
      ready_at: null,
    });
    expect(await stockOf(shop.app, popcorn)).toBe(7);
  });

  it('come with seats and films in one order, whose snacks wait until after the screening', async () => {
    const screening = await aScreening(shop.app);
    const cinema_id = screening.hall.cinema.id;
    const cola = await aConcession(shop.app, { cinema_id, price: '4.00' });
    const hold = await aHold(customer, screening, 'B3 B4');
    await fillCart(shop, customer, ['9.99']);
    const body = { include_cart: true, hold_ids: [hold.id], concessions: [wishFor(cola, 2)] };
    const paid = await payFor(customer, (await order(body).expect(201)).body as OrderResponse);

    expect(paid.total_amount).toBe('41.99');
    const code = paid.lines.find(({ kind }) => kind === 'concession')?.pickup_code;
    const preorder = await customer.client.get(`/preorders/${code}`).expect(200);
    expect(preorder.body).toMatchObject({
      needed_at: screening.startsAt.toISOString(),
      expires_at: new Date(screening.endsAt.getTime() + 86_400_000).toISOString(),
    });
  });

  it('take the stock of the parts of combos, and give it back when the order is canceled', async () => {
    const popcorn = await aConcession(shop.app, { stock: 9 });
    const { cinema_id } = popcorn;
    const cola = await aConcession(shop.app, { cinema_id, category: 'drink', stock: 9 });
    const combo = await aConcession(shop.app, {
      cinema_id,
      category: 'combo',
      price: '14.00',
      combo_of: [
        { item_id: popcorn.id, quantity: 1 },
        { item_id: cola.id, quantity: 2 },
      ],
    });
    const asked = [wishFor(combo, 2), wishFor(cola, 1)];
    const open = (await order({ concessions: asked }).expect(201)).body as OrderResponse;
    expect([await stockOf(shop.app, popcorn), await stockOf(shop.app, cola)]).toEqual([7, 4]);
    // What a combo is made of may change: what was taken is what comes back.
    await shop.app
      .as('moderator')
      .patch(`/concessions/${combo.id}`)
      .send({ combo_of: [{ item_id: popcorn.id, quantity: 5 }] })
      .expect(200);

    await customer.client.post(`/orders/${open.id}/cancel`).expect(200);
    expect([await stockOf(shop.app, popcorn), await stockOf(shop.app, cola)]).toEqual([9, 9]);
  });

  it('leave out what cannot be had, and say why', async () => {
    const good = await aConcession(shop.app, { stock: 5 });
    const { cinema_id } = good;
    const out = await aConcession(shop.app, { cinema_id, stock: 0 });
    const off = await aConcession(shop.app, { cinema_id, available: false });
    const elsewhere = await aConcession(shop.app);
    const asked = [wishFor(good, 5), wishFor(good, 1), wishFor(out), wishFor(off)];
    const { body } = await order({
      concessions: [...asked.slice(1), { ...wishFor(elsewhere), cinema_id }],
    }).expect(201);
    expect((body as OrderResponse).excluded).toEqual([
      { kind: 'concession', ref: String(out.id), title: out.name, reason: 'sold-out' },
      { kind: 'concession', ref: String(off.id), title: off.name, reason: 'not-for-sale' },
      {
        kind: 'concession',
        ref: String(elsewhere.id),
        title: `Item ${elsewhere.id}`,
        reason: 'unknown-item',
      },
    ]);
    const refused = await order({ concessions: asked.slice(0, 2) }).expect(409);
    expect(refused.body).toMatchObject({ excluded: [{ ref: String(good.id), reason: 'not-enough-left' }] });
    const unsaid = await order({ concessions: [{ item_id: good.id, quantity: 1 }] }).expect(422);
    expect(unsaid.body).toMatchObject({ errors: [{ field: 'concessions[0].cinema_id' }] });
  });

  it('keep what is promised when the price changes, for whoever accepts the new one', async () => {
    const item = await aConcession(shop.app, { price: '5.00', stock: 2 });
    const open = await aSnackOrder(customer, item, 2);
    await shop.app.as('moderator').patch(`/concessions/${item.id}`).send({ price: '6.00' }).expect(200);

    const checkout = (body: object) => customer.client.post(`/orders/${open.id}/checkout`).send(body);
    const asked = await checkout({}).expect(409);
    expect(asked.body).toMatchObject({ type: '/problems/price-changed', total_amount: '12.00' });
    await checkout({ accept_total: '12.00' }).expect(200);
    expect(await stockOf(shop.app, item)).toBe(0);
    await customer.client.post(`/orders/${open.id}/cancel`).expect(200);
    expect(await stockOf(shop.app, item)).toBe(2);
  });

  it('fall out of open orders when a combo is dearer, and made of what is gone', async () => {
    const popcorn = await aConcession(shop.app, { stock: 2 });
    const { cinema_id } = popcorn;
    const nuts = await aConcession(shop.app, { cinema_id, stock: 1 });
    const of = (...parts: { id: number }[]) => ({
      combo_of: parts.map(({ id }) => ({ item_id: id, quantity: 1 })),
    });
    const combo = await aConcession(shop.app, {
      cinema_id,
      category: 'combo',
      price: '8.00',
      ...of(popcorn),
    });
    const open = await aSnackOrder(customer, combo, 2);
    const change = (body: object) =>
      shop.app.as('moderator').patch(`/concessions/${combo.id}`).send(body).expect(200);
    await change({ price: '9.00', ...of(popcorn, nuts) });
    const { body } = await customer.client.post(`/orders/${open.id}/checkout`).expect(409);
    expect(body).toMatchObject({ excluded: [{ reason: 'not-enough-left', ref: String(combo.id) }] });
    expect([await stockOf(shop.app, popcorn), await stockOf(shop.app, nuts)]).toEqual([2, 1]);
  });

  it('fall out of open orders when they are taken off the menu', async () => {
    const item = await aConcession(shop.app, { stock: 2 });
    const open = await aSnackOrder(customer, item);
    await shop.app.as('moderator').delete(`/concessions/${item.id}`).expect(204);
    const { body } = await customer.client.post(`/orders/${open.id}/checkout`).expect(409);
    expect(body).toMatchObject({ excluded: [{ reason: 'unknown-item', ref: String(item.id) }] });
  });

  it('go back to the stock when they are given back, line by line, unless they were picked up', async () => {
    const one = await aConcession(shop.app, { stock: 4 });
    const other = await aConcession(shop.app, { cinema_id: one.cinema_id, stock: 4 });
    const asked = { concessions: [wishFor(one, 2), wishFor(other, 3)] };
    const paid = await payFor(customer, (await order(asked).expect(201)).body as OrderResponse);
    const code = paid.lines[0]?.pickup_code;
    expect(paid.lines[1]?.pickup_code).toBe(code);
    const refund = (lines: (number | undefined)[]) =>
      customer.client.post(`/orders/${paid.id}/refund`).send({ lines });

    await refund([paid.lines[0]?.id]).expect(200);
    expect([await stockOf(shop.app, one), await stockOf(shop.app, other)]).toEqual([4, 1]);
    const left = await customer.client.get(`/preorders/${code}`).expect(200);
    expect(left.body).toMatchObject({ status: 'placed', items: [{ item_id: other.id, quantity: 3 }] });

    await shop.app.as('cashier').post(`/preorders/${code}/collect`).expect(200);
    const refused = await refund([paid.lines[1]?.id]).expect(409);
    expect(refused.body).toMatchObject({ type: '/problems/refund-refused' });
    const by = { lines: [paid.lines[1]?.id], reason: 'It was cold.' };
    await shop.app.as('moderator').post(`/admin/orders/${paid.id}/refund`).send(by).expect(200);
    expect(await stockOf(shop.app, other)).toBe(1);
  });

  it('are refunded as a whole, and then there is nothing to pick up', async () => {
    const item = await aConcession(shop.app, { stock: 4 });
    const { order: paid, code } = await aPreorder(customer, item, 4);
    await customer.client.post(`/orders/${paid.id}/refund`).send({}).expect(200);
    expect(await stockOf(shop.app, item)).toBe(4);
    const refused = await shop.app.as('cashier').post(`/preorders/${code}/collect`).expect(409);
    expect(refused.body).toMatchObject({ type: '/problems/preorder-not-open', status: 'refunded' });
  });

  it('are never sold twice: of fifty who want one of ten, ten get it', async () => {
    const item = await aConcession(shop.app, { stock: 10 });
    const combo = await aConcession(shop.app, {
      cinema_id: item.cinema_id,
      category: 'combo',
      combo_of: [{ item_id: item.id, quantity: 1 }],
    });
    const buyers = await customersOf(shop, 50);
    const answers = await Promise.all(
      buyers.map(({ client }, index) =>
        client.post('/orders').send({ concessions: [wishFor(index % 2 === 0 ? item : combo)] }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 10 }, () => 201),
      ...Array.from({ length: 40 }, () => 409),
    ]);
    expect(await stockOf(shop.app, item)).toBe(0);
  });

  it('are counted right when the stock is corrected while people order and cancel', async () => {
    const item = await aConcession(shop.app, { stock: 50 });
    const buyers = await customersOf(shop, 10);
    const correct = (stock: number | null) =>
      shop.app.as('moderator').patch(`/concessions/${item.id}`).send({ stock }).expect(200);
    const comeAndGo = async (buyer: Customer): Promise<void> => {
      for (let times = 0; times < 4; times += 1) {
        const { id } = await aSnackOrder(buyer, item, 2);
        if (times > 0) await buyer.client.post(`/orders/${id}/cancel`).expect(200);
      }
    };
    const recount = async (): Promise<void> => {
      for (const stock of [null, 60, null, 70, 80, null, 90, null, 60]) await correct(stock);
    };
    await Promise.all([...buyers.map(comeAndGo), recount()]);
    await expectInvariants(shop);
    await correct(5);
    expect(await stockOf(shop.app, item)).toBe(5);
  });

  it('keep a stock from being counted while they come back to it', async () => {
    const item = await aConcession(shop.app);
    const open = await aSnackOrder(customer, item, 2);
    const [reached, waiting] = [aSignal(), aSignal()];
    const cameBack = shop.app.get(Transaction).run(async () => {
      await shop.app.get(StockRepository).giveBack(open.lines.map(({ id }) => id));
      reached.give();
      await waiting.given;
    });
    await reached.given;
    const counted = shop.app
      .as('moderator')
      .patch(`/concessions/${item.id}`)
      .send({ stock: 60 })
      .then(({ status }) => status);
    await eventually(async () =>
      expect(
        await shop.app.database.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        ),
      ).toHaveLength(1),
    );
    waiting.give();
    await cameBack;
    expect(await counted).toBe(200);
    await customer.client.post(`/orders/${open.id}/cancel`).expect(200);
    expect(await stockOf(shop.app, item)).toBe(60);
  });

  describe('at the counter', () => {
    it('are sold alone, and handed over at once', async () => {
      const cashier = await aCashier(shop.app);
      const item = await aConcession(shop.app, { price: '4.50', stock: 3 });
      const body = { concessions: [wishFor(item, 2)], method: 'cash' };
      const sale = await cashier.client.post('/box-office/sales').send(body).expect(201);

      expect(sale.body).toMatchObject({
        order: { status: 'paid', total_amount: '9.00', lines: [{ kind: 'concession' }] },
        tickets: [],
        payment: { amount: '9.00', method: 'cash' },
      });
      const code = (sale.body as { order: OrderResponse }).order.lines[0]?.pickup_code;
      const preorder = await cashier.client.get(`/preorders/${code}`).expect(200);
      expect(preorder.body).toMatchObject({ status: 'collected' });
      expect(await stockOf(shop.app, item)).toBe(1);
      const more = await cashier.client.post('/box-office/sales').send(body).expect(409);
      expect(more.body).toMatchObject({ excluded: [{ reason: 'not-enough-left' }] });
    });

    it('are sold with seats', async () => {
      const cashier = await aCashier(shop.app);
      const screening = await aScreening(shop.app, { basePrice: '10.00' });
      const item = await aConcession(shop.app, { cinema_id: screening.hall.cinema.id, price: '4.50' });
      const body = aSaleBody(screening, ['A1'], { concessions: [wishFor(item)] });
      const sale = await cashier.client.post('/box-office/sales').send(body).expect(201);
      expect(sale.body).toMatchObject({ order: { total_amount: '14.50' }, tickets: [{ status: 'valid' }] });
    });

    it.each([
      ['nothing', {}, 'seat_ids'],
      ['seats of no screening', { seat_ids: [1] }, 'screening_id'],
      [
        'no seats of a screening',
        { screening_id: 1, concessions: [{ item_id: 1, quantity: 1 }] },
        'seat_ids',
      ],
    ])('are not sold as %s', async (_, body, field) => {
      const cashier = await aCashier(shop.app);
      const { body: answer } = await cashier.client
        .post('/box-office/sales')
        .send({ ...body, method: 'cash' })
        .expect(422);
      expect((answer as { errors: { field: string }[] }).errors.map((error) => error.field)).toContain(field);
    });
  });

  it('need no cinema where there is one only', async () => {
    const alone = await openShop();
    const buyer = await aCustomer(alone);
    const { cinema } = await aHall(alone.app, { cinema: await aCinema(alone.app) });
    const item = await aConcession(alone.app, { cinema_id: cinema.id });
    const { body } = await buyer.client
      .post('/orders')
      .send({ concessions: [{ item_id: item.id, quantity: 1 }] })
      .expect(201);
    expect(body).toMatchObject({ lines: [{ item_id: item.id }], excluded: [] });
    await alone.close();
  });
});
