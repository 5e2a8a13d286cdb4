import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../../test/support/eventually.js';
import { redisIsInstalled, startTestRedis, type TestRedis } from '../../../test/support/redis-server.js';
import { parseSettings } from '../config/index.js';
import { type CachedAnswer, ResponseCache } from './response-cache.js';

const LIFETIME_MS = 900;
/** What readers are promised: the lifetime, and the time that an answer is on its way. */
const PROMISE_MS = 1_000;
const opened: ResponseCache[] = [];

beforeAll(() => Logger.overrideLogger(false));

function aCache(redisUrl?: string): ResponseCache {
  const cache = new ResponseCache(parseSettings({ REDIS_URL: redisUrl }));
  opened.push(cache);
  return cache;
}

afterEach(() => {
  for (const cache of opened.splice(0)) cache.onApplicationShutdown();
});

/** Something that makes a new answer each time and says how often it did. */
function aSource(work: () => Promise<unknown> = () => Promise.resolve()) {
  const source = {
    count: 0,
    begun: 0,
    compute: async (): Promise<CachedAnswer> => {
      source.count += 1;
      source.begun = performance.now();
      const body = `{"n":${source.count}}`;
      await work();
      return { body, etag: `"${source.count}"` };
    },
  };
  return source;
}

/** Asks until there is another answer; how long after `since` the old one was last asked for, in milliseconds. */
async function ageOfLast(cache: ResponseCache, key: string, since: number): Promise<number> {
  const renewed = { body: 'renewed', etag: '"r"' };
  let last = 0;
  for (;;) {
    const asked = performance.now();
    if ((await cache.get(key, 1, () => Promise.resolve(renewed))).body === 'renewed') return last;
    last = asked - since;
    await delay(5);
  }
}

let redis: TestRedis | undefined;
const withRedis = redisIsInstalled('cache of answers in Redis');
const places = [{ name: 'memory', shared: false }, ...(withRedis ? [{ name: 'Redis', shared: true }] : [])];

describe.each(places)('answers kept in $name', ({ shared }) => {
  beforeAll(async () => {
    if (shared) redis = await startTestRedis();
  });
  beforeEach(() => redis?.client.flushall());
  afterAll(async () => {
    await redis?.close();
    redis = undefined;
  });

  const ready = async (): Promise<ResponseCache> => {
    const cache = aCache(redis?.url);
    if (shared) await eventually(() => expect(cache.ping()).resolves.toBe(true));
    return cache;
  };

  it('are made once, however many want them at the same time', async () => {
    const cache = await ready();
    const source = aSource(() => delay(20));

    const answers = await Promise.all(
      Array.from({ length: 30 }, () => cache.get('/movies', 1, source.compute)),
    );
    answers.push(await cache.get('/movies', 1, source.compute));

    expect(source.count).toBe(1);
    expect(new Set(answers)).toEqual(new Set([{ body: '{"n":1}', etag: '"1"' }]));
    expect(cache.peek('/movies', 1)).toEqual(answers[0]);
  });

  it('live for less than a second, from the moment when they were begun', async () => {
    const cache = await ready();
    const source = aSource(() => delay(200));
    await cache.get('/movies', 1, source.compute);

    const age = await ageOfLast(cache, '/movies', source.begun);

    expect(age).toBeGreaterThan(LIFETIME_MS / 2);
    expect(age).toBeLessThan(PROMISE_MS);
  });

  it('are not kept when they are old as soon as they are there', async () => {
    const cache = await ready();
    const source = aSource(() => delay(LIFETIME_MS + 20));

    await cache.get('/movies', 1, source.compute);

    expect(cache.peek('/movies', 1)).toBeUndefined();
    await cache.get('/movies', 1, () => Promise.resolve({ body: 'new', etag: '"n"' }));
    expect(cache.peek('/movies', 1)?.body).toBe('new');
  });

  it('are other ones in another epoch and at another address', async () => {
    const cache = await ready();
    const source = aSource();
    await cache.get('/movies', 1, source.compute);

    const others = [
      await cache.get('/movies', 2, source.compute),
      await cache.get('/movies?page=2', 1, source.compute),
    ];

    expect(others.map((answer) => answer.etag)).toEqual(['"2"', '"3"']);
    expect(cache.peek('/movies', 3)).toBeUndefined();
    expect((await cache.get('/movies', 1, source.compute)).etag).toBe('"1"');
  });

  it('are not kept when they fail', async () => {
    const cache = await ready();
    const failure = new Error('no answer');
    const source = aSource(() => (source.count === 1 ? Promise.reject(failure) : Promise.resolve()));

    const both = await Promise.allSettled([1, 2].map(() => cache.get('/movies', 1, source.compute)));

    expect(both).toEqual([1, 2].map(() => ({ status: 'rejected', reason: failure })));
    expect((await cache.get('/movies', 1, source.compute)).etag).toBe('"2"');
  });

  it('take no more than 16 MB', async () => {
    const cache = await ready();
    const body = 'x'.repeat(1_000_000);
    const keys = Array.from({ length: 40 }, (_, index) => `/movies?page=${index}`);
    await Promise.all(keys.map((key) => cache.get(key, 1, () => Promise.resolve({ body, etag: '"x"' }))));

    const held = keys.filter((key) => cache.peek(key, 1) !== undefined);
    const huge = await cache.get('/all', 1, () => Promise.resolve({ body: body.repeat(9), etag: '"h"' }));

    expect(held.length).toBeGreaterThan(0);
    expect(held.length).toBeLessThanOrEqual(8);
    expect(huge.body).toHaveLength(9_000_000);
    expect(cache.peek('/all', 1)).toBeUndefined();
  });
});

