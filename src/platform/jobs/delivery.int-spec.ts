import { eventually } from '../../../test/support/eventually.js';
import {
  type JobProcess,
  startJobProcess,
  StandingClock,
  testBackends,
} from '../../../test/support/job-process.js';
import { Gate, JobScript } from '../../../test/support/job-script.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Transaction } from '../database/index.js';
import { DeadLetters, Outbox, QueueStatus } from './index.js';

const FIRST = { page: 1, per_page: 10 };

describe.each(testBackends('delivery of jobs'))('Jobs on $name', (backend) => {
  const text = (row: Record<string, unknown> | undefined): string => String(row?.['last_error']);
  let database: TestDatabase;
  let script: JobScript;
  let clock: StandingClock;
  let process: JobProcess;

  beforeAll(() => backend.start());
  afterAll(() => backend.close());

  beforeEach(async () => {
    database = await createTestDatabase();
    script = new JobScript();
    clock = new StandingClock();
    process = await startJobProcess({
      databaseUrl: database.url,
      redisUrl: backend.redisUrl(),
      providers: script.providers(),
      timing: { poll: 60_000 },
      clock,
    });
    await process.add('test.scripted', { text: 'warm-up' });
    await eventually(() => expect(script.done).toEqual(['warm-up']));
  });

  afterEach(async () => {
    await process.close();
    await backend.lose(database);
    await database.drop();
  });

  const jobs = (): Promise<Record<string, unknown>[]> =>
    database.query(`SELECT * FROM outbox WHERE payload->>'text' <> 'warm-up' ORDER BY id`);

  it('are delivered after the transaction is committed, and not before', async () => {
    await process.get(Transaction).run(async () => {
      await process.get(Outbox).add('test.scripted', { text: 'slow' });
      await database.query(
        `INSERT INTO outbox (name, payload, not_before) VALUES ('test.scripted', '{"text": "fast"}', $1)`,
        [clock.now()],
      );
      await database.query("SELECT pg_notify('outbox', '')");
      await eventually(() => expect(script.done).toEqual(['warm-up', 'fast']));
    });

    await eventually(() => expect(script.done).toEqual(['warm-up', 'fast', 'slow']));
    await eventually(async () => {
      expect(await jobs()).toMatchObject([
        { attempts: 1, delivered_at: clock.now(), last_error: null },
        { attempts: 1, delivered_at: clock.now(), last_error: null },
      ]);
    });
  });

  it('are not delivered when the transaction is rolled back', async () => {
    const attempt = process.get(Transaction).run(async () => {
      await process.get(Outbox).add('test.scripted', { text: 'never' });
      throw new Error('changed my mind');
    });
    await expect(attempt).rejects.toThrow('changed my mind');
    await process.add('test.scripted', { text: 'after' });

    await eventually(() => expect(script.done).toEqual(['warm-up', 'after']));
    expect(script.begun).toEqual(['warm-up', 'after']);
  });

  it('are all delivered, once each, when many are added at once', async () => {
    const texts = Array.from({ length: 250 }, (_, number) => `job ${number}`);
    await process.get(Transaction).run(async () => {
      for (const each of texts) await process.get(Outbox).add('test.scripted', { text: each });
    });

    await eventually(() => expect(script.done).toHaveLength(251));
    expect(new Set(script.begun).size).toBe(251);
    expect(script.begun).toHaveLength(251);
  });

  it('wait for their time', async () => {
    const later = new Date(clock.now().getTime() + 600_000);
    await process.add('test.scripted', { text: 'in ten minutes' }, { notBefore: later });
    await process.add('test.scripted', { text: 'now' });
    await eventually(() => expect(script.done).toEqual(['warm-up', 'now']));
    expect(await process.get(QueueStatus).depth()).toMatchObject({ waiting: 0, delayed: 1 });

    clock.advance(599);
    await process.add('test.scripted', { text: 'too early' });
    await eventually(() => expect(script.done).toEqual(['warm-up', 'now', 'too early']));

    clock.advance(1);
    await process.add('test.scripted', { text: 'in time' });
    await eventually(() => expect(script.done).toHaveLength(5));
    expect(script.done).toContain('in ten minutes');
  });

  it('are tried again after a failure', async () => {
    script.attempt = (_payload, { attempt }) => {
      if (attempt <= 3) throw new Error(`not at attempt ${attempt}`);
    };
    await process.add('test.scripted', { text: 'stubborn' });

    await eventually(() => expect(script.done).toEqual(['warm-up', 'stubborn']));
    await eventually(async () => {
      expect(await jobs()).toMatchObject([{ attempts: 4, delivered_at: clock.now(), failed_at: null }]);
    });
  });

  it('are given up after eight attempts, and get eight new ones from an administrator', async () => {
    script.attempt = () => {
      throw new Error('the server smtp://cinema:hunter2hunter2@mail.test says no');
    };
    const id = await process.add('test.scripted', { text: 'hopeless' });

    const letters = process.get(DeadLetters);
    await eventually(async () => expect(await letters.page(FIRST)).toMatchObject({ total: 1 }));
    expect((await letters.page(FIRST)).jobs).toEqual([
      {
        id,
        name: 'test.scripted',
        attempts: 8,
        createdAt: clock.now(),
        failedAt: clock.now(),
        lastError: 'Error: the server smtp://[hidden]@mail.test says no',
      },
    ]);
    expect(script.begun).toHaveLength(9);
    expect(await process.get(QueueStatus).depth()).toEqual({
      waiting: 0,
      active: 0,
      delayed: 0,
      failed: 1,
      oldestSeconds: 0,
    });

    script.attempt = () => undefined;
    await letters.retry(id);
    await eventually(() => expect(script.done).toEqual(['warm-up', 'hopeless']));
    await eventually(async () =>
      expect(await jobs()).toMatchObject([{ attempts: 1, failed_at: null, delivered_at: clock.now() }]),
    );
    await expect(letters.retry(id)).rejects.toThrow(`The job ${id} is not among the failed ones.`);
    await expect(letters.retry('999999')).rejects.toThrow('There is no job with the id 999999.');
    await expect(letters.retry('1; DROP')).rejects.toThrow('There is no job');
  });

  it('are counted by what they wait for', async () => {
    const gate = new Gate();
    script.attempt = ({ text: which }) =>
      which === 'broken' ? Promise.reject(new Error('no')) : gate.opened;
    await process.add('test.scripted', { text: 'at work' });
    await eventually(() => expect(script.begun).toContain('at work'));
    await database.query(
      `INSERT INTO outbox (name, payload, not_before) VALUES ('test.scripted', '{}', $1)`,
      [clock.now()],
    );
    clock.advance(90);

    expect(await process.get(QueueStatus).depth()).toEqual({
      waiting: 1,
      active: 1,
      delayed: 0,
      failed: 0,
      oldestSeconds: 90,
    });
    await expect(process.get(QueueStatus).ping()).resolves.toBeUndefined();
    gate.open();
  });

  it('come back when the queue loses them', async () => {
    await process.close();
    process = await startJobProcess({
      databaseUrl: database.url,
      redisUrl: backend.redisUrl(),
      providers: script.providers(),
      timing: { firstRetry: 3_600_000, redeliverAfter: 500, poll: 100 },
    });
    script.attempt = (_payload, { attempt }) => {
      if (attempt === 1) throw new Error('later');
    };
    await process.add('test.scripted', { text: 'forgotten' });
    await eventually(async () => expect(text((await jobs())[0])).toBe('Error: later'));

    await backend.lose(database);
    await eventually(() => expect(script.done).toEqual(['warm-up', 'forgotten']));
    expect(script.begun).toEqual(['warm-up', 'forgotten', 'forgotten']);
  });
});
