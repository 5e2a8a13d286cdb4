import { CartService } from '../../../src/modules/cart/index.js';
import { CartContributor } from '../../../src/modules/cart/own-state/cart.contributor.js';
import { Transaction } from '../../../src/platform/database/index.js';
import { Invariants } from '../../../src/platform/invariants/index.js';
import { eventually } from '../../support/eventually.js';
import { aMovie } from '../../support/factories.js';
import { Gate } from '../../support/job-script.js';
import { TEST_PASSWORD } from '../../support/test-accounts.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
});
afterEach(() => app.close());

const add = (uuid: string) => app.as('user').post('/cart/items').send({ movie_uuid: uuid });
const statuses = async (answers: PromiseLike<{ status: number }>[]): Promise<number[]> =>
  (await Promise.all(answers)).map(({ status }) => status).sort();
const rows = () => app.database.query('SELECT movie_id FROM cart_items ORDER BY id');

/** Until a statement waits for a lock. */
const somebodyWaits = () =>
  eventually(async () =>
    expect(
      await app.database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      ),
    ).toHaveLength(1),
  );

/** What is wrong with carts. */
const brokenRules = async (): Promise<string[]> =>
  (await app.get(Invariants).check())
    .filter(({ name, broken }) => name.includes('cart') && broken.length > 0)
    .map(({ name }) => name);

/** Films, entered past the application. @returns their ids */
async function films(count: number): Promise<number[]> {
  const { uuid } = await aMovie(app);
  const entered = await app.database.query<{ id: number }>(
    `INSERT INTO movies (name, name_folded, year, time, imdb, votes, description, price, certification_id)
     SELECT name || ' ' || n, lower(name || ' ' || n), year, time, imdb, votes, description, price, certification_id
     FROM movies, generate_series(1, $2) n WHERE uuid = $1 RETURNING id`,
    [uuid, count],
  );
  return entered.map(({ id }) => id);
}

async function fill(movieIds: readonly number[]): Promise<void> {
  await app.database.query('INSERT INTO carts (user_id) VALUES (1) ON CONFLICT DO NOTHING');
  await app.database.query(
    'INSERT INTO cart_items (cart_id, movie_id) SELECT c.id, f FROM carts c, unnest($1::int[]) f WHERE c.user_id = 1',
    [movieIds],
  );
}

describe('a film that is put into a cart many times at once', () => {
  it('is in there once, and one request did it', async () => {
    const { uuid } = await aMovie(app);

    expect(await statuses(Array.from({ length: 20 }, () => add(uuid)))).toEqual([
      201,
      ...Array<number>(19).fill(409),
    ]);

    expect(await rows()).toHaveLength(1);
    expect(await app.database.query('SELECT 1 FROM carts')).toHaveLength(1);
  });
});

