import type { AdminCartPage } from '../../../src/modules/cart/administration/admin-cart.dto.js';
import { aMovie } from '../../support/factories.js';
import { aPerson, type Person, signIn, withToken } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
});
beforeEach(async () => {
  await app.database.query('DELETE FROM carts');
});
afterAll(() => app.close());

/** Somebody with these films in the cart. */
async function aBuyer(...uuids: readonly string[]): Promise<Person> {
  const person = await aPerson(app);
  const client = withToken(app, (await signIn(app, person)).access_token);
  for (const uuid of uuids) await client.post('/cart/items').send({ movie_uuid: uuid }).expect(201);
  return person;
}

const list = async (query = ''): Promise<AdminCartPage> =>
  (await app.as('admin').get(`/admin/carts${query}`).expect(200)).body as AdminCartPage;
const owners = async (query = ''): Promise<number[]> => (await list(query)).items.map(({ user }) => user.id);

describe('administrators', () => {
  it('see somebody’s cart as its owner does', async () => {
    const { uuid } = await aMovie(app, { price: '7.00' });
    const { id, email } = await aBuyer(uuid);

    const { body } = await app.as('admin').get(`/admin/users/${id}/cart`).expect(200);

    expect(body).toMatchObject({
      user: { id, email },
      items: [{ movie: { uuid }, price: '7.00', available: true }],
      total_amount: '7.00',
      currency: 'usd',
    });
  });

  it('see an empty cart of who never used one, and nothing of who does not exist', async () => {
    const { id } = await aPerson(app);

    expect((await app.as('admin').get(`/admin/users/${id}/cart`).expect(200)).body.items).toEqual([]);
    await app.as('admin').get('/admin/users/999999/cart').expect(404);
    await app.as('admin').get('/admin/users/nobody/cart').expect(422);
  });

  it('see all carts that have something in them, with what is in them', async () => {
    const [one, two] = [await aMovie(app, { price: '3.00' }), await aMovie(app, { price: '4.00' })];
    const first = await aBuyer(one.uuid, two.uuid);
    const second = await aBuyer(two.uuid);
    const emptied = await aBuyer(one.uuid);
    await app.database.query(
      'DELETE FROM cart_items WHERE cart_id = (SELECT id FROM carts WHERE user_id = $1)',
      [emptied.id],
    );

    const page = await list();

    expect(page).toMatchObject({ total_items: 2, total_pages: 1, prev_page: null, next_page: null });
    expect(page.items).toMatchObject([
      {
        user: { id: second.id, email: second.email },
        items: [{ movie: { uuid: two.uuid } }],
        total_amount: '4.00',
      },
      {
        user: { id: first.id, email: first.email },
        items: [{ movie: { uuid: one.uuid } }, { movie: { uuid: two.uuid } }],
        total_amount: '7.00',
      },
    ]);
  });

  it('find carts by owner', async () => {
    const { uuid } = await aMovie(app);
    const [one, two] = [await aBuyer(uuid), await aBuyer(uuid)];

    expect(await owners(`?user_id=${one.id}`)).toEqual([one.id]);
    expect(await owners(`?q=${encodeURIComponent(two.email.toUpperCase())}`)).toEqual([two.id]);
    expect(await owners(`?q=${one.id}`)).toContain(one.id);
    expect(await owners('?q=%25')).toEqual([]);
    expect(await owners(`?user_id=${one.id}&q=${encodeURIComponent(two.email)}`)).toEqual([]);
  });

  it('walk through the list in every order, both ways', async () => {
    const { uuid } = await aMovie(app);
    const people: Person[] = [];
    for (let n = 0; n < 5; n += 1) people.push(await aBuyer(uuid));
    const inOrder = people.map(({ id }) => id);

    for (const [sort, expected] of [
      ['user_id', inOrder],
      ['-user_id', [...inOrder].reverse()],
      ['email', inOrder],
      ['-id', [...inOrder].reverse()],
    ] as const) {
      const first = await list(`?sort=${sort}&per_page=2`);
      const next = (await app.as('admin').get(String(first.next_page)).expect(200)).body as AdminCartPage;
      const back = (await app.as('admin').get(String(next.prev_page)).expect(200)).body as AdminCartPage;
      const last = await list(`?sort=${sort}&per_page=2&page=3`);
      const walked = [...first.items, ...next.items, ...last.items].map(({ user }) => user.id);

      if (sort !== 'email') expect([sort, walked]).toEqual([sort, expected]);
      expect(new Set(walked).size).toBe(5);
      expect(back.items).toEqual(first.items);
    }
  });

  it.each(['?sort=total', '?user_id=0', '?colour=red', '?page=0'])(
    'are told what is wrong with %s',
    async (query) => {
      await app.as('admin').get(`/admin/carts${query}`).expect(422);
    },
  );

  it('alone see this', async () => {
    await app.as('moderator').get('/admin/carts').expect(403);
    await app.as('moderator').get('/admin/users/1/cart').expect(403);
    const { body } = await app.as().get('/admin/carts').expect(401);
    expect(body.type).toBe('/problems/unauthenticated');
  });
});
