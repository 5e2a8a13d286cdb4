import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { eventually } from '../../../../test/support/eventually.js';
import { Gate } from '../../../../test/support/job-script.js';
import {
  aDocument,
  askForReport,
  createScriptedApp,
  endOfReport,
  ScriptedReports,
} from '../../../../test/support/reports.js';
import type { TestApp } from '../../../../test/support/test-app.js';
import { ObjectStorage } from '../../../platform/storage/index.js';
import { StorageUnavailableError } from '../../../platform/storage/storage.errors.js';
import { GenerateReportHandler } from './generate-report.job.js';
import { ReportRunsRepository } from './report-runs.repository.js';

/** The process that answers requests makes no reports itself. */
describe('A report that is made', () => {
  let directory: string;
  let web: TestApp;
  let reports: ScriptedReports;
  let id: number;
  const died: TestApp[] = [];
  let job: { report_id: number; file_key: string };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'generate-report-'));
    reports = new ScriptedReports();
    web = await createScriptedApp(reports, {
      environment: { STORAGE_DIR: directory, RUN_WORKER: 'off' },
    });
    id = (await askForReport(web)).id;
    const [row] = await web.database.query<{ payload: typeof job }>(
      "SELECT payload FROM outbox WHERE name = 'reports.generate'",
    );
    job = row?.payload ?? { report_id: 0, file_key: '' };
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    for (const process of died.splice(0)) await process.close();
    await web.close();
    await rm(directory, { recursive: true });
  });

  const handle = (attempt = 1, process = web): Promise<void> =>
    process.get(GenerateReportHandler).handle(job, { attempt, markDelivered: () => Promise.resolve() });
  const another = (environment: Record<string, string> = {}): Promise<TestApp> =>
    createScriptedApp(reports, {
      environment: { STORAGE_DIR: directory, ...environment },
      database: web.database,
    });
  const storage = (): ObjectStorage => web.app.get<unknown, ObjectStorage>(ObjectStorage, { strict: false });
  const report = async (): Promise<Record<string, unknown>> =>
    (await web.as('moderator').get(`/reports/${id}`).expect(200)).body;
  const files = async (): Promise<string[]> =>
    (await readdir(directory, { recursive: true })).filter((entry) => /^reports\/[^.]/.test(entry));
  const contentOf = async (key: string): Promise<string | undefined> => {
    const file = await storage().get(key);
    return file && text(file.body);
  };
  /** A process writes the file, and dies before anybody hears of it. */
  const dieAfterWriting = async (): Promise<void> => {
    const dying = await another({ RUN_WORKER: 'off' });
    jest
      .spyOn(dying.get(ReportRunsRepository), 'complete')
      .mockImplementationOnce(() => new Promise(() => undefined));
    void handle(1, dying);
    await eventually(async () => expect(await files()).toHaveLength(1));
    died.push(dying);
  };

  it('begins anew where its process died, and has one file in the end', async () => {
    await storage().put(job.file_key, Buffer.from('left behind'), { contentType: 'text/csv' });
    await web.database.query("UPDATE reports SET status = 'running', progress = 80");
    const worker = await another();
    const done = await endOfReport(web, id).finally(() => worker.close());
    expect(done).toMatchObject({ status: 'completed', progress: 100 });
    expect(await files()).toEqual([job.file_key]);
    expect(await contentOf(job.file_key)).toContain('1234.56');
  });

  it('has one file where its process died after writing it', async () => {
    await dieAfterWriting();
    expect(await report()).toMatchObject({ status: 'running', file_url: null });
    await handle(2);
    expect(await report()).toMatchObject({ status: 'completed' });
    expect(await files()).toEqual([job.file_key]);
  });

  it('leaves no file where it was deleted after its process died', async () => {
    await dieAfterWriting();
    await web.as('moderator').delete(`/reports/${id}`).expect(204);
    await handle(2);
    expect(await files()).toEqual([]);
  });

  it('is made once where two processes make it at the same time', async () => {
    const other = await another({ RUN_WORKER: 'off' });
    await Promise.all([handle(), handle(1, other)]);
    await other.close();
    expect(reports.scopes).toHaveLength(2);
    const once = await report();
    expect(once).toMatchObject({ status: 'completed' });
    expect(await files()).toEqual([job.file_key]);
    await handle();
    expect(await report()).toEqual(once);
  });

  it('waits for its turn while the process makes another', async () => {
    const gate = new Gate();
    reports.script = async (scope) => {
      await gate.opened;
      return aDocument(scope);
    };
    const first = handle();
    await eventually(() => expect(reports.scopes).toHaveLength(1));
    await handle();
    expect(reports.scopes).toHaveLength(1);
    const waiting = await web.database.query(
      "SELECT 1 FROM outbox WHERE name = 'reports.generate' AND not_before > created_at AND payload @> $1",
      [JSON.stringify(job)],
    );
    expect(waiting).toHaveLength(1);
    gate.open();
    await first;
    expect(await report()).toMatchObject({ status: 'completed' });
  });

  it('counts its attempts on where it waited for its turn between them', async () => {
    const gate = new Gate();
    reports.script = async (scope) => {
      await gate.opened;
      return aDocument(scope);
    };
    const first = handle();
    await eventually(() => expect(reports.scopes).toHaveLength(1));
    await handle(3);
    const [row] = await web.database.query<{ payload: typeof job }>(
      "SELECT payload FROM outbox WHERE name = 'reports.generate' AND payload <> $1",
      [JSON.stringify(job)],
    );
    gate.open();
    await first;
    expect(row?.payload).toEqual({ ...job, tries: 2 });

    await web.database.query(
      `UPDATE reports SET status = 'queued', file_key = NULL, finished_at = NULL, expires_at = NULL`,
    );
    job = { ...job, ...row?.payload };
    reports.script = () => Promise.reject(new StorageUnavailableError(new Error('away')));
    await expect(handle(2)).rejects.toThrow(StorageUnavailableError);
    await handle(3);
    expect(await report()).toMatchObject({ status: 'failed' });
  });

  it('is given up where each of five attempts ended its process', async () => {
    await handle(6);
    expect(reports.scopes).toEqual([]);
    expect(await report()).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('a fault of ours'),
    });
  });

  it('waits the longer for its turn, the more were asked for before it', async () => {
    const others = [await askForReport(web), await askForReport(web)];
    const { body } = await web.as('moderator').get(`/reports/${others[1]?.id}`);
    expect(body.status).toBe('queued');
    const gate = new Gate();
    reports.script = async (scope) => {
      await gate.opened;
      return aDocument(scope);
    };
    const first = handle();
    await eventually(() => expect(reports.scopes).toHaveLength(1));
    job = { ...job, report_id: others[1]?.id ?? 0 };
    await handle();
    const [row] = await web.database.query<{ seconds: number }>(
      `SELECT extract(epoch FROM not_before - created_at)::float8 AS seconds FROM outbox
       WHERE name = 'reports.generate' AND not_before > created_at`,
    );
    gate.open();
    await first;
    expect(row?.seconds).toBeCloseTo(2, 0);
  });

  it('is tried again while the storage does not answer, and has failed after five times', async () => {
    jest
      .spyOn(storage(), 'put')
      .mockImplementation(() => Promise.reject(new StorageUnavailableError(new Error('away'))));
    for (const attempt of [1, 2, 3, 4]) {
      await expect(handle(attempt)).rejects.toThrow(StorageUnavailableError);
      expect(await report()).toMatchObject({ status: 'queued', error: null });
    }
    await handle(5);
    expect(await report()).toMatchObject({
      status: 'failed',
      error: 'A part of the system that it needs did not answer for too long. Ask for it again later.',
    });
  });

  it('is given up as soon as somebody deletes it', async () => {
    let steps = 0;
    reports.script = async (scope, advance) => {
      await web.as('moderator').delete(`/reports/${id}`).expect(204);
      for (; steps < 1_000; steps += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        await advance(1);
      }
      return aDocument(scope);
    };
    await handle();
    expect(steps).toBeLessThan(500);
    expect(await files()).toEqual([]);
  });

  it('does nothing where it has failed before', async () => {
    reports.script = () => Promise.reject(new Error('Nobody thought of this.'));
    await handle();
    const failed = await report();
    reports.script = (scope) => Promise.resolve(aDocument(scope));
    await handle();
    expect(await report()).toEqual(failed);
    expect(await files()).toEqual([]);
  });

  it('is written piece by piece', async () => {
    const seen: number[] = [];
    jest.spyOn(storage(), 'put').mockImplementation(async (_key, body) => {
      for await (const piece of body as Readable) seen.push((piece as Buffer).length);
    });
    reports.script = (scope) => {
      const document = aDocument(scope);
      const rows = Array.from({ length: 20_000 }, (_, n) => ['2026-10-01', n]);
      return Promise.resolve({
        ...document,
        tables: document.tables.map((table) => ({ ...table, rows })),
      });
    };
    await handle();
    expect(seen.length).toBeGreaterThan(3);
    expect((await report())['file_size']).toBe(seen.reduce((sum, length) => sum + length, 0));
  });
});
