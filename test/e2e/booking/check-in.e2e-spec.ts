import { randomUUID } from 'node:crypto';
import { ticketKey } from '../../../src/modules/booking/tickets/ticket-keys.js';
import { writeQr } from '../../../src/modules/booking/tickets/ticket-qr.js';
import { Invariants } from '../../../src/platform/invariants/index.js';
import { aPaidSeatOrder, cancelScreening, letBeginIn } from '../../support/booking.js';
import { aPerson, signIn, withToken } from '../../support/people.js';
import { aCustomer, type Customer, expectInvariants, openShop, type Shop } from '../../support/shop.js';
import { aScreening, type TestScreening } from '../../support/theatre.js';
import { aTicket, scan, someTickets } from '../../support/tickets.js';

let shop: Shop;
let customer: Customer;
let screening: TestScreening;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(async () => {
  customer = await aCustomer(shop);
  screening = await aScreening(shop.app);
});
afterEach(() => expectInvariants(shop));
afterAll(() => shop.close());

/** A ticket of a screening whose door is open. */
const aTicketAtTheDoor = async () => {
  const ticket = await aTicket(customer, screening);
  await letBeginIn(shop, screening, 20);
  return ticket;
};
const admissions = async () =>
  (await shop.app.as('cashier').get(`/screenings/${screening.id}/admissions`).expect(200)).body as object;

