import { eventually } from '../../../test/support/eventually.js';
import { type JobProcess, startJobProcess, testBackends } from '../../../test/support/job-process.js';
import { Gate, JobScript } from '../../../test/support/job-script.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database, Transaction } from '../database/index.js';
import { Complaints } from './complaints.js';
import { Deliveries } from './deliveries.js';
import type { JobDelivery } from './index.js';
import { JobQueue } from './job-queue.js';
import { PostgresBackend } from './postgres-backend.js';
import { RedisBackend } from './redis-backend.js';

describe.each(testBackends('single effect of jobs'))('A job on $name has its effect once', (backend) => {
  let database: TestDatabase;
  let script: JobScript;
  let process: JobProcess;

  beforeAll(() => backend.start());
  afterAll(() => backend.close());

  beforeEach(async () => {
    database = await createTestDatabase();
    await database.query('CREATE TABLE effects (text text)');
    script = new JobScript();
    process = await start();
  });

  afterEach(async () => {
    await process.close();
    await backend.lose(database);
    await database.drop();
  });

  const start = (redeliverAfter = 300_000): Promise<JobProcess> =>
    startJobProcess({
      databaseUrl: database.url,
      redisUrl: backend.redisUrl(),
      providers: script.providers(),
      timing: { redeliverAfter, poll: 50 },
    });

  const effects = async (): Promise<number> => {
    const [row] = await database.query<{ n: number }>('SELECT count(*)::int AS n FROM effects');
    return row?.n ?? 0;
  };

  const delivered = (id: string): Promise<void> =>
    eventually(async () => {
      const rows = await database.query('SELECT delivered_at FROM outbox WHERE id = $1', [id]);
      expect(rows).toEqual([{ delivered_at: expect.any(Date) }]);
    });

  /** The effect and the mark in one transaction, with something to wait for in between. */
  const effectAndMark = (
    delivery: JobDelivery,
    between: Promise<unknown> = Promise.resolve(),
  ): Promise<void> =>
    process.get(Transaction).run(async () => {
      await process.get(Database).execute(`INSERT INTO effects VALUES ('done')`);
      await between;
      await delivery.markDelivered();
    });

  it('when two deliveries run at the same time', async () => {
    const both = new Gate();
    script.attempt = async (_payload, delivery) => {
      if (script.begun.length >= 2) both.open();
      await effectAndMark(delivery, both.opened);
    };
    const id = await process.add('test.scripted', { text: 'twice' });
    await eventually(() => expect(script.begun).toHaveLength(1));
    await process.get(Deliveries).deliver(id);

    await delivered(id);
    await eventually(() => expect(script.done).toHaveLength(1));
    expect(script.begun).toHaveLength(2);
    expect(await effects()).toBe(1);
  });

  it('when eight deliveries run at the same time', async () => {
    await process.close();
    process = await startJobProcess({
      databaseUrl: database.url,
      work: false,
      providers: script.providers(),
    });
    script.attempt = (_payload, delivery) => effectAndMark(delivery);
    const id = await process.add('test.scripted', { text: 'eight times' });

    await Promise.all(Array.from({ length: 8 }, () => process.get(Deliveries).deliver(id)));
    expect(await effects()).toBe(1);
    expect(script.done).toHaveLength(1);
    await delivered(id);
  });

  it('when it is delivered again afterwards', async () => {
    script.attempt = (_payload, delivery) => effectAndMark(delivery);
    const id = await process.add('test.scripted', { text: 'again' });
    await delivered(id);

    await process.get(JobQueue).add([{ id, name: 'test.scripted' }]);
    const next = await process.add('test.scripted', { text: 'next' });
    await delivered(next);
    expect(script.begun).toEqual(['again', 'next']);
    expect(await effects()).toBe(2);
  });

  it('when a relay dies between handing it over and marking it', async () => {
    const gate = new Gate();
    script.attempt = (_payload, delivery) => effectAndMark(delivery, gate.opened);
    const [row] = await database.query<{ id: string }>(
      `INSERT INTO outbox (name, payload, not_before) VALUES ('test.scripted', '{"text": "half"}', now() + interval '1 day') RETURNING id`,
    );
    const id = String(row?.id);
    await eventually(() => process.get(JobQueue).add([{ id, name: 'test.scripted' }]));
    await eventually(() => expect(script.begun).toEqual(['half']));
    await database.query('UPDATE outbox SET not_before = now() WHERE id = $1', [id]);
    await eventually(async () => {
      const rows = await database.query('SELECT dispatched_at FROM outbox WHERE id = $1', [id]);
      expect(rows).toEqual([{ dispatched_at: expect.any(Date) }]);
    });
    gate.open();

    await delivered(id);
    await process.add('test.scripted', { text: 'next' });
    await eventually(() => expect(script.done).toEqual(['half', 'next']));
    expect(script.begun).toEqual(['half', 'next']);
  });

  it('when its handler fails after the effect was committed', async () => {
    script.attempt = async (_payload, delivery) => {
      await effectAndMark(delivery);
      throw new Error('too late to complain');
    };
    const id = await process.add('test.scripted', { text: 'late' });
    await delivered(id);

    script.attempt = () => undefined;
    await process.add('test.scripted', { text: 'next' });
    await eventually(() => expect(script.done).toEqual(['next']));
    expect(script.begun).toEqual(['late', 'next']);
    expect(await effects()).toBe(1);
  });

  it('and is tried again when the effect was rolled back with its mark', async () => {
    script.attempt = (_payload, delivery) =>
      process.get(Transaction).run(async () => {
        await process.get(Database).execute(`INSERT INTO effects VALUES ('done')`);
        await delivery.markDelivered();
        if (delivery.attempt === 1) throw new Error('not yet');
      });
    await delivered(await process.add('test.scripted', { text: 'second try' }));

    expect(script.begun).toEqual(['second try', 'second try']);
    expect(await effects()).toBe(1);
  });

  it('and is tried again when a call to the outside failed after the mark', async () => {
    script.attempt = async (_payload, delivery) => {
      await delivery.markDelivered();
      if (delivery.attempt < 3) throw new Error('the mail server is away');
    };
    await delivered(await process.add('test.scripted', { text: 'mail' }));

    await eventually(() => expect(script.done).toEqual(['mail']));
    expect(script.begun).toHaveLength(3);
  });

  it('and is taken over when the process that runs it is shut down', async () => {
    await process.close();
    const options = {
      databaseUrl: database.url,
      redisUrl: backend.redisUrl(),
      providers: script.providers(),
    };
    const dying = await startJobProcess({ ...options, timing: { drain: 50, stalledAfter: 500 } });
    const never = new Gate();
    script.attempt = () => never.opened;
    const id = await dying.add('test.scripted', { text: 'orphan' });
    await eventually(() => expect(script.begun).toEqual(['orphan']));
    await dying.close();

    script.attempt = () => undefined;
    process = await startJobProcess({ ...options, timing: { stalledAfter: 500 } });
    await delivered(id);
    expect(script.begun).toEqual(['orphan', 'orphan']);
    never.open();
  });

  it('and is taken over when the process that runs it is killed', async () => {
    await process.close();
    const complaints = new Complaints('Test');
    const url = backend.redisUrl();
    const server = url ? new RedisBackend(url, complaints) : new PostgresBackend(database.url, complaints);
    const [row] = await database.query<{ id: string }>(
      `INSERT INTO outbox (name, payload, dispatched_at) VALUES ('test.scripted', '{"text": "orphan"}', now()) RETURNING id`,
    );
    const id = String(row?.id);
    const taken = new Gate();
    const never = new Gate();
    await server.prepare();
    const queue = server.createQueue('jobs');
    await queue.addBulk([
      { name: 'test.scripted', data: { id }, opts: { jobId: `outbox-${id}`, attempts: 8 } },
    ]);
    const times = { lockDuration: 500, stalledInterval: 500, maxStalledCount: 8 };
    const killed = server.createWorker(
      'jobs',
      () => {
        taken.open();
        return never.opened;
      },
      { concurrency: 1, ...times },
    );
    await taken.opened;
    await killed.close(true);
    await queue.close();
    await server.close();

    process = await startJobProcess({
      databaseUrl: database.url,
      redisUrl: url,
      providers: script.providers(),
      timing: { stalledAfter: 500 },
    });
    await delivered(id);
    expect(script.begun).toEqual(['orphan']);
    never.open();
  });

  it('and ends on the dead-letter list when it kills eight processes', async () => {
    await process.close();
    process = await start(500);
    const [row] = await database.query<{ id: string }>(
      `INSERT INTO outbox (name, payload, attempts) VALUES ('test.scripted', '{"text": "deadly"}', 8) RETURNING id`,
    );

    await eventually(async () => {
      expect(
        await database.query('SELECT failed_at, last_error FROM outbox WHERE id = $1', [row?.id]),
      ).toEqual([
        { failed_at: expect.any(Date), last_error: 'It was begun 8 times and never came to an end.' },
      ]);
    });
    expect(script.begun).toEqual([]);
  });
});
