import { randomUUID } from 'node:crypto';
import type { CheckInBatchResponse } from '../../../src/modules/booking/check-in/check-in.dto.js';
import { letBeginIn } from '../../support/booking.js';
import { aCustomer, type Customer, expectInvariants, openShop, type Shop } from '../../support/shop.js';
import { aScreening, type TestScreening } from '../../support/theatre.js';
import { aTicket, scan, someTickets } from '../../support/tickets.js';

const MINUTE = 60_000;

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

const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE).toISOString();
const offline = (qr: string | null | undefined, scannedAt: string, more: object = {}) => ({
  qr,
  scanned_at: scannedAt,
  nonce: randomUUID(),
  device: 'door-7',
  ...more,
});
const upload = async (...scans: object[]): Promise<CheckInBatchResponse> =>
  (await shop.app.as('cashier').post('/tickets/check-in/batch').send({ scans }).expect(200)).body;
/** A ticket of a screening whose door was opened 55 minutes ago. */
const aTicketAtTheDoor = async () => {
  const ticket = await aTicket(customer, screening);
  await letBeginIn(shop, screening, 5);
  return ticket;
};

describe('Offline scans', () => {
  it('are recorded as of when they were made, each with a result of its own', async () => {
    const [one, two] = await someTickets(customer, screening, 'B3 B4');
    await letBeginIn(shop, screening, 5);
    const [early, late] = [ago(20), ago(10)];
    const forged = offline(`${one?.qr?.slice(0, -4) ?? ''}AAAA`, early);

    const sent = [
      offline(two?.qr, late),
      forged,
      offline(one?.qr, early),
      { ...offline(null, early), code: 'x' },
    ];
    const { accepted, refused, results } = await upload(...sent);

    expect([accepted, refused]).toEqual([2, 2]);
    expect(results).toMatchObject([
      { index: 0, accepted: true, result: 'checked-in', code: two?.code, problem: null, supersedes: [] },
      {
        index: 1,
        accepted: false,
        result: null,
        code: null,
        problem: { type: '/problems/ticket-forged', status: 409 },
      },
      { index: 2, accepted: true, nonce: sent[2]?.nonce, code: one?.code },
      { index: 3, accepted: false, problem: { status: 422, errors: [{ field: 'code' }] } },
    ]);
    const { body } = await customer.client.get(`/tickets/${one?.code ?? ''}`).expect(200);
    expect(body).toMatchObject({ status: 'used', checked_in_at: early, inside: true });
  });

  it('of one ticket: the earliest counts, the others say when and where that was', async () => {
    const { qr } = await aTicketAtTheDoor();
    const [first, second] = [ago(30), ago(25)];

    const { results } = await upload(offline(qr, second, { device: 'door-8' }), offline(qr, first));

    expect(results).toMatchObject([
      {
        accepted: false,
        problem: {
          type: '/problems/ticket-used',
          checked_in_at: first,
          checked_in_by: { id: 2 },
          device: 'door-7',
        },
      },
      { accepted: true, result: 'checked-in' },
    ]);
  });

  it('that were made earlier than one that is known take its place, and say so', async () => {
    const { code, qr } = await aTicketAtTheDoor();
    const { body: online } = await scan(shop, { qr, device: 'door-1' }).expect(200);
    const earlier = ago(15);

    const { results } = await upload(offline(qr, earlier));

    expect(results).toMatchObject([
      { accepted: true, supersedes: [{ scanned_at: online.scanned_at, by: 2, device: 'door-1' }] },
    ]);
    const { body } = await customer.client.get(`/tickets/${code}`).expect(200);
    expect(body).toMatchObject({ status: 'used', checked_in_at: earlier, inside: true });
    expect((await scan(shop, { qr }).expect(409)).body).toMatchObject({
      checked_in_at: earlier,
      device: 'door-7',
    });
  });

  it('that come after one that is known are refused', async () => {
    const { qr } = await aTicketAtTheDoor();
    const first = ago(15);
    await upload(offline(qr, first));

    const { results } = await upload(offline(qr, ago(3), { device: 'door-9' }));

    expect(results).toMatchObject([{ accepted: false, problem: { checked_in_at: first, device: 'door-7' } }]);
  });

  it('tell who left and came back, in whatever order they are sent', async () => {
    const { qr, code } = await aTicketAtTheDoor();

    const { results } = await upload(
      offline(qr, ago(10)),
      offline(qr, ago(20), { direction: 'out' }),
      offline(qr, ago(30)),
      offline(qr, ago(5), { direction: 'out' }),
    );

    expect(results.map(({ result }) => result)).toEqual(['re-entered', 'left', 'checked-in', 'left']);
    const { body } = await customer.client.get(`/tickets/${code}`).expect(200);
    expect(body).toMatchObject({ status: 'used', inside: false });
  });

  it('that are uploaded again change nothing', async () => {
    const [one, two] = await someTickets(customer, screening, 'B3 B4');
    await letBeginIn(shop, screening, 5);
    const scans = [offline(one?.qr, ago(20)), offline(two?.qr, ago(19)), offline(one?.qr, ago(18))];
    const first = await upload(...scans);

    expect(await upload(...scans)).toEqual(first);
    expect(await upload(...scans.toReversed())).toMatchObject({ accepted: 2, refused: 1 });
    const { body } = await shop.app.as('cashier').get(`/screenings/${screening.id}/admissions`).expect(200);
    expect(body).toMatchObject({ sold: 2, checked_in: 2, inside: 2, expected: 0 });
  });

  it('of the future, or older than a week, are refused; a clock may be a little ahead', async () => {
    const [one, two] = await someTickets(customer, screening, 'B3 B4');
    await letBeginIn(shop, screening, 5);

    const { results } = await upload(
      offline(one?.qr, ago(-5)),
      offline(one?.qr, ago(7 * 24 * 60 + 1)),
      offline(two?.qr, ago(-0.5)),
    );

    expect(results).toMatchObject([
      { accepted: false, problem: { type: '/problems/scan-out-of-time', status: 409 } },
      { accepted: false, problem: { type: '/problems/scan-out-of-time', status: 409 } },
      { accepted: true },
    ]);
  });

  it('go by the hour at which they were made, not by that of the upload', async () => {
    const { qr } = await aTicketAtTheDoor();

    const { results: early } = await upload(offline(qr, ago(90)));
    expect(early).toMatchObject([{ problem: { type: '/problems/check-in-too-early' } }]);
    await letBeginIn(shop, screening, -300);
    const { results } = await upload(offline(qr, ago(310)));
    expect(results).toMatchObject([{ accepted: true, result: 'checked-in' }]);
  });

  it('of many devices that upload at once let each ticket in once', async () => {
    const tickets = await someTickets(customer, screening, 'B1 B2 B3 B4 B5 B6');
    await letBeginIn(shop, screening, 5);
    const batches = [1, 2, 3, 4].map((device) =>
      tickets.map(({ qr }, index) => offline(qr, ago(10 + device + index), { device: `door-${device}` })),
    );

    const answers = await Promise.all(batches.map((scans) => upload(...scans)));

    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBeGreaterThanOrEqual(6);
    const rows = await shop.app.database.query<{ device: string; accepted: number }>(
      `SELECT c.device, count(*)::int AS accepted FROM check_ins c JOIN tickets t ON t.id = c.ticket_id
       WHERE t.screening_id = $1 AND c.accepted GROUP BY c.device`,
      [screening.id],
    );
    // The fourth device scanned each a minute before the third.
    expect(rows).toEqual([{ device: 'door-4', accepted: 6 }]);
  });

  it.each([
    ['scans', { scans: [] }],
    ['scans', { scans: 'all' }],
    ['scans', {}],
    ['scans[0].scanned_at', { scans: [{ qr: 'x', nonce: 'n' }] }],
    ['scans[0].scanned_at', { scans: [{ qr: 'x', nonce: 'n', scanned_at: '2026-11-21T17:12:40' }] }],
    ['scans[0].scanned_at', { scans: [{ qr: 'x', nonce: 'n', scanned_at: '2026-13-45T17:12:40Z' }] }],
    [
      'scans[1].nonce',
      {
        scans: [
          { qr: 'x', nonce: 'n', scanned_at: ago(1) },
          { qr: 'x', scanned_at: ago(1) },
        ],
      },
    ],
    ['scans', { scans: Array.from({ length: 501 }, () => ({ qr: 'x', nonce: 'n', scanned_at: ago(1) })) }],
  ])('with wrong %s are refused as a whole', async (field, body) => {
    const answer = await shop.app.as('cashier').post('/tickets/check-in/batch').send(body);
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, field]);
  });

  it('come five hundred at a time', async () => {
    const { qr } = await aTicketAtTheDoor();
    const scans = Array.from({ length: 500 }, (_, index) => offline(qr, ago(40 - index / 20)));

    expect(await upload(...scans)).toMatchObject({ accepted: 1, refused: 499 });
  });
});
