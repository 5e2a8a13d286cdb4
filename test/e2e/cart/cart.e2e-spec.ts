import type { CartResponse } from '../../../src/modules/cart/cart.dto.js';
import type { MoviePage } from '../../../src/modules/catalogue/reading/movie-list.dto.js';
import type { Group } from '../../../src/platform/auth/index.js';
import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const UNKNOWN = '0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
});
beforeEach(async () => {
  for (const table of ['movie_claims', 'purchases', 'order_items', 'orders', 'carts', 'user_profiles'])
    await app.database.query(`DELETE FROM ${table}`);
});
afterAll(() => app.close());

const add = (uuid: string, group: Group = 'user') =>
  app.as(group).post('/cart/items').send({ movie_uuid: uuid });
const cart = async (group: Group = 'user'): Promise<CartResponse> =>
  (await app.as(group).get('/cart').expect(200)).body as CartResponse;
const change = (uuid: string, body: object) =>
  app.as('moderator').patch(`/movies/${uuid}`).send(body).expect(200);
const problem = async (uuid: string, status = 409): Promise<Record<string, unknown>> => {
  const answer = await add(uuid).expect(status);
  return answer.body as Record<string, unknown>;
};

/** An order line for a film, entered past the application. */
async function anOrderLine(
  uuid: string,
  status: 'pending' | 'paid',
): Promise<{ order: number; line: number; movie: number }> {
  const [row] = await app.database.query<{ order: number; line: number; movie: number }>(
    `WITH o AS (INSERT INTO orders (user_id, status, total_amount, currency, expires_at, paid_at)
                VALUES (1, $2::varchar, 9.99, 'usd', now() + interval '15 minutes', CASE $2::varchar WHEN 'paid' THEN now() END) RETURNING id)
     INSERT INTO order_items (order_id, kind, movie_id, title, quantity, price_at_order)
     SELECT o.id, 'movie', m.id, m.name, 1, 9.99 FROM o, movies m WHERE m.uuid = $1
     RETURNING order_id AS order, id AS line, movie_id AS movie`,
    [uuid, status],
  );
  if (!row) throw new Error('There is no such film.');
  return row;
}

describe('a cart', () => {
  it('is empty at first', async () => {
    expect(await cart()).toEqual({ items: [], total_amount: '0.00', currency: 'usd' });
  });

  it('shows films in the order in which they were put in, with what they cost together', async () => {
    const heat = await aMovie(app, { price: '9.99', genres: ['Crime', 'Drama'] });
    const alien = await aMovie(app, { price: '4.50', genres: [] });
    const answer = await add(heat.uuid).expect(201);
    await add(alien.uuid.toUpperCase()).expect(201);

    const { items, total_amount, currency } = await cart();

    expect(items[0]).toEqual(answer.body);
    expect(items[0]).toEqual({
      movie: {
        uuid: heat.uuid,
        name: heat.name,
        title: heat.name,
        year: heat.year,
        genres: heat.genres,
        poster: null,
      },
      price: '9.99',
      currency: 'usd',
      available: true,
      reason: null,
      added_at: expect.stringMatching(/^20.*Z$/),
    });
    expect(items.map((item) => item.movie.uuid)).toEqual([heat.uuid, alien.uuid]);
    expect([total_amount, currency]).toEqual(['14.49', 'usd']);
  });

  it('is its owner’s alone', async () => {
    await add((await aMovie(app)).uuid).expect(201);

    expect((await cart('cashier')).items).toEqual([]);
  });

  it('shows today’s price', async () => {
    const { uuid } = await aMovie(app, { price: '9.99' });
    await add(uuid).expect(201);
    await change(uuid, { price: '12.00' });

    expect(await cart()).toMatchObject({ items: [{ price: '12.00' }], total_amount: '12.00' });
  });

  it('shows where the poster lies, as the film itself does', async () => {
    const { uuid } = await aMovie(app);
    await app.database.query(`UPDATE movies SET poster = 'posters/3f/3fa85f64' WHERE uuid = $1`, [uuid]);
    await add(uuid).expect(201);
    const film = await app.as('user').get(`/movies/${uuid}`).expect(200);

    expect((await cart()).items[0]?.movie.poster).toEqual(film.body.poster);
    expect(film.body.poster.w185).toContain('3fa85f64');
  });

  it('loses a film, and then all of them', async () => {
    const [one, two, three] = [await aMovie(app), await aMovie(app), await aMovie(app)];
    for (const { uuid } of [one, two, three]) await add(uuid).expect(201);
    await add(one.uuid, 'cashier').expect(201);

    await app.as('user').delete(`/cart/items/${two.uuid}`).expect(204);
    expect((await cart()).items.map(({ movie }) => movie.uuid)).toEqual([one.uuid, three.uuid]);
    await app.as('user').delete(`/cart/items/${two.uuid}`).expect(204);

    await app.as('user').delete('/cart/items').expect(204);
    expect((await cart()).items).toEqual([]);
    await app.as('user').delete('/cart/items').expect(204);
    expect((await cart('cashier')).items).toHaveLength(1);
  });
});

