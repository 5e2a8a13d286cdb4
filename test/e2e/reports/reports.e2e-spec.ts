import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReportExpiry } from '../../../src/modules/reports/reports/report-expiry.task.js';
import type { ReportResponse } from '../../../src/modules/reports/reports/report.dto.js';
import { NotFoundError } from '../../../src/platform/errors/index.js';
import { eventually } from '../../support/eventually.js';
import { Gate } from '../../support/job-script.js';
import { aPerson, signIn, withToken } from '../../support/people.js';
import {
  A_REPORT,
  aDocument,
  aReport,
  askForReport,
  createScriptedApp,
  endOfReport,
  ScriptedReports,
} from '../../support/reports.js';
import type { TestApp } from '../../support/test-app.js';
import { aCinema } from '../../support/theatre.js';

let app: TestApp;
let directory: string;
let reports: ScriptedReports;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reports-e2e-'));
  reports = new ScriptedReports();
  app = await createScriptedApp(reports, {
    environment: { STORAGE_DIR: directory, RATE_LIMIT_SCALE: '100' },
  });
});
afterAll(async () => {
  await app.close();
  await rm(directory, { recursive: true });
});
afterEach(() => {
  reports.script = (scope) => Promise.resolve(aDocument(scope));
});

const moderator = (): ReturnType<TestApp['as']> => app.as('moderator');
const aModerator = async (): Promise<ReturnType<TestApp['as']>> =>
  withToken(app, (await signIn(app, await aPerson(app, 'moderator'))).access_token);
const files = async (): Promise<string[]> =>
  (await readdir(directory, { recursive: true })).filter((entry) => /^reports\/[^.]/.test(entry));
/** Keeps all reports waiting until it is opened. */
const aGate = (): Gate => {
  const gate = new Gate();
  reports.script = async (scope) => {
    await gate.opened;
    return aDocument(scope);
  };
  return gate;
};

describe('POST /reports', () => {
  it('queues a report, and tells where to follow it', async () => {
    const cinema = await aCinema(app, { name: 'Cinema on the Square' });
    const gate = aGate();
    const { body, headers } = await moderator()
      .post('/reports')
      .send({ ...A_REPORT, cinema_id: cinema.id })
      .expect(202);
    expect(body).toEqual({
      id: expect.any(Number),
      type: 'revenue',
      format: 'csv',
      from: '2026-10-01',
      to: '2026-10-31',
      cinema: { id: cinema.id, name: 'Cinema on the Square' },
      distributor: null,
      status: 'queued',
      progress: 0,
      file_url: null,
      file_size: null,
      error: null,
      created_by: { id: expect.any(Number), name: expect.any(String) },
      schedule_id: null,
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      finished_at: null,
      expires_at: null,
    });
    expect(headers['location']).toBe(`/reports/${body.id}`);
    gate.open();
    const done = await endOfReport(app, body.id);
    expect(done).toEqual({
      ...body,
      status: 'completed',
      progress: 100,
      file_url: `/reports/${body.id}/file`,
      file_size: expect.any(Number),
      finished_at: expect.any(String),
      expires_at: expect.any(String),
    });
    const kept = Date.parse(done.expires_at ?? '') - Date.parse(done.finished_at ?? '');
    expect(kept).toBe(30 * 86_400_000);
    expect(reports.scopes.at(-1)).toEqual({
      from: '2026-10-01',
      to: '2026-10-31',
      cinemaId: cinema.id,
      distributorId: null,
    });
  });

  it.each([
    ['a type that there is not', { type: 'gossip' }, 'type', /one of revenue, popular_films, .*refunds/],
    ['a format that there is not', { format: 'docx' }, 'format', /one of pdf, xlsx, csv/],
    ['a day that there is not', { from: '2026-09-31' }, 'from', /a date such as/],
    ['a time instead of a day', { to: '2026-10-31T00:00:00Z' }, 'to', /a date such as/],
    ['an end before the beginning', { from: '2026-11-01' }, 'from', /not be later than to/],
    ['days to come', { to: '2999-01-01', from: '2998-12-01' }, 'to', /not be later than today/],
    ['more than three years', { from: '2022-01-01' }, 'to', /less than 3 years after from/],
    ['a cinema that there is not', { cinema_id: 999_999 }, 'cinema_id', /is no cinema/],
    ['a cinema by its name', { cinema_id: 'Square' }, 'cinema_id', /whole number/],
    [
      'a distributor of other reports',
      { distributor_id: 1 },
      'distributor_id',
      /distributor_settlement only/,
    ],
    [
      'a distributor that there is not',
      { type: 'distributor_settlement', distributor_id: 999_999 },
      'distributor_id',
      /is no distributor/,
    ],
    ['a member that there is not', { movie: 1 }, 'movie', /not known here; known are/],
  ])('refuses %s, and names the field', async (_name, wish, field, message) => {
    const { body } = await moderator()
      .post('/reports')
      .send({ ...A_REPORT, ...wish })
      .expect(422);
    expect(body.errors).toEqual([{ field, message: expect.stringMatching(message) }]);
  });

  it('names all fields that are wrong at once', async () => {
    const { body } = await moderator()
      .post('/reports')
      .send({ ...A_REPORT, to: '2999-01-01', from: '2998-12-01', cinema_id: 999_999 })
      .expect(422);
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(['to', 'cinema_id']);
  });

  it('makes one report of a request that is sent twice', async () => {
    const send = () =>
      moderator().post('/reports').set('idempotency-key', 'october').send(A_REPORT).expect(202);
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    await endOfReport(app, first.body.id);
  });

  it('lets somebody wait for five reports at a time, whatever they do at once', async () => {
    const gate = aGate();
    const client = await aModerator();
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => client.post('/reports').send(A_REPORT)),
    );
    const accepted = answers.filter(({ status }) => status === 202);
    expect(accepted).toHaveLength(5);
    const refused = answers.filter(({ status }) => status !== 202);
    expect(new Set(refused.map(({ body }) => `${body.status} ${body.type}`))).toEqual(
      new Set(['409 /problems/too-many-reports']),
    );
    await (await aModerator()).post('/reports').send(A_REPORT).expect(202);
    await client.delete(`/reports/${accepted[0]?.body.id}`).expect(204);
    await client.post('/reports').send(A_REPORT).expect(202);
    gate.open();
    await eventually(async () => {
      const { body } = await moderator().get('/reports?status=queued,running').expect(200);
      expect(body.total_items).toBe(0);
    });
  });

  it('is written down in the audit log', async () => {
    const { id } = await aReport(app);
    await moderator().delete(`/reports/${id}`).expect(204);
    const entries = await app.database.query(
      'SELECT action, before, after FROM audit_log WHERE target = $1 ORDER BY id',
      [`report:${id}`],
    );
    expect(entries).toMatchObject([
      { action: 'report.create', after: { type: 'revenue', from: '2026-10-01' } },
      { action: 'report.delete', before: { type: 'revenue', status: 'completed' } },
    ]);
  });
});

