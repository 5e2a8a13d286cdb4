import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../../../test/support/eventually.js';
import { type JobProcess, startJobProcess, StandingClock } from '../../../../test/support/job-process.js';
import { Gate } from '../../../../test/support/job-script.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { CronTask, QueueStatus, type ScheduledTask } from '../index.js';

/** What the task of these tests does, and how often it was begun. */
class TaskScript {
  begun = 0;
  work: () => Promise<string> = () => Promise.resolve('counted the seats');
}

@CronTask({ name: 'test-task', everySeconds: 600 })
class TestTask implements ScheduledTask {
  constructor(private readonly script: TaskScript) {}

  run(): Promise<string> {
    this.script.begun += 1;
    return this.script.work();
  }
}

describe('Cron', () => {
  let database: TestDatabase;
  let clock: StandingClock;
  let script: TaskScript;
  const processes: JobProcess[] = [];

  beforeEach(async () => {
    database = await createTestDatabase();
    clock = new StandingClock();
    script = new TaskScript();
  });

  afterEach(async () => {
    await Promise.all(processes.splice(0).map((process) => process.close()));
    await database.drop();
  });

  const start = async (cronLease = 30_000): Promise<JobProcess> => {
    const process = await startJobProcess({
      databaseUrl: database.url,
      clock,
      timing: { cronLease },
      providers: [{ provide: TaskScript, useValue: script }, TestTask],
    });
    processes.push(process);
    return process;
  };

  const task = async (): Promise<Record<string, unknown>> => {
    const [row] = await database.query(`SELECT * FROM cron_tasks WHERE name = 'test-task'`);
    if (!row) throw new Error('The task is not known yet.');
    return row;
  };

  /** Each instance looks once a second: after two seconds all have looked. */
  const everybodyHasLooked = (): Promise<void> => delay(2_100);

  const inSeconds = (seconds: number): Date => new Date(clock.now().getTime() + seconds * 1_000);

  it('runs a task when it is due, and says what came of it', async () => {
    const process = await start();
    await eventually(async () => expect(await task()).toMatchObject({ next_run_at: inSeconds(600) }));
    clock.advance(599);
    await everybodyHasLooked();
    expect(script.begun).toBe(0);

    clock.advance(1);
    await eventually(async () => {
      expect(await task()).toMatchObject({
        last_started_at: clock.now(),
        last_finished_at: clock.now(),
        last_result: 'counted the seats',
        last_error: null,
        next_run_at: inSeconds(600),
        leased_by: null,
      });
    });
    expect(script.begun).toBe(1);
    expect(await process.get(QueueStatus).cronTasks()).toEqual([
      expect.objectContaining({ name: 'outbox-cleanup', lastStartedAt: null }),
      {
        name: 'test-task',
        nextRunAt: inSeconds(600),
        running: false,
        lastStartedAt: clock.now(),
        lastFinishedAt: clock.now(),
        lastResult: 'counted the seats',
        lastError: null,
      },
    ]);
  });

  it('runs a task on one of three instances', async () => {
    const gate = new Gate();
    script.work = () => gate.opened.then(() => 'done');
    await Promise.all([start(), start(), start()]);
    clock.advance(600);
    await eventually(() => expect(script.begun).toBe(1));
    await everybodyHasLooked();
    gate.open();

    await eventually(async () =>
      expect(await task()).toMatchObject({ last_result: 'done', leased_by: null }),
    );
    await everybodyHasLooked();
    expect(script.begun).toBe(1);
  });

  it('catches a missed run up once', async () => {
    const first = await start();
    await eventually(task);
    await first.close();
    processes.length = 0;
    clock.advance(6_000 + 7);

    await start();
    await eventually(async () => expect(await task()).toMatchObject({ last_finished_at: clock.now() }));
    await everybodyHasLooked();
    expect(script.begun).toBe(1);
    expect(await task()).toMatchObject({ next_run_at: inSeconds(600) });
  });

  it('takes a task over from a process that died, when its lease has run out', async () => {
    await database.query(
      `INSERT INTO cron_tasks (name, next_run_at, leased_by, leased_until)
       VALUES ('test-task', $1, 'dead', now() + interval '1 hour')`,
      [clock.now()],
    );
    await start();
    await everybodyHasLooked();
    expect(script.begun).toBe(0);

    await database.query('UPDATE cron_tasks SET leased_until = now() WHERE leased_by IS NOT NULL');
    await eventually(() => expect(script.begun).toBe(1));
    await eventually(async () => expect(await task()).toMatchObject({ leased_by: null, last_error: null }));
  });

  it('keeps the lease of a task that takes longer than it', async () => {
    const gate = new Gate();
    script.work = () => gate.opened.then(() => 'at last');
    await Promise.all([start(4_000), start(4_000)]);
    clock.advance(600);
    await eventually(() => expect(script.begun).toBe(1));
    const taken = (await task())['leased_until'] as Date;
    await eventually(async () => {
      expect(((await task())['leased_until'] as Date).getTime()).toBeGreaterThan(taken.getTime() + 4_000);
    });
    gate.open();

    await eventually(async () => expect(await task()).toMatchObject({ last_result: 'at last' }));
    expect(script.begun).toBe(1);
  });

  it('tries a failed task again after five minutes, and keeps the reason without secrets', async () => {
    script.work = () => Promise.reject(new Error('no answer from https://admin:s3cr3t-word@host'));
    await start();
    await eventually(task);
    clock.advance(600);
    await eventually(async () => {
      expect(await task()).toMatchObject({
        last_result: null,
        last_error: 'Error: no answer from https://[hidden]@host',
        next_run_at: inSeconds(300),
        leased_by: null,
      });
    });

    script.work = () => Promise.resolve('worked');
    clock.advance(300);
    await eventually(async () =>
      expect(await task()).toMatchObject({
        last_result: 'worked',
        last_error: null,
        next_run_at: inSeconds(600),
      }),
    );
  });

  it('ends with the process only after the running task', async () => {
    const gate = new Gate();
    script.work = () => gate.opened.then(() => 'just in time');
    const process = await start();
    await eventually(task);
    clock.advance(600);
    await eventually(() => expect(script.begun).toBe(1));

    const closing = process.close();
    processes.length = 0;
    gate.open();
    await closing;
    expect(await task()).toMatchObject({ last_result: 'just in time', leased_by: null });
  });

  it('runs sooner when its schedule was made denser', async () => {
    await database.query(`INSERT INTO cron_tasks (name, next_run_at) VALUES ('test-task', $1)`, [
      inSeconds(86_400),
    ]);
    await start();
    await eventually(async () => expect(await task()).toMatchObject({ next_run_at: inSeconds(600) }));
  });

  it('removes jobs a week after their delivery, and no others', async () => {
    const at = (days: number): Date => inSeconds(-days * 86_400 - 1);
    await database.query(
      `INSERT INTO outbox (name, payload, not_before, dispatched_at, delivered_at, failed_at)
       SELECT 'test.old', '{}', '2100-01-01', $1, $1, NULL FROM generate_series(1, 2500)
       UNION ALL VALUES ('test.recent', '{}'::jsonb, '2100-01-01'::timestamptz, $2::timestamptz, $2::timestamptz, NULL::timestamptz),
                        ('test.failed', '{}', '2100-01-01', $1, NULL, $1),
                        ('test.open', '{}', '2100-01-01', NULL, NULL, NULL)`,
      [at(7), at(6)],
    );
    await database.query(`INSERT INTO cron_tasks (name, next_run_at) VALUES ('outbox-cleanup', $1)`, [
      clock.now(),
    ]);
    await start();

    await eventually(async () => {
      expect(
        await database.query(`SELECT last_result FROM cron_tasks WHERE name = 'outbox-cleanup'`),
      ).toEqual([{ last_result: 'removed 2500 delivered jobs, forgot the secrets of 0 failed ones' }]);
    });
    expect(await database.query('SELECT name FROM outbox ORDER BY name')).toEqual([
      { name: 'test.failed' },
      { name: 'test.open' },
      { name: 'test.recent' },
    ]);
  });
});