describe('At the door', () => {
  it('a ticket lets somebody in, and says for which seat', async () => {
    const { code, qr } = await aTicketAtTheDoor();
    const before = Date.now();

    const { body } = await scan(shop, { qr, screening_id: screening.id }).expect(200);

    expect(body).toEqual({
      result: 'checked-in',
      scanned_at: expect.any(String),
      ticket: expect.objectContaining({ code, status: 'used', inside: true, checked_in_at: body.scanned_at }),
      screening: expect.objectContaining({ id: screening.id }),
      seat: { id: screening.hall.seat('B3'), row: 'B', number: 3, category: 'standard' },
      admissions: {
        screening_id: screening.id,
        capacity: 24,
        sold: 1,
        checked_in: 1,
        inside: 1,
        left: 0,
        expected: 0,
      },
    });
    expect(Date.parse(body.scanned_at)).toBeGreaterThanOrEqual(before);
    const { body: shown } = await customer.client.get(`/tickets/${code}`).expect(200);
    expect(shown).toMatchObject({ status: 'used', checked_in_at: body.scanned_at });
  });

  it('the code on paper will do, however it is typed', async () => {
    const { code } = await aTicketAtTheDoor();

    const { body } = await scan(shop, { code: code.toLowerCase().replace(/(.{4})(?=.)/g, '$1-') }).expect(
      200,
    );
    expect(body.ticket.code).toBe(code);
  });

  it('a second scan is refused with when, by whom and where the first was made', async () => {
    const { qr } = await aTicketAtTheDoor();
    const { body: first } = await scan(shop, { qr, device: 'door-1' }).expect(200);

    const { status, body } = await scan(shop, { qr, device: 'door-2' });

    expect([status, body]).toEqual([
      409,
      expect.objectContaining({
        type: '/problems/ticket-used',
        checked_in_at: first.scanned_at,
        checked_in_by: { id: 2, display_name: 'Viewer 2' },
        device: 'door-1',
      }),
    ]);
    expect(await admissions()).toMatchObject({ sold: 1, checked_in: 1, inside: 1 });
  });

  it('a scanner that heard nothing gets the same answer to the same scan, and no other does', async () => {
    const { qr } = await aTicketAtTheDoor();
    const nonce = randomUUID();
    const { body: first } = await scan(shop, { qr, nonce, device: 'door-1' }).expect(200);

    const { body: again } = await scan(shop, { qr, nonce, device: 'door-1' }).expect(200);
    expect(again).toEqual(first);
    await scan(shop, { qr, nonce, device: 'door-2' }).expect(409);
    await scan(shop, { qr, nonce: randomUUID(), device: 'door-1' }).expect(409);
    const refused = { qr, nonce: randomUUID(), device: 'door-3' };
    const { body: once } = await scan(shop, refused).expect(409);
    await scan(shop, { qr, direction: 'out' }).expect(200);
    const { body: twice } = await scan(shop, refused).expect(409);
    expect({ ...twice, request_id: null }).toEqual({ ...once, request_id: null });
    const rows = await shop.app.database.query(
      `SELECT 1 FROM check_ins c JOIN tickets t ON t.id = c.ticket_id WHERE t.screening_id = $1`,
      [screening.id],
    );
    expect(rows).toHaveLength(5);
  });

  it('a nonce belongs to the person where the device has no name', async () => {
    const { qr } = await aTicketAtTheDoor();
    const other = await aPerson(shop.app, 'cashier');
    const { access_token } = await signIn(shop.app, other);
    await scan(shop, { qr, nonce: 'n-1' }).expect(200);

    await scan(shop, { qr, nonce: 'n-1' }).expect(200);
    await withToken(shop.app, access_token).post('/tickets/check-in').send({ qr, nonce: 'n-1' }).expect(409);
  });

  it('of many scanners that scan one ticket at once exactly one lets somebody in', async () => {
    const { qr } = await aTicketAtTheDoor();

    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, door) =>
        scan(shop, { qr, device: `door-${door}`, nonce: randomUUID() }),
      ),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(11).fill(409)]);
    expect(await admissions()).toMatchObject({ checked_in: 1, inside: 1 });
  });

  it('who leaves can come back, once each time', async () => {
    const { qr, code } = await aTicketAtTheDoor();
    await scan(shop, { qr, direction: 'out' })
      .expect(409)
      .expect(({ body }) => expect(body.type).toBe('/problems/ticket-not-inside'));
    await scan(shop, { qr }).expect(200);

    const { body: left } = await scan(shop, { qr, direction: 'out' }).expect(200);
    expect(left).toMatchObject({
      result: 'left',
      ticket: { inside: false, status: 'used' },
      admissions: { left: 1 },
    });
    await scan(shop, { qr, direction: 'out' }).expect(409);
    const { body: back } = await scan(shop, { qr, direction: 'in' }).expect(200);
    expect(back).toMatchObject({ result: 're-entered', admissions: { checked_in: 1, inside: 1, left: 0 } });
    await scan(shop, { qr }).expect(409);
    const { body } = await customer.client.get(`/tickets/${code}`).expect(200);
    expect(body.checked_in_at < back.scanned_at).toBe(true);
  });

  it('is opened an hour before the screening, and closed half an hour after it', async () => {
    const { qr, code } = await aTicket(customer, screening);
    const problems: unknown[] = [];
    for (const minutes of [180, -120 - 31]) {
      await letBeginIn(shop, screening, minutes);
      const { status, body } = await scan(shop, { qr });
      problems.push([status, body.type, body.opens_at ?? body.closed_at]);
    }

    expect(problems).toEqual([
      [409, '/problems/check-in-too-early', expect.any(String)],
      [409, '/problems/check-in-over', expect.any(String)],
    ]);
    await letBeginIn(shop, screening, 59);
    await scan(shop, { code }).expect(200);
    await letBeginIn(shop, screening, -120 - 29);
    await scan(shop, { code, direction: 'out' }).expect(200);
    await scan(shop, { code }).expect(200);
  });

  it('a ticket for another screening is refused, and says for which it is', async () => {
    const { qr } = await aTicketAtTheDoor();
    const other = await aScreening(shop.app);

    const { status, body } = await scan(shop, { qr, screening_id: other.id });

    expect([status, body]).toEqual([
      409,
      expect.objectContaining({
        type: '/problems/wrong-screening',
        screening: expect.objectContaining({ id: screening.id }),
      }),
    ]);
    await scan(shop, { qr, screening_id: screening.id }).expect(200);
  });

  it('a ticket that was given back is refused', async () => {
    const order = await aPaidSeatOrder(customer, screening, 'B3');
    const code = order.lines[0]?.ticket_code ?? '';
    await customer.client.post(`/orders/${order.id}/refund`).expect(200);
    await letBeginIn(shop, screening, 20);

    const { status, body } = await scan(shop, { code });
    expect([status, body.type, typeof body.refunded_at]).toEqual([
      409,
      '/problems/ticket-refunded',
      'string',
    ]);
  });

  it('nobody is let into a screening that was canceled', async () => {
    const { qr } = await aTicketAtTheDoor();
    await cancelScreening(shop, screening, 'The projector is broken');

    const { status, body } = await scan(shop, { qr });
    expect([status, body.type]).toEqual([409, '/problems/ticket-refunded']);
  });

  it('a forged QR is refused, whatever was changed in it', async () => {
    const { qr, code, seat } = await aTicketAtTheDoor();
    const [version, kid, , screeningId, seatId, until, signature] = qr.split('.');
    const parts = (...changed: unknown[]): string => changed.join('.');
    const claims = { code, screeningId: screening.id, seatId: seat.id, expires: Number(until) };
    const ownKey = writeQr(claims, ticketKey(kid ?? '', Buffer.alloc(32, 7)));
    const forged = [
      parts(version, kid, code, screeningId, Number(seatId) + 1, until, signature),
      parts(version, kid, code, screeningId, seatId, Number(until) + 9_999, signature),
      parts(version, 'other', code, screeningId, seatId, until, signature),
      parts(version, kid, code, screeningId, seatId, until, 'A'.repeat(86)),
      qr.slice(0, -1),
      ownKey,
      'https://evil.example',
      "'; DROP TABLE tickets; --",
      '🎬',
    ];

    for (const text of forged) {
      const { status, body } = await scan(shop, { qr: text });
      expect([text, status, body.type]).toEqual([text, 409, '/problems/ticket-forged']);
    }
    await scan(shop, { qr }).expect(200);
  });

  it.each([
    ['qr', {}],
    ['qr', { qr: '' }],
    ['qr', { qr: 7 }],
    ['qr', { qr: 'x'.repeat(501) }],
    ['qr', { qr: 'OC1', code: 'ABCDEFGHJKLMNPQR' }],
    ['code', { code: 'ABC' }],
    ['code', { code: ['ABCDEFGHJKLMNPQR'] }],
    ['screening_id', { code: 'ABCDEFGHJKLMNPQR', screening_id: '1' }],
    ['nonce', { code: 'ABCDEFGHJKLMNPQR', nonce: 'two words' }],
    ['nonce', { code: 'ABCDEFGHJKLMNPQR', nonce: '' }],
    ['device', { code: 'ABCDEFGHJKLMNPQR', device: 'x'.repeat(61) }],
    ['device', { code: 'ABCDEFGHJKLMNPQR', device: 'two\nlines' }],
    ['direction', { code: 'ABCDEFGHJKLMNPQR', direction: 'up' }],
    ['seat', { code: 'ABCDEFGHJKLMNPQR', seat: 1 }],
  ])('a wrong %s is named (%j)', async (field, body) => {
    const answer = await scan(shop, body);
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, field]);
  });

  it('an unknown code is not found, and customers scan nothing', async () => {
    const { qr } = await aTicketAtTheDoor();

    await scan(shop, { code: 'ABCDEFGHJKLMNPQR' }).expect(404);
    await customer.client.post('/tickets/check-in').send({ qr }).expect(403);
    await customer.client.post('/tickets/check-in/batch').send({ scans: [] }).expect(403);
    await customer.client.get(`/screenings/${screening.id}/admissions`).expect(403);
    await shop.app.as('cashier').get('/screenings/999999/admissions').expect(404);
  });

  it('the books would show somebody who was let in twice', async () => {
    const { qr, code } = await aTicketAtTheDoor();
    await scan(shop, { qr }).expect(200);
    await shop.app.database.query(
      `INSERT INTO check_ins (ticket_id, direction, accepted, scanner, scanned_at, recorded_at, answer)
       SELECT id, 'in', true, 'nobody', now(), now(), '{}' FROM tickets WHERE code = $1`,
      [code],
    );
    const broken = async (): Promise<string[]> =>
      (await shop.app.get(Invariants).check()).filter((one) => one.broken.length > 0).map(({ name }) => name);

    expect(await broken()).toEqual(['nobody is let in twice with a ticket before they left']);
    await shop.app.database.query(`DELETE FROM check_ins WHERE scanner = 'nobody'`);
    await shop.app.database.query('UPDATE tickets SET is_inside = false WHERE code = $1', [code]);
    expect(await broken()).toEqual(['a ticket says what its scans at the door add up to']);
    await shop.app.database.query('UPDATE tickets SET is_inside = true WHERE code = $1', [code]);
  });

  it('a ticket is either used or given back, whoever is faster', async () => {
    for (let round = 0; round < 5; round += 1) {
      const shown = await aScreening(shop.app);
      const [ticket] = await someTickets(customer, shown, 'B3');
      await letBeginIn(shop, shown, 30);

      const [scanned, refunded] = await Promise.all([
        scan(shop, { code: ticket?.code }),
        shop.app
          .as('moderator')
          .post(`/admin/orders/${ticket?.order_id ?? 0}/refund`)
          .send({ reason: 'The seat is broken' }),
      ]);

      expect(refunded.status).toBe(200);
      expect([200, 409]).toContain(scanned.status);
      if (scanned.status === 409) expect(scanned.body.type).toBe('/problems/ticket-refunded');
      await expectInvariants(shop);
    }
  });
});
