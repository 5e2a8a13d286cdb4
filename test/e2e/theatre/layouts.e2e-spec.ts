import type { LayoutResponse } from '../../../src/modules/theatre/halls/layout/layout.dto.js';
import { eventually } from '../../support/eventually.js';
import { next } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aHall, aScreening, type TestHall, type TestScreening } from '../../support/theatre.js';

describe('the seats of a hall', () => {
  let app: TestApp;
  let hall: TestHall;
  beforeAll(async () => {
    app = await createTestApp();
  });
  beforeEach(async () => {
    hall = await aHall(app, { rows: 2, perRow: 3 });
  });
  afterAll(() => app.close());

  const put = (body: object) => app.as('moderator').put(`/halls/${hall.id}/seats`).send(body);
  const read = async (): Promise<LayoutResponse> =>
    (await app.as().get(`/halls/${hall.id}/seats`).expect(200)).body as LayoutResponse;
  const idsIn = (layout: LayoutResponse): Record<string, number> =>
    Object.fromEntries(
      layout.rows.flatMap(({ row, seats }) => seats.map(({ id, number }) => [`${row}${number}`, id])),
    );
  const take = (screening: TestScreening, name: string, until = 'infinity') =>
    app.database.query(
      `INSERT INTO seat_allocations (screening_id, seat_id, hall_id, status, price, audience, expires_at)
       VALUES ($1, $2, $3, 'held', 12, 'adult', $4)`,
      [screening.id, hall.seat(name), hall.id, until],
    );

  it('are given as a whole and come back as they were given, with ids', async () => {
    const rows = [
      {
        row: 'A',
        aisle_before: 0,
        seats: [
          { number: 1, category: 'standard', accessible: true, companion: false, gap_before: 0 },
          { number: 2, category: 'standard', accessible: false, companion: true, gap_before: 2 },
        ],
      },
      {
        row: 'C',
        aisle_before: 1,
        seats: [{ number: 12, category: 'premium', accessible: false, companion: false, gap_before: 0 }],
      },
    ];
    const { body } = await put({ rows }).expect(200);

    const layout = body as LayoutResponse;
    expect(layout).toEqual({
      hall_id: hall.id,
      capacity: 3,
      rows: rows.map((row) => ({
        ...row,
        seats: row.seats.map((seat) => ({ ...seat, id: expect.any(Number) as number })),
      })),
    });
    expect(await read()).toEqual(layout);
    expect((await app.as().get(`/halls/${hall.id}`)).body.capacity).toBe(3);
  });

  it('can be drawn in a few lines of text', async () => {
    const { body } = await put({ text: 'A-B: ss_s\n\nC: s*s+pl' }).expect(200);

    expect(body).toMatchObject({
      capacity: 10,
      rows: [
        { row: 'A', aisle_before: 0, seats: [{ number: 1 }, { number: 2 }, { number: 3, gap_before: 1 }] },
        { row: 'B', aisle_before: 0 },
        {
          row: 'C',
          aisle_before: 1,
          seats: [
            { accessible: true },
            { companion: true },
            { category: 'premium' },
            { category: 'loveseat' },
          ],
        },
      ],
    });
  });

  it('take true and false for a gap of one or none', async () => {
    const seats = [
      { number: 1, gap_before: false },
      { number: 2, gap_before: true },
    ];
    const { body } = await put({ rows: [{ row: 'A', seats }] }).expect(200);

    expect((body as LayoutResponse).rows[0]?.seats.map((seat) => seat.gap_before)).toEqual([0, 1]);
  });

  it('keep their ids by row and number, also when they come back', async () => {
    const before = idsIn(await read());
    const moved = idsIn((await put({ text: 'B: pp\nA: _ss' }).expect(200)).body as LayoutResponse);
    const back = idsIn((await put({ text: 'A-B: sss' }).expect(200)).body as LayoutResponse);

    expect(moved).toEqual({ A1: before['A1'], A2: before['A2'], B1: before['B1'], B2: before['B2'] });
    expect(back).toEqual(before);
  });

  it('stay and keep their category while they are held or sold for a coming screening', async () => {
    const screening = await aScreening(app, { hall });
    await take(screening, 'B2');
    await take(screening, 'B3', '2001-01-01T00:00:00Z');

    const removed = await put({ text: 'A: sss\nB: s' }).expect(409);
    const recategorized = await put({ text: 'A: sss\nB: spp' }).expect(409);

    const seats = [{ id: hall.seat('B2'), row: 'B', number: 2 }];
    expect(removed.body).toMatchObject({ type: '/problems/seats-in-use', seats });
    expect(removed.body.detail).toBe('Seat B2 is held or sold for coming screenings.');
    expect(recategorized.body).toMatchObject({ seats });
    expect(idsIn(await read())).toMatchObject({ A1: hall.seat('A1'), B3: hall.seat('B3') });
    await put({ text: 'A: ppp\n\nB: p__s' }).expect(200);
  });

  it('go when the screening that they were taken for is over, or was canceled', async () => {
    const screening = await aScreening(app, { hall });
    await take(screening, 'B2');
    await app.database.query(
      `UPDATE screenings SET status = 'canceled', canceled_at = now(), cancel_reason = 'x' WHERE id = $1`,
      [screening.id],
    );
    await put({ text: 'A: sss' }).expect(200);
  });

  it('take what was noted of them along when they go', async () => {
    const screening = await aScreening(app, { hall });
    await take(screening, 'B3', '2001-01-01T00:00:00Z');
    await app.database.query(
      `INSERT INTO seat_allocations (screening_id, seat_id, hall_id, status, reason) VALUES ($1, $2, $3, 'blocked', 'x')`,
      [screening.id, hall.seat('B1'), hall.id],
    );

    await put({ text: 'A: sss' }).expect(200);

    expect(
      await app.database.query('SELECT * FROM seat_allocations WHERE screening_id = $1', [screening.id]),
    ).toEqual([]);
  });

  it('wait for whoever is just taking one, and then stay', async () => {
    const screening = await aScreening(app, { hall });
    await app.database.query('BEGIN');
    await app.database.query('SELECT id FROM screenings WHERE id = $1 FOR KEY SHARE', [screening.id]);
    await take(screening, 'B2');
    const change = put({ text: 'A: sss' }).then((answer) => answer);
    await eventually(async () =>
      expect(
        await app.database.query(
          'SELECT 1 FROM pg_locks WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))',
        ),
      ).not.toEqual([]),
    );
    await app.database.query('COMMIT');

    expect((await change).status).toBe(409);
    expect(Object.keys(idsIn(await read()))).toContain('B2');
  });

  it('keep editors from overwriting each other', async () => {
    const etag = (await app.as().get(`/halls/${hall.id}/seats`)).headers['etag'] as string;
    await put({ text: 'A: s' }).set('if-match', etag).expect(200);

    expect((await put({ text: 'A: ss' }).set('if-match', etag).expect(412)).body.type).toBe(
      '/problems/stale',
    );
    await app.as().get(`/halls/${hall.id}/seats`).set('if-none-match', etag).expect(200);
  });

  it('are what one of those who draw at once has drawn', async () => {
    const texts = ['A: s', 'A: ss\nC: s', 'B: sss\nA: ss', 'D-F: ss'];
    const answers = await Promise.all(texts.map((text) => put({ text })));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const names = Object.keys(idsIn(await read())).join(' ');
    expect(['A1', 'A1 A2 C1', 'B1 B2 B3 A1 A2', 'D1 D2 E1 E2 F1 F2']).toContain(names);
  });

  it('do not change their version when nothing changes', async () => {
    const { headers } = await put({ text: 'A: ss' }).expect(200);
    const again = await put({ text: 'A: s s' }).expect(200);

    expect(again.headers['etag']).toBe(headers['etag']);
  });

  const seat = { number: 1, category: 'standard' };
  it.each([
    ['rows', {}],
    ['rows', { rows: [], text: undefined }],
    ['rows', { rows: [{ row: 'A', seats: [seat] }], text: 'A: s' }],
    ['rows[0].seats', { rows: [{ row: 'A', seats: [] }] }],
    ['rows[0]', { rows: [[]] }],
    ['rows[0].seats[0]', { rows: [{ row: 'A', seats: [[seat]] }] }],
    ['rows[0].row', { rows: [{ row: 'a1', seats: [seat] }] }],
    [
      'rows[1].row',
      {
        rows: [
          { row: 'A', seats: [seat] },
          { row: 'A', seats: [seat] },
        ],
      },
    ],
    ['rows[0].seats[1].number', { rows: [{ row: 'A', seats: [seat, seat] }] }],
    ['rows[0].seats[0].number', { rows: [{ row: 'A', seats: [{ ...seat, number: 0 }] }] }],
    ['rows[0].seats[0].category', { rows: [{ row: 'A', seats: [{ ...seat, category: 'throne' }] }] }],
    ['rows[0].seats[0].accessible', { rows: [{ row: 'A', seats: [{ ...seat, accessible: 'yes' }] }] }],
    ['rows[0].seats[0].gap_before', { rows: [{ row: 'A', seats: [{ ...seat, gap_before: 21 }] }] }],
    ['rows[0].seats[0].price', { rows: [{ row: 'A', seats: [{ ...seat, price: '1.00' }] }] }],
    ['rows[0].aisle_before', { rows: [{ row: 'A', aisle_before: -1, seats: [seat] }] }],
    ['rows', { rows: Array.from({ length: 61 }, (_, n) => ({ row: String(n), seats: [seat] })) }],
    ['rows', { rows: 'A' }],
    ['rows[0]', { rows: ['A: s'] }],
    ['text', { text: 'A: sx' }],
    ['text', { text: '' }],
    ['text', { text: 7 }],
    ['text', { text: `1-60: ${'s'.repeat(17)}` }],
    ['text', { text: 's'.repeat(10_001) }],
  ])('refuse what is none, naming %s', async (field, wrong) => {
    const refused = await put(wrong).expect(422);

    expect((refused.body.errors as { field: string }[]).map((error) => error.field)).toContain(field);
    expect((await read()).capacity).toBe(6);
  });

  it('can be a thousand', async () => {
    const { body } = await put({ text: `1-20: ${'s'.repeat(50)}` }).expect(200);

    expect((body as LayoutResponse).capacity).toBe(1_000);
    await app
      .as()
      .get(`/halls/${next() + 1_000_000}/seats`)
      .expect(404);
  });
});
