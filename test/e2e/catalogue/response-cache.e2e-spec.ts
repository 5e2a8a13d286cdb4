import { setTimeout as delay } from 'node:timers/promises';
import { aMovie, aMovieBody } from '../../support/factories.js';
import { redisIsInstalled, startTestRedis, type TestRedis } from '../../support/redis-server.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const EDITING_MS = 3_000;
const PAUSE_MS = 20;
/** How old an answer may be that another instance gives. */
const PROMISE_MS = 1_000;

const withRedis = redisIsInstalled('kept answers of several instances on Redis');

describe.each(['PostgreSQL alone', ...(withRedis ? ['Redis'] : [])])('kept answers on %s', (place) => {
  let redis: TestRedis | undefined;
  let writer: TestApp;
  let other: TestApp;

  beforeAll(async () => {
    if (place === 'Redis') redis = await startTestRedis();
    const environment = { RESPONSE_CACHE: 'on', ...(redis ? { REDIS_URL: redis.url } : {}) };
    writer = await createTestApp({ environment });
    other = await createTestApp({ environment, database: writer.database });
  });
  afterAll(async () => {
    await other.close();
    await writer.close();
    await redis?.close();
  });

  const edit = (uuid: string, name: string) =>
    writer.as('moderator').patch(`/movies/${uuid}`).send({ name }).expect(200);
  const namesOn = async (app: TestApp, address: string): Promise<string[]> => {
    const { items } = (await app.as().get(address).expect(200)).body as { items: { name: string }[] };
    return items.map((item) => item.name);
  };
  /** The number at the end of the name of the only film at an address. */
  const editionOn = async (app: TestApp, address: string): Promise<number> => {
    const names = await namesOn(app, address);
    expect(names).toEqual([expect.stringMatching(/^Edition \d+$/)]);
    return Number(names[0]?.split(' ')[1]);
  };

  it('are never stale where somebody edits, and for less than a second elsewhere', async () => {
    const film = await aMovie(writer, { name: 'Edition 0', year: 1950 });
    const address = '/movies?year=1950';
    const editedAt = [performance.now()];
    const end = performance.now() + EDITING_MS;
    const stale: string[] = [];
    const lags: number[] = [];

    const editing = async (): Promise<void> => {
      for (let edition = 1; performance.now() < end; edition += 1) {
        await edit(film.uuid, `Edition ${edition}`);
        editedAt.push(performance.now());
        const seen = await editionOn(writer, address);
        if (seen !== edition) stale.push(`${seen} instead of ${edition}`);
        await delay(PAUSE_MS);
      }
    };
    const reading = async (): Promise<void> => {
      while (performance.now() < end) {
        const asked = performance.now();
        const replacedAt = editedAt[(await editionOn(other, address)) + 1] ?? Infinity;
        lags.push(Math.max(0, asked - replacedAt));
        await delay(PAUSE_MS / 2);
      }
    };
    await Promise.all([editing(), reading()]);

    expect(stale).toEqual([]);
    expect(editedAt.length).toBeGreaterThan(10);
    expect(lags.length).toBeGreaterThan(10);
    expect(Math.max(...lags)).toBeGreaterThan(0);
    expect(Math.max(...lags)).toBeLessThan(PROMISE_MS);
  });

  it('are no answers to those who are signed in', async () => {
    const film = await aMovie(writer, { name: 'Before', year: 1951 });
    await namesOn(other, '/movies?year=1951');
    await edit(film.uuid, 'After');

    const { body } = await other.as('user').get('/movies?year=1951').expect(200);

    expect(body.items).toMatchObject([{ name: 'After' }]);
  });

  it('look like all others', async () => {
    await aMovie(writer, { name: 'Amélie "2"', year: 1952 });
    const address = '/movies?year=1952';

    const [first, kept] = [await writer.as().get(address), await writer.as().get(address)];
    const known = await writer
      .as()
      .get(address)
      .set('if-none-match', kept.headers['etag'] ?? '');
    const notKept = await writer.as().get(address).set('authorization', 'Bearer of-nobody');

    expect(kept.body.items).toMatchObject([{ name: 'Amélie "2"' }]);
    for (const name of ['content-type', 'etag', 'cache-control', 'content-length']) {
      expect([name, kept.headers[name]]).toEqual([name, first.headers[name]]);
    }
    expect(kept.body).toEqual(notKept.body);
    expect(kept.headers['etag']).toBe(notKept.headers['etag']);
    expect(kept.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
    expect(known.status).toBe(304);
  });

  it('follow changes of every kind on the instance that makes them', async () => {
    const moderator = writer.as('moderator');
    const listed = () => namesOn(writer, '/movies?year=1953');
    expect(await listed()).toEqual([]);
    const film = await moderator
      .post('/movies')
      .send(aMovieBody({ name: 'New', year: 1953, genres: ['Noir'] }));
    expect(await listed()).toEqual(['New']);
    const genres = await writer.as().get('/genres?q=noir').expect(200);
    const [genre] = genres.body.items as { id: number; name: string; movie_count: number }[];
    expect(genre).toMatchObject({ name: 'Noir', movie_count: 1 });
    await moderator.patch(`/genres/${genre?.id}`).send({ name: 'Film noir' }).expect(200);
    expect((await writer.as().get('/genres?q=noir')).body.items).toMatchObject([{ name: 'Film noir' }]);
    expect((await writer.as().get('/movies?year=1953')).body.items).toMatchObject([
      { genres: [{ name: 'Film noir' }] },
    ]);
    await moderator.delete(`/movies/${film.body.uuid}`).expect(204);
    expect(await listed()).toEqual([]);
  });

  it('are never errors', async () => {
    const unknown = '/movies/0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11/similar';
    const [first, second] = [await writer.as().get(unknown), await writer.as().get(unknown)];

    expect([first.status, second.status]).toEqual([404, 404]);
    expect(second.body.request_id).toBe(second.headers['x-request-id']);
    expect(second.body.request_id).not.toBe(first.body.request_id);
  });
});
