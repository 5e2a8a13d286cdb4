import { getActiveResourcesInfo } from 'node:process';
import { eventually } from '../../../test/support/eventually.js';
import { type JobProcess, startJobProcess, testBackends } from '../../../test/support/job-process.js';
import { Gate, JobScript } from '../../../test/support/job-script.js';
import { redisIsInstalled, startTestRedis, type TestRedis } from '../../../test/support/redis-server.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { QueueStatus } from './index.js';

let database: TestDatabase;
let script: JobScript;

beforeEach(async () => {
  database = await createTestDatabase();
  script = new JobScript();
});

afterEach(() => database.drop());

const start = (redisUrl: string | undefined, drain = 10_000): Promise<JobProcess> =>
  startJobProcess({
    databaseUrl: database.url,
    redisUrl,
    providers: script.providers(),
    timing: { drain, poll: 200 },
  });

describe.each(testBackends('shutdown of the queue'))('A shutdown with the queue on $name', (backend) => {
  beforeAll(() => backend.start());
  afterEach(() => backend.lose(database));
  afterAll(() => backend.close());

  it('lets running jobs end, and keeps what came of them', async () => {
    const process = await start(backend.redisUrl());
    const gate = new Gate();
    script.attempt = () => gate.opened;
    const texts = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    for (const text of texts) await process.add('test.scripted', { text });
    await eventually(() => expect(script.begun).toHaveLength(5));

    const closing = process.close();
    gate.open();
    await closing;

    expect(script.done.toSorted()).toEqual(script.begun.toSorted());
    const [row] = await database.query('SELECT count(delivered_at)::int AS delivered FROM outbox');
    expect(row).toEqual({ delivered: script.done.length });
  });

  it('does not wait for ever', async () => {
    const process = await start(backend.redisUrl(), 100);
    const never = new Gate();
    script.attempt = () => never.opened;
    await process.add('test.scripted', { text: 'endless' });
    await eventually(() => expect(script.begun).toEqual(['endless']));

    await process.close();

    expect(await database.query('SELECT delivered_at, failed_at FROM outbox')).toEqual([
      { delivered_at: null, failed_at: null },
    ]);
    never.open();
  });

  it('right after the start is clean, too', async () => {
    const process = await start(backend.redisUrl());
    await process.close();
    await expect(database.query('SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });
});

describe('The queue on PostgreSQL', () => {
  it('goes on when the server ends all its connections', async () => {
    const process = await start(undefined);
    await process.add('test.scripted', { text: 'before' });
    await eventually(() => expect(script.done).toEqual(['before']));

    const ended = await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    expect(ended.length).toBeGreaterThan(2);
    await eventually(() => process.add('test.scripted', { text: 'after' }));
    await eventually(() => expect(script.done).toContain('after'));
    await process.close();
  });

  it('hears of jobs again after its ear was cut off', async () => {
    const process = await startJobProcess({
      databaseUrl: database.url,
      providers: script.providers(),
      timing: { poll: 60_000 },
    });
    const listening = `pid FROM pg_stat_activity WHERE application_name = 'online-cinema-outbox' AND datname = current_database()`;
    const [first] = await eventually(async () => {
      const rows = await database.query<{ pid: number }>(`SELECT ${listening}`);
      expect(rows).toHaveLength(1);
      return rows;
    });
    await database.query(`SELECT pg_terminate_backend(pid) FROM (SELECT ${listening}) AS ears`);
    await eventually(async () => {
      const [now] = await database.query<{ pid: number }>(`SELECT ${listening} AND query LIKE 'LISTEN%'`);
      expect(now?.pid).toEqual(expect.any(Number));
      expect(now?.pid).not.toBe(first?.pid);
    });

    await process.add('test.scripted', { text: 'loud' });
    await eventually(() => expect(script.done).toEqual(['loud']));
    await process.close();
  });
});

if (redisIsInstalled('outages of Redis')) {
  describe('The queue on Redis', () => {
    let redis: TestRedis;

    beforeEach(async () => {
      redis = await startTestRedis();
    });

    afterEach(() => redis.close());

    it('is waited for when it is away at the start, and jobs wait in the outbox', async () => {
      await redis.stop();
      const process = await start(redis.url);
      await expect(process.get(QueueStatus).ping()).rejects.toThrow();
      await process.add('test.scripted', { text: 'patient' });
      expect(await process.get(QueueStatus).depth()).toMatchObject({ waiting: 1 });

      await redis.start();
      await eventually(() => expect(script.done).toEqual(['patient']));
      await expect(process.get(QueueStatus).ping()).resolves.toBeUndefined();
      await process.close();
    });

    it('may go away and come back empty while jobs are added', async () => {
      const process = await start(redis.url);
      await process.add('test.scripted', { text: 'before' });
      await eventually(() => expect(script.done).toEqual(['before']));

      await redis.stop();
      await process.add('test.scripted', { text: 'during' });
      await expect(process.get(QueueStatus).ping()).rejects.toThrow();
      await redis.start();
      await process.add('test.scripted', { text: 'after' });

      await eventually(() => expect(script.done.toSorted()).toEqual(['after', 'before', 'during']));
      await process.close();
    });

    it('may be away for good when the process ends', async () => {
      const timers = (): number => getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
      const timersBefore = timers();
      const process = await start(redis.url);
      await process.add('test.scripted', { text: 'before' });
      await eventually(() => expect(script.done).toEqual(['before']));
      await redis.stop();

      await expect(process.close()).resolves.toBeUndefined();
      await eventually(() => expect(timers()).toBeLessThanOrEqual(timersBefore));
    });

    it('keeps its keys on one node of a cluster', async () => {
      const process = await start(redis.url);
      await process.add('test.scripted', { text: 'here' });
      await eventually(() => expect(script.done).toEqual(['here']));

      const keys = await redis.client.keys('*');
      expect(keys.length).toBeGreaterThan(0);
      expect(keys.filter((key) => !key.startsWith('{cinema}:'))).toEqual([]);
      await process.close();
    });
  });
}
