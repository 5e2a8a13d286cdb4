import { createPublicKey, verify } from 'node:crypto';
import { ticketKey } from '../../../src/modules/booking/tickets/ticket-keys.js';
import { writeQr } from '../../../src/modules/booking/tickets/ticket-qr.js';
import type { VerificationKeysResponse } from '../../../src/modules/booking/tickets/verification-key.dto.js';
import { aPaidSeatOrder, letBeginIn } from '../../support/booking.js';
import { aCustomer, type Customer, expectInvariants, openShop, type Shop } from '../../support/shop.js';
import { aCinema, aHall, aScreening, type TestScreening } from '../../support/theatre.js';
import { aTicket, scan, someTickets } from '../../support/tickets.js';

const SEED = (byte: number): string =>
  Buffer.from(Array.from({ length: 32 }, (_, at) => (byte * 31 + at * 7) % 256)).toString('base64');

let shop: Shop;
let customer: Customer;
let screening: TestScreening;
beforeAll(async () => {
  shop = await openShop({ environment: { TICKET_SIGNING_KEYS: `new:${SEED(2)},old:${SEED(1)}` } });
});
beforeEach(async () => {
  customer = await aCustomer(shop);
  screening = await aScreening(shop.app);
});
afterEach(() => expectInvariants(shop));
afterAll(() => shop.close());