describe('a film that is put into a cart', () => {
  it('is refused while it is in there', async () => {
    const { uuid } = await aMovie(app);
    await add(uuid).expect(201);

    expect(await problem(uuid)).toMatchObject({ type: '/problems/already-in-cart' });
    expect((await cart()).items).toHaveLength(1);
    await app.as('user').delete(`/cart/items/${uuid}`).expect(204);
    await add(uuid).expect(201);
  });

  it('is not found when it is unknown or deleted', async () => {
    const { uuid } = await aMovie(app);
    await app.as('moderator').delete(`/movies/${uuid}`).expect(204);

    for (const one of [uuid, UNKNOWN]) {
      expect(await problem(one, 404)).toMatchObject({ type: '/problems/not-found' });
      await app.as('user').delete(`/cart/items/${one}`).expect(404);
    }
  });

  it.each([
    [{ withdrawn: true }, 'not-on-sale', 'withdrawn'],
    [{ sale_from: '2100-01-01T00:00:00Z' }, 'not-on-sale', 'not-on-sale-yet'],
    [{ sale_until: '2001-01-01T00:00:00Z' }, 'not-on-sale', 'sale-ended'],
    [{ countries: ['DE'] }, 'region-locked', undefined],
  ])('is refused with %j', async (facts, slug, reason) => {
    const { uuid } = await aMovie(app, facts);

    const said = await problem(uuid);

    expect([said['type'], said['reason']]).toEqual([`/problems/${slug}`, reason]);
    expect((await cart()).items).toEqual([]);
  });

  it('depends on where and how old somebody is', async () => {
    const { uuid } = await aMovie(app, { countries: ['DE'], min_age: 18 });
    await app
      .as('user')
      .patch('/profiles/me')
      .send({ country: 'DE', date_of_birth: '2020-01-01' })
      .expect(200);
    expect(await problem(uuid)).toMatchObject({ type: '/problems/too-young' });

    await app.as('user').patch('/profiles/me').send({ date_of_birth: '1990-01-01' }).expect(200);
    await add(uuid).expect(201);
  });

  it('is refused to who owns it', async () => {
    const { uuid } = await aMovie(app);
    const { line, movie } = await anOrderLine(uuid, 'paid');
    await app.database.query(
      'INSERT INTO purchases (user_id, movie_id, order_item_id, purchased_at) VALUES (1, $1, $2, now())',
      [movie, line],
    );

    expect(await problem(uuid)).toMatchObject({ type: '/problems/already-purchased' });
    await add(uuid, 'cashier').expect(201);
  });

  it('is refused while it waits in an order, which is named', async () => {
    const { uuid } = await aMovie(app);
    const { order, line, movie } = await anOrderLine(uuid, 'pending');
    await app.database.query(
      'INSERT INTO movie_claims (user_id, movie_id, order_item_id) VALUES (1, $1, $2)',
      [movie, line],
    );

    expect(await problem(uuid)).toMatchObject({ type: '/problems/in-open-order', order_id: order });
  });

  it.each([
    [{}],
    [{ movie_uuid: 'heat' }],
    [{ movie_uuid: 7 }],
    [{ movie_uuid: null }],
    [{ movie_uuid: UNKNOWN, n: 1 }],
  ])('is refused as %j', async (body) => {
    const { body: said } = await app.as('user').post('/cart/items').send(body).expect(422);

    expect(said.errors).toHaveLength(1);
  });

  it('has a UUID in the path, too', async () => {
    const { body } = await app.as('user').delete('/cart/items/heat').expect(422);

    expect(body.errors).toEqual([{ field: 'uuid', message: 'must be a UUID' }]);
  });
});