describe('a cart', () => {
  it('holds 100 films, also when the last ones come at once', async () => {
    await fill(await films(95));
    const more = await Promise.all(Array.from({ length: 12 }, () => aMovie(app)));

    const answers = await Promise.all(more.map(({ uuid }) => add(uuid)));

    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(5).fill(201),
      ...Array<number>(7).fill(409),
    ]);
    const refused = answers.filter(({ status }) => status === 409);
    for (const { body } of refused) expect(body.type).toBe('/problems/cart-full');
    expect(await rows()).toHaveLength(100);
    expect(await brokenRules()).toEqual([]);
    await fill((await films(1)).slice(0, 1));
    expect(await brokenRules()).toEqual(['a cart holds 100 films at most']);
  });

  it('is kept to one order at a time, and takes nothing in meanwhile', async () => {
    const [former, { uuid }] = [await aMovie(app), await aMovie(app)];
    await add(former.uuid).expect(201);
    const carts = app.get(CartService);
    const [locked, gate] = [new Gate(), new Gate()];
    const ordering = app.get(Transaction).run(async () => {
      await carts.lock(1);
      locked.open();
      await gate.opened;
      return carts.moviesIn(1);
    });
    await locked.opened;

    const sent = add(uuid).then(({ status }) => status);
    await somebodyWaits();
    gate.open();

    expect(await ordering).toHaveLength(1);
    expect(await sent).toBe(201);
    expect(await carts.moviesIn(1)).toHaveLength(2);
  });

  it('can be locked inside a transaction only', async () => {
    await expect(app.get(CartService).lock(1)).rejects.toThrow('Transaction.run');
    await expect(app.get(CartService).putBack(1, [])).rejects.toThrow('Transaction.run');
  });

  it('gives films to an order, and takes back those that it does not have, as long as there is room', async () => {
    const all = await films(105);
    await fill(all.slice(0, 3));
    const carts = app.get(CartService);
    const inTransaction = <T>(work: () => Promise<T>): Promise<T> => app.get(Transaction).run(work);

    await inTransaction(() => carts.take(1, [all[0] ?? 0, all[2] ?? 0, all[90] ?? 0]));
    expect(await carts.moviesIn(1)).toEqual([all[1]]);

    await inTransaction(() => carts.putBack(1, [all[2] ?? 0, all[1] ?? 0, all[0] ?? 0]));
    expect(await carts.moviesIn(1)).toEqual([all[1], all[2], all[0]]);

    await inTransaction(() => carts.putBack(1, all));
    expect(await carts.moviesIn(1)).toHaveLength(100);
  });
});

describe('a film that is deleted', () => {
  it('is in carts that can be counted, and leaves them all, whose owners are named', async () => {
    const { uuid } = await aMovie(app);
    const [row] = await app.database.query<{ id: number }>('SELECT id FROM movies WHERE uuid = $1', [uuid]);
    const id = row?.id ?? 0;
    await add(uuid).expect(201);
    await app.as('cashier').post('/cart/items').send({ movie_uuid: uuid }).expect(201);
    await add((await aMovie(app)).uuid).expect(201);
    const contributor = app.get(CartContributor);

    expect(await contributor.countPlans(id)).toBe(2);
    expect(await contributor.dropPlans(id)).toEqual([1, 2]);

    expect(await contributor.countPlans(id)).toBe(0);
    expect(await rows()).toHaveLength(1);
  });

  it('is not put into a cart by who asked before', async () => {
    const { uuid } = await aMovie(app);
    await app.database.query('BEGIN');
    await app.database.query('UPDATE movies SET deleted_at = now() WHERE uuid = $1', [uuid]);

    const sent = add(uuid).then(({ status }) => status);
    await somebodyWaits();
    await app.database.query('COMMIT');

    expect(await sent).toBe(404);
    expect(await rows()).toEqual([]);
  });
});

describe('an account that is deleted', () => {
  it('takes its cart along, also what arrives meanwhile', async () => {
    const [first, ...more] = await Promise.all(Array.from({ length: 8 }, () => aMovie(app)));
    await add(first?.uuid ?? '').expect(201);
    await app.as('cashier').post('/cart/items').send({ movie_uuid: first?.uuid }).expect(201);

    const [deletion, ...answers] = await Promise.all([
      app.as('user').delete('/accounts/me').send({ password: TEST_PASSWORD }),
      ...more.map(({ uuid }) => add(uuid)),
    ]);

    expect(deletion.status).toBe(204);
    for (const { status } of answers) expect([201, 401]).toContain(status);
    expect(await app.database.query('SELECT user_id FROM carts')).toEqual([{ user_id: 2 }]);
    expect(await rows()).toHaveLength(1);
    expect(await app.get(Transaction).run(() => app.get(CartService).lock(1))).toBeUndefined();
    await app.get(Transaction).run(() => app.get(CartService).putBack(1, [1]));
    expect(await rows()).toHaveLength(1);
    expect(await brokenRules()).toEqual([]);
  });
});
