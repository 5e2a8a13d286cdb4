import type { RentalContractResponse } from '../../../src/modules/distribution/contracts/contract.dto.js';
import { aContract, aContractBody, aDistributor } from '../../support/distribution.js';
import { eventually } from '../../support/eventually.js';
import { aMovie, next } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aCinema, type TestCinema } from '../../support/theatre.js';
import { waiting } from './film-weeks.js';

interface Problem {
  readonly type: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
}

describe('rental contracts', () => {
  let app: TestApp;
  let cinema: TestCinema;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
    cinema = await aCinema(app);
  });
  afterAll(() => app.close());

  const moderator = () => app.as('moderator');
  const make = async (overrides: Record<string, unknown> = {}) => {
    const movie = await aMovie(app);
    return aContract(app, { movie, ...overrides });
  };
  const fieldsOf = ({ body }: { body: unknown }): string[] =>
    (body as Problem).errors.map(({ field }) => field);

  it('are made, read, edited and deleted', async () => {
    const movie = await aMovie(app);
    const distributor = await aDistributor(app);
    const sent = {
      distributor_id: distributor.id,
      movie_uuid: movie.uuid,
      cinema_id: cinema.id,
      hall_type: 'imax',
      format: '3D',
      starts_on: '2026-11-19',
      ends_on: '2027-01-20',
      weekly_shares: ['62.50', 55, '40'],
      minimum_guarantee: '5000.00',
      tax_included: true,
      tax_percent: 7,
      house_costs: '250.00',
      reference: 'NL-2026-117',
      notes: 'No screenings before 17:00 in the first week.',
    };
    const created = await moderator().post('/rental-contracts').send(sent).expect(201);
    const { id } = created.body as RentalContractResponse;
    const path = `/rental-contracts/${id}`;

    expect(created.headers['location']).toBe(path);
    expect(created.body).toEqual({
      ...sent,
      id,
      distributor: { id: distributor.id, name: distributor.name },
      movie: { uuid: movie.uuid, name: movie.name, year: movie.year },
      cinema: { id: cinema.id, name: cinema.name },
      weekly_shares: ['62.50', '55.00', '40.00'],
      tax_percent: '7.00',
      currency: 'usd',
      weeks: 9,
      status: expect.stringMatching(/^(upcoming|running|over)$/),
    });
    expect((await moderator().get(path).expect(200)).body).toEqual(created.body);
    const edited = await moderator()
      .patch(path)
      .send({ cinema_id: null, hall_type: null, format: null, tax_included: false, notes: null })
      .expect(200);
    expect(edited.body).toEqual({
      ...created.body,
      cinema_id: null,
      cinema: null,
      hall_type: null,
      format: null,
      tax_included: false,
      tax_percent: '0.00',
      notes: null,
    });
    await moderator().delete(path).expect(204);
    await moderator().get(path).expect(404);
    await moderator().delete(path).expect(404);
    await moderator().patch(path).send({ notes: 'Gone' }).expect(404);
  });

  it('need no more than whom, what, when and the shares, which may be one text', async () => {
    const contract = await make({ weekly_shares: '60, 50,40.5,35' });

    expect(contract).toMatchObject({
      weekly_shares: ['60.00', '50.00', '40.50', '35.00'],
      minimum_guarantee: '0.00',
      house_costs: '0.00',
      tax_included: false,
      tax_percent: '0.00',
      cinema_id: null,
      cinema: null,
      reference: null,
    });
  });

  it.each([
    ['2999-01-01', '2999-12-31', 'upcoming', 53],
    ['2025-01-01', '2025-01-07', 'over', 1],
    ['2025-01-01', '2025-01-08', 'over', 2],
  ])('from %s to %s are %s and have %i film weeks', async (starts_on, ends_on, status, weeks) => {
    expect(await make({ starts_on, ends_on })).toMatchObject({ status, weeks });
  });

  describe('of one film', () => {
    it('do not overlap where their scope is the same', async () => {
      const movie = await aMovie(app);
      const first = await aContract(app, { movie, starts_on: '2026-03-01', ends_on: '2026-03-31' });
      const body = await aContractBody(app, { movie });
      const post = (starts_on: string, ends_on: string, more: object = {}) =>
        moderator()
          .post('/rental-contracts')
          .send({ ...body, starts_on, ends_on, ...more });

      for (const [from, to] of [
        ['2026-03-31', '2026-04-30'],
        ['2026-02-01', '2026-03-01'],
        ['2026-03-10', '2026-03-11'],
        ['2026-01-01', '2026-12-31'],
      ] as const) {
        const { body: problem } = await post(from, to).expect(409);
        expect(problem).toMatchObject({
          type: '/problems/contract-overlaps',
          contract_id: first.id,
          starts_on: '2026-03-01',
          ends_on: '2026-03-31',
        });
      }
      const after = (await post('2026-04-01', '2026-04-30').expect(201)).body as RentalContractResponse;
      await post('2026-03-10', '2026-03-20', { cinema_id: cinema.id }).expect(201);
      await post('2026-03-10', '2026-03-20', { hall_type: 'imax' }).expect(201);
      await post('2026-03-10', '2026-03-20', { hall_type: 'imax', format: '3D' }).expect(201);
      await post('2026-03-10', '2026-03-20', { hall_type: 'imax', format: '3D' }).expect(409);
      await moderator().patch(`/rental-contracts/${after.id}`).send({ starts_on: '2026-03-31' }).expect(409);
      await moderator().delete(`/rental-contracts/${first.id}`).expect(204);
      await moderator().patch(`/rental-contracts/${after.id}`).send({ starts_on: '2026-03-31' }).expect(200);
    });

    it('are made once when ten come at the same time, and the others say which one it was', async () => {
      const body = await aContractBody(app, { movie: await aMovie(app) });
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => moderator().post('/rental-contracts').send(body)),
      );

      const made = answers.filter(({ status }) => status === 201);
      expect(made).toHaveLength(1);
      for (const { status, body: problem } of answers.filter((answer) => !made.includes(answer))) {
        expect([status, problem.contract_id]).toEqual([409, made[0]?.body.id]);
      }
    });

    it('are not made while the film is deleted', async () => {
      for (let round = 0; round < 5; round += 1) {
        const movie = await aMovie(app);
        const body = await aContractBody(app, { movie, ends_on: '2999-01-01', starts_on: '2998-01-01' });
        const [made, deleted] = await Promise.all([
          moderator().post('/rental-contracts').send(body),
          moderator().delete(`/movies/${movie.uuid}`),
        ]);
        expect([
          [201, 409],
          [422, 204],
        ]).toContainEqual([made.status, deleted.status]);
      }
    });

    it('keep the film from being deleted until they are over or deleted', async () => {
      const movie = await aMovie(app);
      const contract = await aContract(app, { movie, ends_on: '2028-05-01' });
      await aContract(app, { movie, starts_on: '2020-01-01', ends_on: '2020-02-01' });

      const { body } = await moderator().delete(`/movies/${movie.uuid}`).expect(409);
      expect(body).toMatchObject({
        type: '/problems/movie-in-use',
        reasons: ['there is a rental contract for it until 2028-05-01'],
      });
      await moderator().delete(`/rental-contracts/${contract.id}`).expect(204);
      await moderator().delete(`/movies/${movie.uuid}`).expect(204);
    });
  });

  it('are listed, the latest first, and found by filters that combine', async () => {
    const tag = `Zq${next()}`;
    const [film, other] = [await aMovie(app, { name: `${tag} Film` }), await aMovie(app)];
    const distributor = await aDistributor(app, { name: `${tag} Verleih` });
    const spring = await aContract(app, { movie: film, starts_on: '2026-03-01', ends_on: '2026-05-31' });
    const autumn = await aContract(app, {
      movie: film,
      distributor_id: distributor.id,
      cinema_id: cinema.id,
      starts_on: '2026-09-01',
      ends_on: '2026-11-30',
    });
    const third = await aContract(app, {
      movie: other,
      distributor_id: distributor.id,
      starts_on: '2026-06-01',
      ends_on: '2026-06-30',
    });
    const found = async (query: object): Promise<number[]> => {
      const { body } = await moderator()
        .get('/rental-contracts')
        .query({ per_page: 100, ...query })
        .expect(200);
      return (body as { items: RentalContractResponse[] }).items.map(({ id }) => id);
    };

    expect(await found({ q: tag.toLowerCase() })).toEqual([autumn.id, third.id, spring.id]);
    expect(await found({ q: tag, sort: 'starts_on' })).toEqual([spring.id, third.id, autumn.id]);
    expect(await found({ movie_uuid: film.uuid })).toEqual([autumn.id, spring.id]);
    expect(await found({ distributor_id: distributor.id })).toEqual([autumn.id, third.id]);
    expect(await found({ q: tag, distributor_id: distributor.id, movie_uuid: film.uuid })).toEqual([
      autumn.id,
    ]);
    expect(await found({ q: tag, cinema_id: cinema.id })).toEqual([autumn.id, third.id, spring.id]);
    expect(await found({ q: tag, cinema_id: (await aCinema(app)).id })).toEqual([third.id, spring.id]);
    expect(await found({ q: tag, on: '2026-05-31' })).toEqual([spring.id]);
    expect(await found({ q: tag, on: '2026-08-31' })).toEqual([]);
    expect(await found({ q: tag, from: '2026-06-30', to: '2026-09-01' })).toEqual([autumn.id, third.id]);
    const first = await moderator().get('/rental-contracts').query({ q: tag, per_page: 2 }).expect(200);
    expect(first.body.total_items).toBe(3);
    const rest = await moderator()
      .get(first.body.next_page as string)
      .expect(200);
    expect(rest.body.items).toMatchObject([{ id: spring.id }]);
  });

  it.each([
    ['from', { from: '2026-02-01', to: '2026-01-01' }],
    ['on', { on: '2026-02-30' }],
    ['on', { on: 'today' }],
    ['movie_uuid', { movie_uuid: 'Heat' }],
    ['distributor_id', { distributor_id: 0 }],
    ['cinema_id', { cinema_id: 'x' }],
    ['sort', { sort: 'notes' }],
    ['film', { film: 'Heat' }],
  ])('are not listed by a wrong %s', async (field, query) => {
    expect(fieldsOf(await moderator().get('/rental-contracts').query(query).expect(422))).toEqual([field]);
  });

  describe('of which a film week is settled', () => {
    const settle = async ({ id }: RentalContractResponse, week: number, starts: string, ends: string) => {
      await app.database.query(
        `INSERT INTO settlements (contract_id, week, sequence, starts_on, ends_on, tickets, gross, refunds, tax, house_costs,
           base, share, top_up, due, currency, closed_at)
         VALUES ($1, $2, 0, $3, $4, 0, 0, 0, 0, 0, 0, 60, 0, 0, 'usd', now())`,
        [id, week, starts, ends],
      );
    };

    it('keep what it was settled by, and can only end later than that', async () => {
      const contract = await make({ starts_on: '2026-01-01', ends_on: '2026-02-28' });
      await settle(contract, 1, '2026-01-01', '2026-01-07');
      await settle(contract, 2, '2026-01-08', '2026-01-14');
      const path = `/rental-contracts/${contract.id}`;
      const other = await aDistributor(app);

      for (const change of [
        { distributor_id: other.id },
        { movie_uuid: (await aMovie(app)).uuid },
        { cinema_id: cinema.id },
        { hall_type: 'vip' },
        { format: '2D' },
        { starts_on: '2026-01-02' },
        { weekly_shares: '50' },
        { minimum_guarantee: '1.00' },
        { house_costs: '1.00' },
        { ends_on: '2026-01-13' },
      ]) {
        const { body } = await moderator().patch(path).send(change).expect(409);
        expect(body).toMatchObject({
          type: '/problems/contract-settled',
          fields: Object.keys(change),
          settled_until: '2026-01-14',
        });
      }
      const taxed = await moderator().patch(path).send({ tax_included: true, tax_percent: 7 }).expect(409);
      expect(taxed.body).toMatchObject({ fields: ['tax_included', 'tax_percent'] });
      await moderator().delete(path).expect(409);
      const allowed = { ends_on: '2026-01-14', reference: 'NL-2', notes: 'Ended early.' };
      const { body } = await moderator()
        .patch(path)
        .send({ ...allowed, weekly_shares: ['60.00', '50.00', '40.00'] })
        .expect(200);
      expect(body).toMatchObject({ ...allowed, weeks: 2 });
    });

    it('or edited, never both: at the same time one of the two comes too late', async () => {
      for (let round = 0; round < 6; round += 1) {
        const { id } = await make({ starts_on: '2025-01-01', ends_on: '2025-01-31' });
        const [edited, closed] = await Promise.all([
          moderator().patch(`/rental-contracts/${id}`).send({ weekly_shares: '10' }),
          moderator().post(`/rental-contracts/${id}/settlements`).send({ week: 1 }),
        ]);
        expect(closed.status).toBe(201);
        expect([
          [200, '10.00'],
          [409, '60.00'],
        ]).toContainEqual([edited.status, (closed.body as { share: string }).share]);
      }
    });

    it('or something is paid, are not deleted', async () => {
      const contract = await make();
      await app.database.query(
        `INSERT INTO payment_history (contract_id, kind, amount, currency, paid_on, created_at)
         VALUES ($1, 'payment', 100, 'usd', '2026-01-20', now())`,
        [contract.id],
      );
      const path = `/rental-contracts/${contract.id}`;

      const { body } = await moderator().delete(path).expect(409);
      expect(body).toMatchObject({ type: '/problems/contract-settled', fields: [], settled_until: null });
      await moderator().patch(path).send({ weekly_shares: '50' }).expect(409);
      await moderator().patch(path).send({ ends_on: '2026-01-02' }).expect(200);
    });
  });

  it('take with them what was only proposed to be paid', async () => {
    const contract = await make();
    await app.database.query(
      `INSERT INTO payment_history (contract_id, kind, week, amount, currency, due_on, created_at)
       VALUES ($1, 'due', 1, 100, 'usd', '2026-01-21', now())`,
      [contract.id],
    );
    await moderator().delete(`/rental-contracts/${contract.id}`).expect(204);

    const left = 'SELECT FROM payment_history WHERE contract_id = $1';
    expect(await app.database.query(left, [contract.id])).toEqual([]);
  });

  it('keep editors from overwriting each other', async () => {
    const { id } = await make();
    const path = `/rental-contracts/${id}`;
    const etag = (await moderator().get(path).expect(200)).headers['etag'] ?? '';

    const edited = await moderator().patch(path).set('if-match', etag).send({ notes: 'One' }).expect(200);
    expect(edited.headers['etag']).not.toBe(etag);
    await moderator().patch(path).set('if-match', etag).send({ notes: 'Two' }).expect(412);
    await moderator().delete(path).set('if-match', etag).expect(412);
    await moderator().delete(path).set('if-match', '*').expect(204);
  });

  it('are edited one after the other, also where the first edit names another distributor', async () => {
    const contract = await make();
    const other = await aDistributor(app);
    await app.database.query('BEGIN');
    await app.database.query('UPDATE rental_contracts SET distributor_id = $1 WHERE id = $2', [
      other.id,
      contract.id,
    ]);
    const edited = moderator()
      .patch(`/rental-contracts/${contract.id}`)
      .send({ notes: 'Late.' })
      .then((answer) => answer);
    await eventually(async () => expect(await waiting(app)).toBe(1));
    await app.database.query('COMMIT');

    const { status, body } = await edited;
    expect(status).toBe(200);
    expect(body).toMatchObject({ distributor_id: other.id, notes: 'Late.' });
  });

  it('leave in the audit log who changed what', async () => {
    const { id } = await make();
    const edit = () => moderator().patch(`/rental-contracts/${id}`).send({ weekly_shares: '55' }).expect(200);
    await edit();
    await edit();
    await moderator().delete(`/rental-contracts/${id}`).expect(204);

    const entries = await app.database.query(
      'SELECT action, before, after FROM audit_log WHERE target = $1 ORDER BY id',
      [`rental-contract:${id}`],
    );
    expect(entries).toMatchObject([
      { action: 'rental-contract.create', after: { weekly_shares: ['60.00', '50.00', '40.00'] } },
      { action: 'rental-contract.update', after: { weekly_shares: ['55.00'] } },
      { action: 'rental-contract.delete', before: { weekly_shares: ['55.00'] } },
    ]);
  });

  it.each([
    ['distributor_id', { distributor_id: 2_000_000_000 }],
    ['distributor_id', { distributor_id: '4' }],
    ['movie_uuid', { movie_uuid: '0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11' }],
    ['movie_uuid', { movie_uuid: 'Heat' }],
    ['cinema_id', { cinema_id: 2_000_000_000 }],
    ['cinema_id', { cinema_id: 0 }],
    ['hall_type', { hall_type: 'tent' }],
    ['format', { format: '4D' }],
    ['starts_on', { starts_on: '2026-02-29' }],
    ['starts_on', { starts_on: '2026-01-01T00:00:00Z' }],
    ['ends_on', { ends_on: null }],
    ['ends_on', { ends_on: '2025-12-31' }],
    ['ends_on', { ends_on: '2029-01-02' }],
    ['weekly_shares', { weekly_shares: '60,,40' }],
    ['weekly_shares', { weekly_shares: ['101'] }],
    ['weekly_shares', { weekly_shares: [60, -1] }],
    ['weekly_shares', { weekly_shares: 'sixty' }],
    ['weekly_shares', { weekly_shares: [] }],
    ['weekly_shares', { weekly_shares: Array(53).fill(50) }],
    ['weekly_shares', { weekly_shares: null }],
    ['weekly_shares', { weekly_shares: undefined }],
    ['weekly_shares', { weekly_shares: { 1: 60 } }],
    ['minimum_guarantee', { minimum_guarantee: '-1' }],
    ['minimum_guarantee', { minimum_guarantee: '10000000.00' }],
    ['minimum_guarantee', { minimum_guarantee: null }],
    ['tax_included', { tax_included: 'yes' }],
    ['tax_percent', { tax_percent: 7 }],
    ['tax_percent', { tax_included: true }],
    ['tax_percent', { tax_included: true, tax_percent: 100.5 }],
    ['house_costs', { house_costs: '1.005' }],
    ['reference', { reference: 'x'.repeat(61) }],
    ['notes', { notes: 'x'.repeat(2001) }],
    ['share', { share: 50 }],
  ])('are refused by the name of the field %s: %j', async (field, wrong) => {
    const body = { ...(await aContractBody(app, { movie: await aMovie(app) })), ...wrong };
    const refused = await moderator().post('/rental-contracts').send(body).expect(422);

    expect(fieldsOf(refused)).toEqual([field]);
  });

  it('say which film week has no usable share', async () => {
    const body = await aContractBody(app, { movie: await aMovie(app), weekly_shares: '60,50,,40' });
    const refused = await moderator().post('/rental-contracts').send(body).expect(422);

    expect((refused.body as Problem).errors[0]?.message).toContain('film week 3');
  });

  it('are not made for films, cinemas and distributors that were deleted', async () => {
    const [movie, distributor] = [await aMovie(app), await aDistributor(app)];
    const closed = await aCinema(app);
    const body = await aContractBody(app, { movie, distributor_id: distributor.id, cinema_id: closed.id });
    for (const path of [
      `/movies/${movie.uuid}`,
      `/distributors/${distributor.id}`,
      `/cinemas/${closed.id}`,
    ]) {
      await moderator().delete(path).expect(204);
    }
    const refused = await moderator().post('/rental-contracts').send(body).expect(422);
    expect(fieldsOf(refused)).toEqual(['distributor_id', 'movie_uuid', 'cinema_id']);
  });

  it('are for moderators only', async () => {
    const { id } = await make();

    await app.as().get('/rental-contracts').expect(401);
    for (const group of ['user', 'cashier'] as const) {
      await app.as(group).get('/rental-contracts').expect(403);
      await app.as(group).get(`/rental-contracts/${id}`).expect(403);
      await app.as(group).get('/rental-contracts/problems').expect(403);
      await app.as(group).post('/rental-contracts').send({}).expect(403);
      await app.as(group).patch(`/rental-contracts/${id}`).send({}).expect(403);
      await app.as(group).delete(`/rental-contracts/${id}`).expect(403);
    }
  });
});
