import { aMovie } from '../../support/factories.js';
import { eventually } from '../../support/eventually.js';
import {
  aCustomer,
  type Customer,
  expectInvariants,
  fillCart,
  openShop,
  type Shop,
} from '../../support/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterEach(() => expectInvariants(shop));
afterAll(() => shop.close());

const told = async (client: Customer['client'], kind: string): Promise<unknown[]> => {
  const { body } = await client.get('/notifications').expect(200);
  return (body as { items: { kind: string }[] }).items.filter((item) => item.kind === kind);
};

describe('a film that lies in carts', () => {
  it('is deleted only by force; moderators hear of the attempt, and owners of the deletion', async () => {
    const film = await aMovie(shop.app, { name: 'Manhunter', year: 1986 });
    const [one, other] = [await aCustomer(shop), await aCustomer(shop)];
    for (const customer of [one, other]) await fillCart(shop, customer, [film]);
    const [moderator, admin] = [shop.app.as('moderator'), shop.app.as('admin')];

    const { body } = await moderator.delete(`/movies/${film.uuid}`).expect(409);
    expect(body).toMatchObject({ type: '/problems/movie-in-carts', carts: 2 });
    await eventually(async () => {
      expect(await told(admin, 'movie-in-carts')).toMatchObject([
        { title: expect.stringMatching(/wanted to delete Manhunter \(1986\)$/) },
      ]);
    });
    await moderator.get(`/movies/${film.uuid}`).expect(200);

    await moderator.delete(`/movies/${film.uuid}?force=true`).expect(204);
    await moderator.get(`/movies/${film.uuid}`).expect(404);
    await eventually(async () => {
      for (const { client } of [one, other]) {
        expect(await told(client, 'movie-taken-from-cart')).toMatchObject([
          { title: 'Manhunter (1986) is no longer in your cart' },
        ]);
      }
    });
    expect((await one.client.get('/cart').expect(200)).body).toMatchObject({ items: [] });
    expect(await told(moderator, 'movie-in-carts')).toEqual([]);
  });

  it('is deleted at once where it lies in none, and nobody is told', async () => {
    const film = await aMovie(shop.app);
    await shop.app.as('moderator').delete(`/movies/${film.uuid}`).expect(204);
    await shop.app.as('moderator').delete(`/movies/${film.uuid}`).expect(404);
  });
});
