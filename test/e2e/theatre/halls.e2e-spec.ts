import { aMovie, next } from '../../support/factories.js';
import { expectInvariants } from '../../support/shop.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aCinema, aHall, aScreening } from '../../support/theatre.js';

describe('halls', () => {
  let app: TestApp;
  let cinemaId: number;
  beforeAll(async () => {
    app = await createTestApp();
  });
  beforeEach(async () => {
    cinemaId = (await aCinema(app)).id;
  });
  afterAll(() => app.close());

  const create = async (overrides: Record<string, unknown> = {}) =>
    (
      await app
        .as('moderator')
        .post(`/cinemas/${cinemaId}/halls`)
        .send({ name: `Hall ${next()}`, ...overrides })
        .expect(201)
    ).body as { id: number; name: string };

  it('are added, read, edited and deleted', async () => {
    const created = await app
      .as('moderator')
      .post(`/cinemas/${cinemaId}/halls`)
      .send({ name: 'Big one', type: 'imax', cleaning_minutes: 20 })
      .expect(201);
    const path = `/halls/${created.body.id}`;

    expect(created.headers['location']).toBe(path);
    expect(created.body).toEqual({
      id: created.body.id,
      cinema_id: cinemaId,
      name: 'Big one',
      type: 'imax',
      cleaning_minutes: 20,
      capacity: 0,
    });
    expect((await app.as().get(path).expect(200)).body).toEqual(created.body);
    expect((await app.as('moderator').patch(path).send({ type: 'vip' }).expect(200)).body).toEqual({
      ...created.body,
      type: 'vip',
    });
    await app.as('moderator').delete(path).expect(204);
    await app.as().get(path).expect(404);
    await app.as().get(`${path}/seats`).expect(404);
    await app.as('moderator').delete(path).expect(404);
  });

  it('can name their cinema in the body, and are ordinary ones unless it is said', async () => {
    const { body } = await app
      .as('moderator')
      .post('/halls')
      .send({ name: 'Plain', cinema_id: cinemaId })
      .expect(201);

    expect(body).toMatchObject({ cinema_id: cinemaId, type: 'standard', cleaning_minutes: 15 });
    await app.as('moderator').post('/halls').send({ name: 'Lost', cinema_id: 2_000_000_000 }).expect(404);
    await app.as('moderator').post('/halls').send({ name: 'Lost' }).expect(422);
  });

  it('are listed by cinema, by name', async () => {
    for (const name of ['beta', 'Alpha']) await create({ name });

    const { body } = await app.as().get(`/cinemas/${cinemaId}/halls`).expect(200);

    expect(body).toMatchObject({ total_items: 2, items: [{ name: 'Alpha' }, { name: 'beta' }] });
    await app.as().get('/cinemas/2000000000/halls').expect(404);
    await app.as().get(`/cinemas/${cinemaId}/halls?sort=type`).expect(422);
  });

  it('have names of their own in their cinema', async () => {
    const { name } = await create();
    const other = await create();
    const elsewhere = await aCinema(app);

    const again = await app
      .as('moderator')
      .post(`/cinemas/${cinemaId}/halls`)
      .send({ name: name.toUpperCase() })
      .expect(409);

    expect(again.body.type).toBe('/problems/hall-exists');
    await app.as('moderator').patch(`/halls/${other.id}`).send({ name }).expect(409);
    await app.as('moderator').post(`/cinemas/${elsewhere.id}/halls`).send({ name }).expect(201);
  });

  it('are not added to a cinema that is being deleted', async () => {
    const answers = await Promise.all([
      app.as('moderator').delete(`/cinemas/${cinemaId}`),
      ...Array.from({ length: 4 }, () =>
        app
          .as('moderator')
          .post(`/cinemas/${cinemaId}/halls`)
          .send({ name: `Hall ${next()}` }),
      ),
    ]);

    expect(answers[0].status).toBe(204);
    expect(
      await app.database.query('SELECT id FROM halls WHERE cinema_id = $1 AND deleted_at IS NULL', [
        cinemaId,
      ]),
    ).toEqual([]);
  });

  it('stay while screenings are coming', async () => {
    const hall = await aHall(app);
    await aScreening(app, { hall });

    const refused = await app.as('moderator').delete(`/halls/${hall.id}`).expect(409);

    expect(refused.body).toMatchObject({ type: '/problems/screenings-coming', screenings: 1 });
    await app.database.query(
      `UPDATE screenings SET status = 'canceled', canceled_at = now(), cancel_reason = 'x' WHERE hall_id = $1`,
      [hall.id],
    );
    await app.as('moderator').delete(`/halls/${hall.id}`).expect(204);
  });

  it('are not deleted while they get a screening', async () => {
    const movie = await aMovie(app);
    for (let round = 0; round < 5; round += 1) {
      const { id } = await create();
      const [deleted, added] = await Promise.all([
        app.as('moderator').delete(`/halls/${id}`),
        app
          .as('moderator')
          .post('/screenings')
          .send({
            hall_id: id,
            movie_uuid: movie.uuid,
            starts_at: new Date(Date.now() + 86_400_000).toISOString(),
            base_price: '9.00',
          }),
      ]);

      expect([
        [204, 404],
        [204, 422],
        [409, 201],
      ]).toContainEqual([deleted.status, added.status]);
    }
    await expectInvariants({ app });
  });

  it('keep editors from overwriting each other, but not those who draw the seats', async () => {
    const { id } = await create();
    const etag = (await app.as().get(`/halls/${id}`)).headers['etag'] as string;
    await app.as('moderator').put(`/halls/${id}/seats`).send({ text: 'A: ss' }).expect(200);

    expect((await app.as().get(`/halls/${id}`)).headers['etag']).not.toBe(etag);
    await app.as('moderator').patch(`/halls/${id}`).set('if-match', etag).send({ type: 'vip' }).expect(200);
    await app.as('moderator').patch(`/halls/${id}`).set('if-match', etag).send({ type: '4dx' }).expect(412);
    await app.as('moderator').delete(`/halls/${id}`).set('if-match', etag).expect(412);
  });

  it('leave in the audit log who changed what', async () => {
    const { id } = await create({ type: 'vip' });
    await app.as('moderator').patch(`/halls/${id}`).send({ type: '4dx' }).expect(200);
    await app.as('moderator').put(`/halls/${id}/seats`).send({ text: 'A: ss' }).expect(200);
    await app.as('moderator').put(`/halls/${id}/seats`).send({ text: 'A: s' }).expect(200);
    await app.as('moderator').delete(`/halls/${id}`).expect(204);

    expect(
      await app.database.query('SELECT action, before, after FROM audit_log WHERE target = $1 ORDER BY id', [
        `hall:${id}`,
      ]),
    ).toMatchObject([
      { action: 'hall.create', after: { type: 'vip' } },
      { action: 'hall.update', before: { type: 'vip' }, after: { type: '4dx' } },
      { action: 'hall.set-seats', before: { capacity: 0 }, after: { capacity: 2, added: ['A1', 'A2'] } },
      { action: 'hall.set-seats', before: { capacity: 2, retired: ['A2'] }, after: { capacity: 1 } },
      { action: 'hall.delete', before: { type: '4dx', capacity: 1 } },
    ]);
  });

  it.each([
    ['name', { name: '' }],
    ['name', { name: null }],
    ['type', { name: 'X', type: 'dome' }],
    ['type', { name: 'X', type: null }],
    ['cleaning_minutes', { name: 'X', cleaning_minutes: 241 }],
    ['cleaning_minutes', { name: 'X', cleaning_minutes: 1.5 }],
    ['capacity', { name: 'X', capacity: 100 }],
  ])('refuse what is not one, naming %s', async (field, wrong) => {
    const refused = await app.as('moderator').post(`/cinemas/${cinemaId}/halls`).send(wrong).expect(422);

    expect((refused.body.errors as { field: string }[]).map((error) => error.field)).toEqual([field]);
  });

  it('are written by moderators only', async () => {
    const { id } = await create();

    await app.as().post(`/cinemas/${cinemaId}/halls`).send({ name: 'No' }).expect(401);
    await app.as('cashier').post('/halls').send({ name: 'No', cinema_id: cinemaId }).expect(403);
    await app.as('cashier').patch(`/halls/${id}`).send({}).expect(403);
    await app.as('cashier').put(`/halls/${id}/seats`).send({ text: 'A: s' }).expect(403);
    await app.as('user').delete(`/halls/${id}`).expect(403);
  });
});