describe('A report that is made', () => {
  it('tells how far it is', async () => {
    const seen = new Gate();
    reports.script = async (scope, advance) => {
      await eventually(async () => {
        await advance(50);
        const rows = await app.database.query('SELECT 1 FROM reports WHERE progress = 20');
        expect(rows).toHaveLength(1);
      });
      await seen.opened;
      return aDocument(scope);
    };
    const { id } = await askForReport(app);
    await eventually(async () => {
      const { body } = await moderator().get(`/reports/${id}`).expect(200);
      expect(body).toMatchObject({ status: 'running', progress: 20 });
    });
    seen.open();
    expect(await endOfReport(app, id)).toMatchObject({ status: 'completed', progress: 100 });
  });

  it('fails with words for people, and nothing of what was wrong inside', async () => {
    reports.script = () => Promise.reject(new Error('column "x" of SELECT secret does not exist'));
    const failed = await aReport(app);
    expect(failed).toMatchObject({
      status: 'failed',
      file_url: null,
      error: expect.stringMatching(/^It could not be made because of a fault of ours/),
      finished_at: expect.any(String),
      expires_at: expect.any(String),
    });
    const { body } = await moderator().get(`/reports/${failed.id}/file`).expect(409);
    expect(body).toMatchObject({
      type: '/problems/report-not-ready',
      detail: `The report ${failed.id} has failed.`,
    });
  });

  it('says what is missing where it cannot be made', async () => {
    reports.script = () => Promise.reject(new NotFoundError('cinema', 17));
    expect(await aReport(app)).toMatchObject({
      status: 'failed',
      error: 'There is no cinema with the id 17.',
    });
  });

  it('leaves no file where writing it fails half-way', async () => {
    const before = await files();
    reports.script = (scope) => {
      const document = aDocument(scope);
      const table = {
        ...document.tables[0],
        get rows(): never {
          throw new Error('torn');
        },
      };
      return Promise.resolve({ ...document, tables: [table] } as unknown as typeof document);
    };
    expect(await aReport(app)).toMatchObject({ status: 'failed' });
    expect(await files()).toEqual(before);
  });
});