describe('a film in a cart that cannot be bought any more', () => {
  it('is marked with the reason, and does not count for the total', async () => {
    const [kept, withdrawn] = [await aMovie(app, { price: '3.00' }), await aMovie(app, { price: '5.00' })];
    for (const { uuid } of [kept, withdrawn]) await add(uuid).expect(201);
    await change(withdrawn.uuid, { withdrawn: true });

    expect(await cart()).toMatchObject({
      items: [
        { movie: { uuid: kept.uuid }, available: true, reason: null },
        { movie: { uuid: withdrawn.uuid }, available: false, reason: 'withdrawn', price: '5.00' },
      ],
      total_amount: '3.00',
    });
    expect(await problem(withdrawn.uuid)).toMatchObject({ type: '/problems/already-in-cart' });
  });

  it('can be taken out even when it is deleted', async () => {
    const { uuid } = await aMovie(app);
    await add(uuid).expect(201);
    await app.database.query('UPDATE movies SET deleted_at = now() WHERE uuid = $1', [uuid]);
    expect((await cart()).items).toMatchObject([{ movie: { uuid }, available: false, reason: 'deleted' }]);

    await app.as('user').delete(`/cart/items/${uuid}`).expect(204);

    expect((await cart()).items).toEqual([]);
    await app.as('user').delete(`/cart/items/${uuid}`).expect(404);
  });
});

describe('films', () => {
  it('say whether they are in the viewer’s cart', async () => {
    const [film, other] = [await aMovie(app), await aMovie(app)];
    await add(film.uuid).expect(201);

    const { body } = await app.as('user').get('/movies?sort=-created_at&per_page=2').expect(200);

    const seen = new Map((body as MoviePage).items.map(({ uuid, in_cart }) => [uuid, in_cart]));
    expect([seen.get(film.uuid), seen.get(other.uuid)]).toEqual([true, false]);
    expect((await app.as('user').get(`/movies/${film.uuid}`)).body.in_cart).toBe(true);
    expect((await app.as('cashier').get(`/movies/${film.uuid}`)).body.in_cart).toBe(false);
    expect((await app.as().get(`/movies/${film.uuid}`)).body).not.toHaveProperty('in_cart');
  });
});

describe('strangers', () => {
  it.each([
    ['get', '/cart'],
    ['post', '/cart/items'],
    ['delete', '/cart/items'],
    ['delete', `/cart/items/${UNKNOWN}`],
  ] as const)('who %s %s are asked to sign up, and where', async (method, path) => {
    const answer = await app.as()[method](path).expect(401);

    expect(answer.body).toMatchObject({ type: '/problems/sign-up-required', register: '/accounts/register' });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('find the address where they can sign up, and what it is about', async () => {
    const { body } = await app.as().get('/cart').expect(401);

    await app.as().post(body.register).send({}).expect(422);
    await app.as().get(body.type).expect(200);
  });

  it('are not asked to sign up again for a token that is not good any more, nor elsewhere', async () => {
    const expired = await app.as().get('/cart').set('authorization', 'Bearer forged').expect(401);
    const elsewhere = await app.as().get('/favorites').expect(401);

    for (const { body } of [expired, elsewhere]) expect(body.type).toBe('/problems/unauthenticated');
  });
});
