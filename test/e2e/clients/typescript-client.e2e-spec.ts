import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createCinemaClient, type Tokens } from '../../../clients/typescript/src/index.js';
import { aMovie } from '../../support/factories.js';
import { actOnPage, aCustomer, openShop, type Shop } from '../../support/shop.js';
import { TEST_PASSWORD } from '../../support/test-accounts.js';
import { eventually } from '../../support/eventually.js';

describe('The TypeScript client', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());

  it('is made from the API as it is', async () => {
    await promisify(execFile)(process.execPath, ['scripts/generate-clients.js', '--check'], {
      env: { ...process.env, DATABASE_URL: process.env['CINEMA_TEST_SERVER_URL'] ?? '' },
    });
  }, 60_000);

  it('takes somebody from a film to their library', async () => {
    const film = await aMovie(shop.app, { price: '9.99' });
    const { email } = await aCustomer(shop);
    const cinema = createCinemaClient({ baseUrl: shop.url });
    await cinema.signIn(email, TEST_PASSWORD);

    const found = await cinema.GET('/movies/{uuid}', { params: { path: { uuid: film.uuid } } });
    expect(found.data?.price).toBe('9.99');
    await cinema.POST('/cart/items', { body: { movie_uuid: film.uuid } });
    const order = await cinema.POST('/orders', { body: {} });
    const id = order.data?.id ?? 0;
    const checkout = await cinema.POST('/orders/{id}/checkout', { params: { path: { id } }, body: {} });
    await actOnPage(checkout.data?.checkout_url ?? '', 'paid');

    await eventually(async () => {
      const library = await cinema.GET('/purchases', {});
      expect(library.data?.items.map(({ uuid }) => uuid)).toEqual([film.uuid]);
    });
    const { error, response } = await cinema.POST('/cart/items', { body: { movie_uuid: film.uuid } });
    expect([response.status, error?.type]).toEqual([409, '/problems/already-purchased']);
    await cinema.signOut();
    expect((await cinema.GET('/purchases', {})).response.status).toBe(401);
  });

  it('renews a token that has run out once, for all requests that it was refused to', async () => {
    const { email } = await aCustomer(shop);
    const told: (Tokens | undefined)[] = [];
    const cinema = createCinemaClient({ baseUrl: shop.url, onTokens: (tokens) => told.push(tokens) });
    await cinema.signIn(email, TEST_PASSWORD);
    const late = createCinemaClient({
      baseUrl: shop.url,
      tokens: { access_token: 'has.run.out', refresh_token: told[0]?.refresh_token ?? '' },
      onTokens: (tokens) => told.push(tokens),
    });

    const answers = await Promise.all([
      late.GET('/accounts/me', {}),
      late.PATCH('/profiles/me', { body: { first_name: 'Ada' } }),
      late.GET('/cart', {}),
    ]);

    expect(answers.map(({ response }) => response.status)).toEqual([200, 200, 200]);
    expect(told).toHaveLength(2);
  });
});
