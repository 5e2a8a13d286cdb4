import { customersOf, fillCart, openShop, type Shop } from '../../support/shop.js';

describe('Guessing promo codes', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ environment: { RATE_LIMIT_SCALE: '0.04' } });
  });
  afterAll(() => shop.close());

  it('is counted by address, whichever accounts order with the codes', async () => {
    const guess = async (client: (typeof guessers)[number]['client'], n: number): Promise<number> =>
      (await client.post('/orders').send({ promo_code: `GUESS-${n}` })).status;
    const guessers = await customersOf(shop, 2);
    const statuses: number[] = [];
    for (const guesser of guessers) {
      const { client } = guesser;
      await fillCart(shop, guesser);
      for (let n = 0; n < 7; n += 1) statuses.push(await guess(client, n));
    }
    expect(statuses.filter((status) => status !== 429)).toHaveLength(12);
    expect(statuses.slice(12)).toEqual([429, 429]);
  });
});
