import type { DistributorResponse } from '../../../src/modules/distribution/distributors/distributor.dto.js';
import { aContract, aDistributor } from '../../support/distribution.js';
import { aMovie, next } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

describe('distributors', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
  });
  afterAll(() => app.close());

  const body = (overrides: Record<string, unknown> = {}): Record<string, unknown> => ({
    name: `Nordlicht ${next()}`,
    contact_name: 'Ida Lund',
    email: 'abrechnung@nordlicht.example',
    phone: '+49 30 555 0142',
    address: 'Torstraße 12, 10119 Berlin',
    tax_number: 'DE 811 223 344',
    payment_days: 30,
    notes: 'Wants the list of admissions on Monday.',
    ...overrides,
  });
  const moderator = () => app.as('moderator');

  it('are added, read, edited and deleted', async () => {
    const sent = body({ name: ' Nordlicht Filmverleih ' });
    const created = await moderator().post('/distributors').send(sent).expect(201);
    const path = `/distributors/${(created.body as DistributorResponse).id}`;

    expect(created.headers['location']).toBe(path);
    expect(created.body).toEqual({ ...sent, id: expect.any(Number), name: 'Nordlicht Filmverleih' });
    expect((await moderator().get(path).expect(200)).body).toEqual(created.body);
    const edited = await moderator()
      .patch(path)
      .send({ email: null, notes: null, payment_days: 0 })
      .expect(200);
    expect(edited.body).toEqual({ ...created.body, email: null, notes: null, payment_days: 0 });
    await moderator().delete(path).expect(204);
    await moderator().get(path).expect(404);
    await moderator().delete(path).expect(404);
    await moderator().patch(path).send({ name: 'Gone' }).expect(404);
  });

  it('need no more than a name, and are paid after 14 days', async () => {
    expect(await aDistributor(app, { name: 'Only a name' })).toEqual({
      id: expect.any(Number),
      name: 'Only a name',
      contact_name: null,
      email: null,
      phone: null,
      address: null,
      tax_number: null,
      payment_days: 14,
      notes: null,
    });
  });

  it('have names of their own, whatever their case, until they are deleted', async () => {
    const distributor = await aDistributor(app);
    const other = await aDistributor(app);
    const again = await moderator()
      .post('/distributors')
      .send(body({ name: distributor.name.toUpperCase() }))
      .expect(409);

    expect(again.body).toMatchObject({ type: '/problems/distributor-exists' });
    const rename = () => moderator().patch(`/distributors/${other.id}`).send({ name: distributor.name });
    await rename().expect(409);
    await moderator().delete(`/distributors/${distributor.id}`).expect(204);
    await rename().expect(200);
  });

  it('get one of several equal names that come at once', async () => {
    const sent = body();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => moderator().post('/distributors').send(sent)),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('are listed by name, found by what is known of them, and walked page by page', async () => {
    const tag = `Zq${next()}`;
    for (const name of ['beta', 'Alpha', 'gamma']) await aDistributor(app, { name: `${tag} ${name}` });
    await aDistributor(app, { tax_number: `${tag} 5` });
    await aDistributor(app, { contact_name: `Ann ${tag}` });

    const all = await moderator().get('/distributors').query({ q: tag.toLowerCase() }).expect(200);
    const query = { q: tag, per_page: 2, sort: '-name' };
    const first = await moderator().get('/distributors').query(query).expect(200);
    const rest = await moderator()
      .get(first.body.next_page as string)
      .expect(200);

    const names = (answer: { body: { items: DistributorResponse[] } }): string[] =>
      answer.body.items.map(({ name }) => name);
    expect(all.body.total_items).toBe(5);
    expect(names(all).filter((name) => name.startsWith(tag))).toEqual([
      `${tag} Alpha`,
      `${tag} beta`,
      `${tag} gamma`,
    ]);
    expect([...names(first), ...names(rest)]).toEqual(names(all).reverse().slice(0, 4));
    expect((await moderator().get('/distributors').query({ q: '%' })).body.total_items).toBe(0);
    await moderator().get('/distributors?sort=email').expect(422);
  });

  it('stay while there are contracts with them', async () => {
    const distributor = await aDistributor(app);
    const movie = await aMovie(app);
    const contract = await aContract(app, { movie, distributor_id: distributor.id });

    const refused = await moderator().delete(`/distributors/${distributor.id}`).expect(409);
    expect(refused.body).toMatchObject({ type: '/problems/distributor-in-use', contracts: 1 });
    await moderator().delete(`/rental-contracts/${contract.id}`).expect(204);
    await moderator().delete(`/distributors/${distributor.id}`).expect(204);
  });

  it('are not deleted while a contract with them is made', async () => {
    for (let round = 0; round < 5; round += 1) {
      const distributor = await aDistributor(app);
      const movie = await aMovie(app);
      const [made, deleted] = await Promise.all([
        moderator().post('/rental-contracts').send({
          distributor_id: distributor.id,
          movie_uuid: movie.uuid,
          starts_on: '2026-01-01',
          ends_on: '2026-01-31',
          weekly_shares: '50',
        }),
        moderator().delete(`/distributors/${distributor.id}`),
      ]);
      expect([
        [201, 409],
        [422, 204],
      ]).toContainEqual([made.status, deleted.status]);
    }
  });

  it('keep editors from overwriting each other', async () => {
    const { id } = await aDistributor(app);
    const path = `/distributors/${id}`;
    const etag = (await moderator().get(path).expect(200)).headers['etag'] ?? '';

    await moderator().patch(path).set('if-match', etag).send({ address: 'One' }).expect(200);
    const late = await moderator().patch(path).set('if-match', etag).send({ address: 'Two' }).expect(412);

    expect(late.body).toMatchObject({ type: '/problems/stale' });
    await moderator().delete(path).set('if-match', etag).expect(412);
    await moderator().delete(path).set('if-match', '*').expect(204);
  });

  it('leave in the audit log who changed what', async () => {
    const { id } = await aDistributor(app, { address: 'Before' });
    const edit = () => moderator().patch(`/distributors/${id}`).send({ address: 'After' }).expect(200);
    await edit();
    await edit();
    await moderator().delete(`/distributors/${id}`).expect(204);

    const entries = await app.database.query(
      'SELECT action, before, after FROM audit_log WHERE target = $1 ORDER BY id',
      [`distributor:${id}`],
    );
    expect(entries).toMatchObject([
      { action: 'distributor.create' },
      { action: 'distributor.update', before: { address: 'Before' }, after: { address: 'After' } },
      { action: 'distributor.delete', before: { address: 'After' } },
    ]);
  });

  it.each([
    ['name', { name: '  ' }],
    ['name', { name: 'x'.repeat(121) }],
    ['name', { name: null }],
    ['contact_name', { contact_name: '' }],
    ['email', { email: 'nobody' }],
    ['phone', { phone: 49 }],
    ['address', { address: 'x'.repeat(301) }],
    ['tax_number', { tax_number: 'x'.repeat(41) }],
    ['payment_days', { payment_days: 181 }],
    ['payment_days', { payment_days: -1 }],
    ['payment_days', { payment_days: 1.5 }],
    ['payment_days', { payment_days: null }],
    ['notes', { notes: 'x'.repeat(2001) }],
    ['films', { films: [] }],
  ])('refuse what is not one, naming %s', async (field, wrong) => {
    const { body: problem } = await moderator().post('/distributors').send(body(wrong)).expect(422);

    expect((problem as { errors: { field: string }[] }).errors.map((error) => error.field)).toEqual([field]);
  });

  it('are for moderators only', async () => {
    const { id } = await aDistributor(app);

    await app.as().get('/distributors').expect(401);
    await app.as('cashier').get('/distributors').expect(403);
    await app.as('cashier').get(`/distributors/${id}`).expect(403);
    await app.as('user').post('/distributors').send(body()).expect(403);
    await app.as('cashier').patch(`/distributors/${id}`).send({}).expect(403);
    await app.as('cashier').delete(`/distributors/${id}`).expect(403);
  });
});