describe('Tickets', () => {
  it('come with the payment, one for each seat, and are listed', async () => {
    const order = await aPaidSeatOrder(customer, screening, 'B3 B4');

    const { body } = await customer.client.get('/tickets').expect(200);
    expect(body).toMatchObject({ total_items: 2, page: 1, next_page: null });
    expect(body.items.map((ticket: { seat: object }) => ticket.seat)).toEqual(
      expect.arrayContaining([
        { id: screening.hall.seat('B3'), row: 'B', number: 3, category: 'standard' },
        { id: screening.hall.seat('B4'), row: 'B', number: 4, category: 'standard' },
      ]),
    );
    expect(body.items[0]).toEqual({
      code: expect.stringMatching(/^[A-HJ-NP-Z2-9]{16}$/),
      status: 'valid',
      qr: expect.stringMatching(/^OC1\.new\./),
      screening: expect.objectContaining({
        id: screening.id,
        status: 'scheduled',
        starts_at: screening.startsAt.toISOString(),
        hall: { id: screening.hall.id, name: screening.hall.name, type: 'standard' },
        cinema: expect.objectContaining({ name: screening.hall.cinema.name, time_zone: 'Europe/Berlin' }),
        movie: expect.objectContaining({ uuid: screening.movie.uuid }),
      }),
      seat: expect.anything(),
      price: '12.00',
      currency: 'usd',
      audience: 'adult',
      order_id: order.id,
      seller_id: null,
      checked_in_at: null,
      inside: false,
      transferred_at: null,
      refunded_at: null,
      created_at: order.paid_at,
    });
    expect(order.lines.map(({ ticket_code: code }) => code).toSorted()).toEqual(
      body.items.map(({ code }: { code: string }) => code).toSorted(),
    );
  });

  it('are listed as coming until the screening is over, the next one first, page by page', async () => {
    const hall = await aHall(shop.app);
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    const [far, near, past] = [
      await aScreening(shop.app, { hall, startsAt: at(50) }),
      await aScreening(shop.app, { hall, startsAt: at(5) }),
      await aScreening(shop.app, { startsAt: at(9) }),
    ];
    for (const one of [far, near, past]) await aTicket(customer, one);
    await letBeginIn(shop, past, -121);
    const screenings = async (query: string): Promise<number[]> => {
      const { body } = await customer.client.get(`/tickets${query}`).expect(200);
      return body.items.map((ticket: { screening: { id: number } }) => ticket.screening.id);
    };

    expect(await screenings('?upcoming=true')).toEqual([near.id, far.id]);
    expect(await screenings('?upcoming=false')).toEqual([past.id]);
    expect(await screenings('')).toEqual([far.id, near.id, past.id]);
    expect(await screenings('?sort=starts_at')).toEqual([past.id, near.id, far.id]);
    const first = (await customer.client.get('/tickets?per_page=2&sort=starts_at').expect(200)).body;
    expect(first).toMatchObject({ total_items: 3, total_pages: 2 });
    const second = (await customer.client.get(first.next_page).expect(200)).body;
    expect(second.items.map((ticket: { screening: { id: number } }) => ticket.screening.id)).toEqual([
      far.id,
    ]);
  });

  it('are refunded with their lines, and then neither shown nor listed as coming', async () => {
    const order = await aPaidSeatOrder(customer, screening, 'B3 B4');
    const [given, kept] = order.lines;
    await customer.client
      .post(`/orders/${order.id}/refund`)
      .send({ lines: [given?.id] })
      .expect(200);

    const code = given?.ticket_code ?? '';
    const { body } = await customer.client.get(`/tickets/${code}`).expect(200);
    expect(body).toMatchObject({ status: 'refunded', qr: null, refunded_at: expect.any(String) });
    for (const file of ['/qr.png', '/qr.svg', '.pdf', '.ics']) {
      const { status, body: problem } = await customer.client.get(`/tickets/${code}${file}`);
      expect([file, status, problem.type]).toEqual([file, 409, '/problems/ticket-refunded']);
    }
    const coming = await customer.client.get('/tickets?upcoming=true').expect(200);
    expect(coming.body.items.map((ticket: { code: string }) => ticket.code)).toEqual([kept?.ticket_code]);
    const all = await customer.client.get('/tickets?status=refunded').expect(200);
    expect(all.body.items.map((ticket: { code: string }) => ticket.code)).toEqual([code]);
  });

  it('are seen by their holders and by cashiers, however the code is written, and by nobody else', async () => {
    const { code } = await aTicket(customer, screening);
    const typed = `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`.toLowerCase();
    const stranger = await aCustomer(shop);

    await customer.client.get(`/tickets/${typed}`).expect(200);
    await shop.app.as('cashier').get(`/tickets/${code}`).expect(200);
    for (const file of ['', '/qr.png', '/qr.svg', '.pdf', '.ics']) {
      const { status, body } = await stranger.client.get(`/tickets/${code}${file}`);
      expect([file, status, body.type]).toEqual([file, 404, '/problems/not-found']);
      expect((await shop.app.as().get(`/tickets/${code}${file}`)).status).toBe(401);
    }
    expect((await stranger.client.get('/tickets').expect(200)).body.items).toEqual([]);
  });

  it.each(['1', 'ABCD', 'ABCDEFGHJKLMNPQ0', "ABCD'--", '%00'])('have no code like %j', async (code) => {
    for (const file of ['', '/qr.png', '.pdf', '.ics']) {
      const { status, body } = await customer.client.get(`/tickets/${encodeURIComponent(code)}${file}`);
      expect([file, status, body.errors?.[0]?.field]).toEqual([file, 422, 'code']);
    }
    await customer.client.get('/tickets/ABCDEFGHJKLMNPQR').expect(404);
  });

  it.each(['upcoming=maybe', 'sort=holder', 'status=lost', 'page=0', 'what=1'])(
    'are not listed by %s',
    async (query) => {
      const { status, body } = await customer.client.get(`/tickets?${query}`);
      expect([status, body.errors[0].field]).toEqual([422, query.split('=')[0]]);
    },
  );

  it('are verified without us, with the published keys', async () => {
    const { code, qr, seat } = await aTicket(customer, screening);

    const { body } = await shop.app.as().get('/tickets/verification-key').expect(200);
    const { keys, format } = body as VerificationKeysResponse;
    expect(keys.map(({ kid, alg }) => [kid, alg])).toEqual([
      ['new', 'Ed25519'],
      ['old', 'Ed25519'],
    ]);
    expect(format).toContain('OC1.');
    const [claims, keyId, signature] = [
      qr.slice(0, qr.lastIndexOf('.')),
      qr.split('.')[1],
      qr.slice(qr.lastIndexOf('.') + 1),
    ];
    const until = Math.ceil((screening.endsAt.getTime() + 30 * 60_000) / 1_000);
    expect(claims).toBe(`OC1.new.${code}.${screening.id}.${seat.id}.${until}`);
    const key = keys.find(({ kid }) => kid === keyId);
    const raw = Buffer.from(key?.public_key ?? '', 'base64url');
    expect(raw).toHaveLength(32);
    const forms = [
      createPublicKey(key?.pem ?? ''),
      createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key?.jwk.x ?? '' }, format: 'jwk' }),
      createPublicKey({
        key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]),
        format: 'der',
        type: 'spki',
      }),
    ];
    const good = (said: string, publicKey: (typeof forms)[number]): boolean =>
      verify(null, Buffer.from(said), publicKey, Buffer.from(signature, 'base64url'));
    for (const publicKey of forms) expect(good(claims, publicKey)).toBe(true);
    expect(good(claims.replace(`.${seat.id}.`, `.${seat.id + 1}.`), forms[0] as (typeof forms)[0])).toBe(
      false,
    );
    expect(good(claims, createPublicKey(keys[1]?.pem ?? ''))).toBe(false);
  });

  it('that were signed with a key of before are good as long as it is kept', async () => {
    const { code, qr, seat } = await aTicket(customer, screening);
    await letBeginIn(shop, screening, 20);
    const claims = { code, screeningId: screening.id, seatId: seat.id, expires: Number(qr.split('.')[5]) };
    const signedWith = (id: string, byte: number): string =>
      writeQr(claims, ticketKey(id, Buffer.from(SEED(byte), 'base64')));

    await scan(shop, { qr: signedWith('older', 3) }).expect(409);
    await scan(shop, { qr: signedWith('old', 1) }).expect(200);
  });

  it('lose the name of a holder who deletes their account, and stay in the books', async () => {
    const { code } = await aTicket(customer, screening);
    await customer.client.delete('/accounts/me').send({ password: customer.password }).expect(204);

    const [row] = await shop.app.database.query(
      'SELECT status, holder_id, holder_email FROM tickets WHERE code = $1',
      [code],
    );
    expect(row).toEqual({ status: 'valid', holder_id: null, holder_email: null });
  });

  it('have a page for those who follow the link of a mail, which tells strangers nothing', async () => {
    const { code } = await aTicket(customer, screening);
    const known = await shop.app.as().get(`/app/tickets/${code}`).expect(200);
    const unknown = await shop.app.as().get('/app/tickets/ABCDEFGHJKLMNPQR').expect(200);

    expect(known.headers['content-type']).toContain('text/html');
    expect(known.text).not.toContain(screening.hall.name);
    expect(known.text.length).toBe(unknown.text.length);
  });
});

