import { next } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aCinema, aHall, aScreening } from '../../support/theatre.js';

describe('cinemas', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  const body = (overrides: Record<string, unknown> = {}): Record<string, unknown> => ({
    name: `Cinema ${next()}`,
    address: 'Sofiivska Square 3, Kyiv',
    time_zone: 'Europe/Kyiv',
    latitude: 50.4534,
    longitude: 30.5164,
    opening_hours: [
      { weekday: 6, opens: '10:00', closes: '01:30' },
      { weekday: 1, opens: '12:00', closes: '23:00' },
    ],
    ...overrides,
  });
  const create = async (overrides: Record<string, unknown> = {}) =>
    (await app.as('moderator').post('/cinemas').send(body(overrides)).expect(201)).body as {
      id: number;
      name: string;
    };

  it('are added, read, edited and deleted', async () => {
    const sent = body({ name: ' On the Square ' });
    const created = await app.as('moderator').post('/cinemas').send(sent).expect(201);
    const path = `/cinemas/${created.body.id}`;

    expect(created.headers['location']).toBe(path);
    expect(created.body).toEqual({
      ...sent,
      id: created.body.id,
      name: 'On the Square',
      opening_hours: [
        { weekday: 1, opens: '12:00', closes: '23:00' },
        { weekday: 6, opens: '10:00', closes: '01:30' },
      ],
    });
    expect((await app.as().get(path).expect(200)).body).toEqual(created.body);
    const edited = await app
      .as('moderator')
      .patch(path)
      .send({ address: 'Elsewhere', latitude: null, longitude: null, opening_hours: null })
      .expect(200);
    expect(edited.body).toEqual({
      ...created.body,
      address: 'Elsewhere',
      latitude: null,
      longitude: null,
      opening_hours: null,
    });
    await app.as('moderator').delete(path).expect(204);
    await app.as().get(path).expect(404);
    await app.as('moderator').delete(path).expect(404);
    await app.as('moderator').patch(path).send({ name: 'Gone' }).expect(404);
  });

  it('need no more than a name, an address and a time zone', async () => {
    const { name, address, time_zone } = body();
    const { body: created } = await app
      .as('moderator')
      .post('/cinemas')
      .send({ name, address, time_zone })
      .expect(201);

    expect(created).toMatchObject({ latitude: null, longitude: null, opening_hours: null });
  });

  it('have names of their own, whatever their case, until they are deleted', async () => {
    const cinema = await create();
    const again = await app
      .as('moderator')
      .post('/cinemas')
      .send(body({ name: cinema.name.toUpperCase() }))
      .expect(409);
    const other = await create();

    expect(again.body).toMatchObject({ type: '/problems/cinema-exists', status: 409 });
    await app.as('moderator').patch(`/cinemas/${other.id}`).send({ name: cinema.name }).expect(409);
    await app.as('moderator').delete(`/cinemas/${cinema.id}`).expect(204);
    await app.as('moderator').patch(`/cinemas/${other.id}`).send({ name: cinema.name }).expect(200);
  });

  it('get one of several equal names that come at once', async () => {
    const sent = body();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => app.as('moderator').post('/cinemas').send(sent)),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('are listed by name, found by name or address, and walked page by page', async () => {
    const tag = `Zq${next()}`;
    for (const name of ['beta', 'Alpha', 'gamma']) await create({ name: `${tag} ${name}` });
    await create({ name: `Zz last ${next()}`, address: `${tag} Street` });

    const all = await app.as().get('/cinemas').query({ q: tag.toLowerCase() }).expect(200);
    const first = await app.as().get('/cinemas').query({ q: tag, per_page: 3, sort: '-name' }).expect(200);
    const rest = await app
      .as()
      .get(first.body.next_page as string)
      .expect(200);

    const names = (answer: { body: { items: { name: string }[] } }): string[] =>
      answer.body.items.map(({ name }) => name);
    expect(all.body.total_items).toBe(4);
    expect(names(all).slice(0, 3)).toEqual([`${tag} Alpha`, `${tag} beta`, `${tag} gamma`]);
    expect([...names(first), ...names(rest)]).toEqual(names(all).reverse());
    expect((await app.as().get('/cinemas').query({ q: '%' })).body.total_items).toBe(0);
    await app.as().get('/cinemas?sort=address').expect(422);
  });

  it('stay while screenings are coming, and so does their time zone', async () => {
    const hall = await aHall(app);
    const { startsAt } = await aScreening(app, { hall });
    const path = `/cinemas/${hall.cinema.id}`;

    const refused = await app.as('moderator').delete(path).expect(409);
    expect(refused.body).toMatchObject({ type: '/problems/screenings-coming', screenings: 1 });
    await app.as('moderator').patch(path).send({ time_zone: 'Asia/Tokyo' }).expect(409);
    await app
      .as('moderator')
      .patch(path)
      .send({ time_zone: hall.cinema.timeZone, address: 'New' })
      .expect(200);

    await app.database.query(
      `UPDATE screenings SET starts_at = $2::timestamptz - interval '9 days', ends_at = $2::timestamptz - interval '8 days',
         occupied_until = $2::timestamptz - interval '8 days' WHERE hall_id = $1`,
      [hall.id, startsAt],
    );
    await app.as('moderator').patch(path).send({ time_zone: 'Asia/Tokyo' }).expect(200);
    await app.as('moderator').delete(path).expect(204);
    await app.as().get(`/halls/${hall.id}`).expect(404);
  });

  it('keep editors from overwriting each other', async () => {
    const { id } = await create();
    const path = `/cinemas/${id}`;
    const read = await app.as().get(path).expect(200);
    const etag = read.headers['etag'] as string;

    await app.as().get(path).set('if-none-match', etag).expect(304);
    await app.as('moderator').patch(path).set('if-match', etag).send({ address: 'One' }).expect(200);
    const late = await app
      .as('moderator')
      .patch(path)
      .set('if-match', etag)
      .send({ address: 'Two' })
      .expect(412);

    expect(late.body.type).toBe('/problems/stale');
    await app.as('moderator').delete(path).set('if-match', etag).expect(412);
    await app.as('moderator').delete(path).set('if-match', '*').expect(204);
  });

  it('leave in the audit log who changed what', async () => {
    const { id } = await create({ address: 'Before' });
    await app.as('moderator').patch(`/cinemas/${id}`).send({ address: 'After' }).expect(200);
    await app.as('moderator').patch(`/cinemas/${id}`).send({ address: 'After' }).expect(200);
    await app.as('moderator').delete(`/cinemas/${id}`).expect(204);

    const entries = await app.database.query(
      'SELECT action, before, after FROM audit_log WHERE target = $1 ORDER BY id',
      [`cinema:${id}`],
    );
    expect(entries).toMatchObject([
      { action: 'cinema.create' },
      { action: 'cinema.update', before: { address: 'Before' }, after: { address: 'After' } },
      { action: 'cinema.delete', before: { address: 'After' } },
    ]);
  });

  it.each([
    ['name', { name: '  ' }],
    ['name', { name: 'x'.repeat(121) }],
    ['address', { address: 7 }],
    ['time_zone', { time_zone: 'Mars/Olympus' }],
    ['time_zone', { time_zone: '+03:00' }],
    ['time_zone', { time_zone: 'EST5EDT; DROP TABLE cinemas' }],
    ['time_zone', { time_zone: null }],
    ['latitude', { latitude: 90.1 }],
    ['latitude', { latitude: '50' }],
    ['latitude', { latitude: 1.1234567 }],
    ['longitude', { longitude: -181 }],
    ['longitude', { longitude: null }],
    ['opening_hours', { opening_hours: {} }],
    ['opening_hours[0].weekday', { opening_hours: [{ weekday: 0, opens: '10:00', closes: '11:00' }] }],
    ['opening_hours[0].opens', { opening_hours: [{ weekday: 1, opens: '24:00', closes: '11:00' }] }],
    ['opening_hours[0].closes', { opening_hours: [{ weekday: 1, opens: '10:00' }] }],
    ['opening_hours[0]', { opening_hours: ['always'] }],
    ['seats', { seats: 3 }],
  ])('refuse what is not one, naming %s', async (field, wrong) => {
    const refused = await app.as('moderator').post('/cinemas').send(body(wrong)).expect(422);

    expect((refused.body.errors as { field: string }[]).map((error) => error.field)).toContain(field);
  });

  it('are written by moderators only', async () => {
    const { id } = await aCinema(app);

    await app.as().post('/cinemas').send(body()).expect(401);
    await app.as('cashier').post('/cinemas').send(body()).expect(403);
    await app.as('cashier').patch(`/cinemas/${id}`).send({}).expect(403);
    await app.as('user').delete(`/cinemas/${id}`).expect(403);
  });
});