it('without Redis there is nothing to ping', async () => {
  await expect(aCache().ping()).resolves.toBeUndefined();
});

if (withRedis) {
  describe('answers shared by Redis', () => {
    let server: TestRedis;
    beforeAll(async () => (server = await startTestRedis()));
    beforeEach(() => server.client.flushall());
    afterAll(() => server.close());

    const ready = async (): Promise<ResponseCache> => {
      const cache = aCache(server.url);
      await eventually(() => expect(cache.ping()).resolves.toBe(true));
      return cache;
    };
    const kept = (): Promise<void> => eventually(async () => expect(await server.client.dbsize()).toBe(1));

    it('are made by one instance for all', async () => {
      const [one, other] = [await ready(), await ready()];
      const answer = { body: '{"name":"Amélie\\n"}\nsecond line 侍', etag: 'W/"x"' };
      await one.get('/movies', 1, () => Promise.resolve(answer));
      await kept();

      const seen = await other.get('/movies', 1, () => Promise.reject(new Error('made twice')));

      expect(seen).toEqual(answer);
      expect(other.peek('/movies', 1)).toEqual(answer);
    });

    it('grow no younger on the way from one instance to another', async () => {
      const [one, other] = [await ready(), await ready()];
      const source = aSource();
      await one.get('/movies', 1, source.compute);
      await kept();
      await delay(LIFETIME_MS / 2);

      const age = await ageOfLast(other, '/movies', source.begun);

      expect(age).toBeGreaterThan(LIFETIME_MS / 2);
      expect(age).toBeLessThan(PROMISE_MS);
    });

    it('leave nothing behind in Redis', async () => {
      const cache = await ready();
      await cache.get('/movies', 1, aSource().compute);
      await kept();

      const [key = ''] = await server.client.keys('*');
      const left = await server.client.pttl(key);

      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThanOrEqual(LIFETIME_MS);
    });

    it('are made without Redis while it is silent, and soon', async () => {
      const cache = await ready();
      await server.client.call('CLIENT', 'PAUSE', '1500', 'ALL');
      const source = aSource();

      const asked = performance.now();
      const answer = await cache.get('/movies', 1, source.compute);

      expect(answer.etag).toBe('"1"');
      expect(performance.now() - asked).toBeLessThan(1_000);
      expect(cache.peek('/movies', 1)).toEqual(answer);
      await server.client.ping();
    });

    it('are made without Redis while it is away, and shared again when it is back', async () => {
      const away = aCache('redis://127.0.0.1:1');
      expect((await away.get('/movies', 1, aSource().compute)).etag).toBe('"1"');
      await expect(away.ping()).rejects.toThrow();

      const [one, other] = [await ready(), await ready()];
      await server.stop();
      const source = aSource();
      expect((await one.get('/movies', 1, source.compute)).etag).toBe('"1"');
      expect((await one.get('/movies', 1, source.compute)).etag).toBe('"1"');
      await expect(one.ping()).rejects.toThrow();
      await server.start();
      await eventually(async () => {
        expect(await Promise.all([one.ping(), other.ping()])).toEqual([true, true]);
      });
      await one.get('/genres', 1, source.compute);
      await kept();
      expect((await other.get('/genres', 1, aSource().compute)).etag).toBe('"2"');
    });
  });
}