describe('GET /reports/{id}/file', () => {
  it.each([
    ['csv', 'text/csv; charset=utf-8', 'revenue-2026-10-01-2026-10-31.csv', ''],
    ['pdf', 'application/pdf', 'revenue-2026-10-01-2026-10-31.pdf', '%PDF-'],
    [
      'xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'revenue-2026-10-01-2026-10-31.xlsx',
      'PK',
    ],
  ] as const)('answers with the file as %s', async (format, type, name, beginning) => {
    const report = await aReport(app, { format });
    const { headers, body } = await moderator()
      .get(`/reports/${report.id}/file`)
      .buffer(true)
      .parse((response, done) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => done(null, Buffer.concat(pieces)));
      })
      .expect(200);
    expect(headers).toMatchObject({
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(body).toHaveLength(report.file_size ?? -1);
    expect((body as Buffer).toString('latin1').startsWith(beginning)).toBe(true);
  });

  it('is 409 while the report is made', async () => {
    const gate = aGate();
    const { id } = await askForReport(app);
    const { body } = await moderator().get(`/reports/${id}/file`).expect(409);
    expect(body).toMatchObject({ type: '/problems/report-not-ready', progress: 0 });
    gate.open();
    await endOfReport(app, id);
  });

  it('is 404 when its time is over, and the file goes with it', async () => {
    const { id } = await aReport(app);
    await app.database.query("UPDATE reports SET expires_at = now() - interval '1 second' WHERE id = $1", [
      id,
    ]);
    await moderator().get(`/reports/${id}/file`).expect(404);
    await moderator().get(`/reports/${id}`).expect(404);
    const before = (await files()).length;
    expect(await app.get(ReportExpiry).run()).toMatch(/^removed 1 reports/);
    await eventually(async () => expect(await files()).toHaveLength(before - 1));
    expect(await app.database.query('SELECT 1 FROM reports WHERE id = $1', [id])).toEqual([]);
  });
});

describe('A report whose job was given up', () => {
  it('fails a day later', async () => {
    const [row] = await app.database.query<{ id: number }>(
      `INSERT INTO reports (type, format, starts_on, ends_on, status, created_at)
       VALUES ('revenue', 'pdf', '2026-10-01', '2026-10-31', 'running', now() - interval '25 hours') RETURNING id`,
    );
    await app.get(ReportExpiry).run();
    const { body } = await moderator().get(`/reports/${row?.id}`).expect(200);
    expect(body).toMatchObject({ status: 'failed', error: expect.stringMatching(/within a day/) });
  });
});

describe('DELETE /reports/{id}', () => {
  it('removes the report and its file', async () => {
    const before = await files();
    const { id } = await aReport(app);
    expect(await files()).toHaveLength(before.length + 1);
    await moderator().delete(`/reports/${id}`).expect(204);
    await moderator().get(`/reports/${id}`).expect(404);
    await moderator().delete(`/reports/${id}`).expect(404);
    await eventually(async () => expect(await files()).toEqual(before));
  });

  it('gives up a report that is being made', async () => {
    const before = await files();
    const gate = aGate();
    const { id } = await askForReport(app);
    await eventually(async () => {
      const { body } = await moderator().get(`/reports/${id}`).expect(200);
      expect(body.status).toBe('running');
    });
    await moderator().delete(`/reports/${id}`).expect(204);
    gate.open();
    await eventually(async () => {
      const open = await app.database.query('SELECT last_error FROM outbox WHERE delivered_at IS NULL');
      expect(open).toEqual([]);
    });
    expect(await files()).toEqual(before);
  });
});

describe('GET /reports', () => {
  it('lists reports, the newest first, by what they are and by who asked for them', async () => {
    const client = await aModerator();
    const own = await client
      .post('/reports')
      .send({ ...A_REPORT, format: 'pdf' })
      .expect(202);
    const ready = await endOfReport(app, own.body.id);
    const other = await aReport(app, { type: 'occupancy' });
    const ids = async (query: string): Promise<number[]> =>
      (await client.get(`/reports?per_page=100&${query}`).expect(200)).body.items.map(
        ({ id }: ReportResponse) => id,
      );
    expect((await ids('')).slice(0, 2)).toEqual([other.id, ready.id]);
    expect(await ids('own=true')).toEqual([ready.id]);
    expect(await ids('own=false')).not.toContain(ready.id);
    expect(await ids('type=occupancy')).toEqual([other.id]);
    expect(await ids('format=pdf,xlsx&status=completed&own=true')).toEqual([ready.id]);
    expect(await ids('status=failed&own=true')).toEqual([]);
    expect((await ids('sort=created_at')).at(-1)).toBe(other.id);
    const { body } = await client.get('/reports?per_page=1').expect(200);
    expect(body.items[0]).toEqual(other);
    expect((await client.get(body.next_page).expect(200)).body.items).toEqual([ready]);
  });

  it('names the parameter that is wrong', async () => {
    for (const [query, field] of [
      ['type=gossip', 'type'],
      ['status=done', 'status'],
      ['sort=size', 'sort'],
      ['own=me', 'own'],
    ]) {
      const { body } = await moderator().get(`/reports?${query}`).expect(422);
      expect(body.errors).toMatchObject([{ field }]);
    }
  });
});

describe('GET /reports/types', () => {
  it('says which reports there are', async () => {
    const { body } = await moderator().get('/reports/types').expect(200);
    expect(body.items).toHaveLength(7);
    expect(body.items[0]).toEqual({
      type: 'revenue',
      title: 'Revenue',
      description: expect.any(String),
      formats: ['pdf', 'xlsx', 'csv'],
      filters: ['cinema_id'],
    });
  });
});
