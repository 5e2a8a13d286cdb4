import type { FailedJobResponse, JobsResponse } from '../../../src/modules/administration/jobs/job.dto.js';
import { eventually } from '../../support/eventually.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

describe('/admin/jobs', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  beforeEach(async () => {
    await app.database.query('DELETE FROM outbox');
    await app.database.query('DELETE FROM audit_log');
  });
  afterAll(() => app.close());

  const overview = async (query = ''): Promise<JobsResponse> =>
    (await app.as('admin').get(`/admin/jobs${query}`).expect(200)).body as JobsResponse;
  const retry = (id: number | string) => app.as('admin').post(`/admin/jobs/${id}/retry`);
  /** A job that was given up; tried again, it has nothing to do and ends well. */
  const aFailedJob = async (
    failedAt = '2026-03-01T12:00:00Z',
    payload: unknown = { keys: [] },
  ): Promise<number> => {
    const [row] = await app.database.query<{ id: string }>(
      `INSERT INTO outbox (name, payload, attempts, created_at, not_before, failed_at, last_error)
       VALUES ('storage.remove-files', $1, 8, '2026-03-01T11:00:00Z', '2026-03-01T11:00:00Z', $2, 'Error: the disk is full')
       RETURNING id`,
      [JSON.stringify(payload), failedAt],
    );
    return Number(row?.id);
  };
  const aJobForLater = () =>
    app.database.query(
      `INSERT INTO outbox (name, payload, not_before) VALUES ('storage.remove-files', '{"keys": []}', '2999-01-01')`,
    );
  const entries = () =>
    app.database.query('SELECT actor_id, action, target, before, after FROM audit_log ORDER BY id');

  it('shows how long the queue is and which jobs failed, and never what they are about', async () => {
    const id = await aFailedJob('2026-03-01T12:00:00Z', { keys: ['k3y-of-a-file'], secret: 's3cr3t' });
    await aJobForLater();

    const answer = await app.as('admin').get('/admin/jobs').expect(200);

    const { queue, failed } = answer.body as JobsResponse;
    expect(queue).toEqual({ waiting: 0, active: 0, delayed: 1, failed: 1, oldest_seconds: 0 });
    expect(failed).toEqual({
      items: [
        {
          id,
          name: 'storage.remove-files',
          attempts: 8,
          error: 'Error: the disk is full',
          created_at: '2026-03-01T11:00:00.000Z',
          failed_at: '2026-03-01T12:00:00.000Z',
        },
      ],
      page: 1,
      per_page: 20,
      total_items: 1,
      total_pages: 1,
      prev_page: null,
      next_page: null,
    });
    expect(answer.text).not.toMatch(/s3cr3t|k3y-of-a-file|payload/);
  });

  it('shows the regular tasks with what came of them', async () => {
    await app.database.query(
      `INSERT INTO cron_tasks (name, next_run_at, last_started_at, last_finished_at, last_result, last_error) VALUES
         ('a-good-one', '2999-01-01', '2026-03-01', '2026-03-01T00:00:01.5Z', 'did it', NULL),
         ('a-new-one', '2999-01-02', NULL, NULL, NULL, NULL),
         ('a-sorry-one', '2999-01-03', '2026-03-01', '2026-03-02', NULL, 'Error: no')`,
    );

    const { cron_tasks: tasks } = await eventually(async () => {
      const jobs = await overview();
      expect(jobs.cron_tasks.map((task) => task.name)).toContain('outbox-cleanup');
      return jobs;
    });

    expect(tasks.filter((task) => task.name.endsWith('-one'))).toEqual([
      {
        name: 'a-good-one',
        running: false,
        next_run_at: '2999-01-01T00:00:00.000Z',
        last_started_at: '2026-03-01T00:00:00.000Z',
        last_finished_at: '2026-03-01T00:00:01.500Z',
        last_result: 'did it',
        last_error: null,
      },
      expect.objectContaining({
        name: 'a-new-one',
        last_started_at: null,
        last_finished_at: null,
        last_result: null,
      }),
      expect.objectContaining({ name: 'a-sorry-one', last_result: null, last_error: 'Error: no' }),
    ]);
  });

  it('has the failed jobs on pages, the last first, without a gap', async () => {
    const ids: number[] = [];
    for (const day of [2, 1, 3, 3, 1]) ids.push(await aFailedJob(`2026-03-0${day}T12:00:00Z`));
    const [second, first, third, alsoThird, alsoFirst] = ids;
    const found: number[] = [];
    const pages: string[] = [];
    for (let at: string | null = '/admin/jobs?per_page=2'; at !== null;) {
      pages.push(at);
      const { failed } = (await app.as('admin').get(at).expect(200)).body as JobsResponse;
      expect(failed.total_items).toBe(5);
      found.push(...failed.items.map((item: FailedJobResponse) => item.id));
      at = failed.next_page;
    }

    expect(found).toEqual([alsoThird, third, second, alsoFirst, first]);
    expect(pages).toHaveLength(3);
    expect((await overview('?page=2&per_page=2')).failed.items.map((item) => item.id)).toEqual([
      second,
      alsoFirst,
    ]);
  });

  it.each([
    ['page=0', 'page'],
    ['per_page=101', 'per_page'],
    ['bookmark=x', 'bookmark'],
    ['sort=name', 'sort'],
    ['status=failed', 'status'],
  ])('refuses ?%s, naming the parameter', async (query, field) => {
    const refused = await app.as('admin').get(`/admin/jobs?${query}`).expect(422);

    expect((refused.body as { errors: { field: string }[] }).errors.map((error) => error.field)).toEqual([
      field,
    ]);
  });

  it('tries a failed job again, and says so in the audit log', async () => {
    const id = await aFailedJob();
    const untouched = await aFailedJob();

    const answer = await retry(id).expect(202);

    expect(answer.body).toEqual({
      id,
      name: 'storage.remove-files',
      status: 'waiting',
      created_at: '2026-03-01T11:00:00.000Z',
    });
    await eventually(async () => {
      expect(await app.database.query('SELECT attempts FROM outbox WHERE delivered_at IS NOT NULL')).toEqual([
        { attempts: 1 },
      ]);
    });
    expect((await overview()).failed.items.map((item) => item.id)).toEqual([untouched]);
    const name = 'storage.remove-files';
    expect(await entries()).toEqual([
      {
        actor_id: 4,
        action: 'job.retry',
        target: `job:${id}`,
        before: { name, status: 'failed', attempts: 8, error: 'Error: the disk is full' },
        after: { name, status: 'waiting', attempts: 0, error: null },
      },
    ]);
  });

  it('tries a job again once, however many ask for it', async () => {
    for (let round = 1; round <= 15; round += 1) {
      const id = await aFailedJob();

      const answers = await Promise.all(Array.from({ length: 6 }, () => retry(id)));

      expect(answers.map((answer) => answer.status).sort()).toEqual([202, 409, 409, 409, 409, 409]);
      expect(await entries()).toHaveLength(round);
    }
  });

  it('tries nothing again that has not failed, is too old, or is not there', async () => {
    await aJobForLater();
    const [open] = await app.database.query<{ id: string }>('SELECT id FROM outbox');
    const tooOld = await aFailedJob('2026-03-01', { keys: [], secret: null });

    expect((await retry(open?.id ?? '').expect(409)).body).toMatchObject({
      type: '/problems/job-not-failed',
    });
    expect((await retry(tooOld).expect(409)).body).toMatchObject({ type: '/problems/job-expired' });
    expect((await retry(2_000_000_000).expect(404)).body).toMatchObject({ type: '/problems/not-found' });
    for (const id of ['abc', '0', '-1', '99999999999']) {
      const refused = await retry(id).expect(422);
      expect((refused.body as { errors: { field: string }[] }).errors[0]?.field).toBe('id');
    }
    expect(await entries()).toEqual([]);
  });
});
