import { daysAfter } from '../../../src/modules/theatre/screenings/local-time.policy.js';
import type { ContractProblemPage } from '../../../src/modules/distribution/contracts/problems/contract-problem.dto.js';
import { aPaidSeatOrder } from '../../support/booking.js';
import { aContract } from '../../support/distribution.js';
import { giveBack } from '../../support/loyalty.js';
import { aCustomer, openShop, type Shop } from '../../support/shop.js';
import { aCinema, aHall, aScreening, type TestCinema, type TestHall } from '../../support/theatre.js';

let shop: Shop;
let cinema: TestCinema;
let hall: TestHall;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(async () => {
  cinema = await aCinema(shop.app);
  hall = await aHall(shop.app, { cinema, type: 'imax' });
});
afterAll(() => shop.close());

const problems = async (query: object = {}): Promise<ContractProblemPage> =>
  (
    await shop.app
      .as('moderator')
      .get('/rental-contracts/problems')
      .query({ cinema_id: cinema.id, ...query })
      .expect(200)
  ).body as ContractProblemPage;
const shownIn = (days: number) => {
  const date = daysAfter(new Date().toISOString().slice(0, 10), days);
  return aScreening(shop.app, { hall, startsAt: new Date(`${date}T17:30:00Z`) });
};

describe('screenings without a contract', () => {
  it('are told with what they took, until there is a contract', async () => {
    const screening = await shownIn(2);
    const buyer = await aCustomer(shop);
    const order = await aPaidSeatOrder(buyer, screening, 'B1 B2 B3');
    await giveBack(buyer, order, [order.lines[0]?.id ?? 0]);

    const movie = await shop.app.as().get(`/movies/${screening.movie.uuid}`).expect(200);
    const { uuid, name, year } = movie.body as { uuid: string; name: string; year: number };
    expect((await problems()).items).toEqual([
      {
        screening_id: screening.id,
        movie: { uuid, name, year },
        cinema: { id: cinema.id, name: cinema.name },
        hall: { id: hall.id, name: hall.name, type: 'imax' },
        format: '2D',
        starts_at: screening.startsAt.toISOString(),
        local_start: expect.stringMatching(/T1[89]:30:00\+0[12]:00$/),
        tickets_sold: 2,
        gross: '36.00',
        currency: 'usd',
      },
    ]);
    const day = screening.startsAt.toISOString().slice(0, 10);
    await aContract(shop.app, { movie: { uuid }, hall_type: 'vip', starts_on: day, ends_on: day });
    expect((await problems()).total_items).toBe(1);
    await aContract(shop.app, { movie: { uuid }, starts_on: day, ends_on: day });
    expect((await problems()).total_items).toBe(0);
  });

  it('are those of the last 30 days and the next 14, unless the query says otherwise', async () => {
    const days = [-32, -28, 12, 16];
    const ids: number[] = [];
    for (const day of days) ids.push((await shownIn(day)).id);
    const found = async (query: object = {}): Promise<number[]> =>
      (await problems(query)).items.map(({ screening_id }) => screening_id);
    const on = (day: number): string => daysAfter(new Date().toISOString().slice(0, 10), day);

    expect(await found()).toEqual([ids[1], ids[2]]);
    expect(await found({ from: on(-33), to: on(17) })).toEqual(ids);
    expect(await found({ from: on(-33), to: on(17), sort: '-starts_at' })).toEqual([...ids].reverse());
    expect(await found({ from: on(10) })).toEqual([ids[2]]);
    expect(await found({ from: on(15) })).toEqual([ids[3]]);
    expect(await found({ to: on(-31) })).toEqual([ids[0]]);
    expect(await found({ cinema_id: (await aCinema(shop.app)).id })).toEqual([]);
    const first = await problems({ per_page: 1 });
    expect(first).toMatchObject({ total_items: 2, items: [{ screening_id: ids[1] }] });
    const next = await shop.app
      .as('moderator')
      .get(first.next_page ?? '')
      .expect(200);
    expect(next.body).toMatchObject({ items: [{ screening_id: ids[2] }] });
  });

  it.each([
    ['from', { from: '2026-02-01', to: '2026-01-01' }],
    ['from', { from: 'yesterday' }],
    ['to', { to: '2026-02-30' }],
    ['cinema_id', { cinema_id: 'all' }],
    ['sort', { sort: 'gross' }],
  ])('are not asked for by a wrong %s', async (field, query) => {
    const { body } = await shop.app
      .as('moderator')
      .get('/rental-contracts/problems')
      .query(query)
      .expect(422);

    expect((body as { errors: object[] }).errors).toMatchObject([{ field }]);
  });
});