describe('The bookings of a screening', () => {
  it('are listed row by row for moderators, with their holders', async () => {
    const hall = await aHall(shop.app, { cinema: await aCinema(shop.app) });
    const shown = await aScreening(shop.app, { hall });
    const other = await aCustomer(shop);
    const [late] = await someTickets(customer, shown, 'C3');
    const [early] = await someTickets(other, shown, 'A3');
    await aTicket(customer, screening);

    const { body } = await shop.app.as('moderator').get(`/screenings/${shown.id}/tickets`).expect(200);
    expect(body.total_items).toBe(2);
    expect(body.items).toMatchObject([
      { code: early?.code, seat: { row: 'A', number: 3 }, holder: { id: other.id, email: other.email } },
      {
        code: late?.code,
        seat: { row: 'C', number: 3 },
        holder: { id: customer.id, email: customer.email },
        order_id: late?.order_id,
        price: '12.00',
        status: 'valid',
        seller_id: null,
        inside: false,
      },
    ]);
    const used = await shop.app
      .as('moderator')
      .get(`/screenings/${shown.id}/tickets?status=used`)
      .expect(200);
    expect(used.body.items).toEqual([]);
    const paged = await shop.app
      .as('moderator')
      .get(`/screenings/${shown.id}/tickets?per_page=1`)
      .expect(200);
    const next = await shop.app.as('moderator').get(paged.body.next_page).expect(200);
    expect(next.body.items).toMatchObject([{ code: late?.code }]);
  });

  it('are nobody else’s business, and those of no screening are not found', async () => {
    await shop.app.as('cashier').get(`/screenings/${screening.id}/tickets`).expect(403);
    await shop.app.as('moderator').get('/screenings/999999/tickets').expect(404);
    await shop.app.as('moderator').get('/screenings/x/tickets').expect(422);
  });
});
