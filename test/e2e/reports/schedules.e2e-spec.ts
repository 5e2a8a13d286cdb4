import { ReportFileWriter } from '../../../src/modules/reports/reports/report-file-writer.service.js';
import type { ReportResponse } from '../../../src/modules/reports/reports/report.dto.js';
import type { ReportScheduleResponse } from '../../../src/modules/reports/schedules/report-schedule.dto.js';
import { ReportSchedulesTask } from '../../../src/modules/reports/schedules/report-schedules.task.js';
import { Clock } from '../../../src/platform/clock/index.js';
import { eventually } from '../../support/eventually.js';
import { StandingClock } from '../../support/job-process.js';
import { type ReceivedMail, startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { aPerson, type Person, signIn, withToken } from '../../support/people.js';
import { aDocument, createScriptedApp, ScriptedReports } from '../../support/reports.js';
import type { TestApp } from '../../support/test-app.js';
import { aCinema } from '../../support/theatre.js';

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** A Saturday. */
const NOON = new Date('2026-11-21T12:00:00Z');

let mailbox: TestMailbox;
let app: TestApp;
let clock: StandingClock;
let reports: ScriptedReports;
let editor: Person;

beforeAll(async () => {
  mailbox = await startMailbox();
  clock = new StandingClock(NOON);
  reports = new ScriptedReports();
  app = await createScriptedApp(reports, {
    environment: {
      RATE_LIMIT_SCALE: '100',
      SMTP_URL: mailbox.smtpUrl,
      PUBLIC_URL: 'https://cinema.example/api',
    },
    configure: (builder) => builder.overrideProvider(Clock).useValue(clock),
  });
  editor = await aPerson(app, 'moderator');
});
afterAll(async () => {
  await app.close();
  await mailbox.stop();
});
beforeEach(async () => {
  clock.advance((NOON.getTime() - clock.now().getTime()) / 1_000);
  reports.scopes.length = 0;
  reports.script = (scope) => Promise.resolve(aDocument(scope));
  await app.database.query('DELETE FROM reports');
  await app.database.query('DELETE FROM report_schedules');
  await mailbox.clear();
});
afterEach(() => jest.restoreAllMocks());

/** Signed in anew, since tokens grow old while the clock is moved. */
const moderator = async (): Promise<ReturnType<TestApp['as']>> =>
  withToken(app, (await signIn(app, editor)).access_token);
const DAILY = {
  type: 'revenue',
  format: 'csv',
  cadence: 'daily',
  recipients: ['accounts@cinema.example'],
  hour: 6,
};
const aSchedule = async (wish: object = {}): Promise<ReportScheduleResponse> => {
  const client = await moderator();
  return (
    await client
      .post('/report-schedules')
      .send({ ...DAILY, ...wish })
      .expect(201)
  ).body;
};
const schedule = async (id: number): Promise<ReportScheduleResponse> =>
  (await (await moderator()).get(`/report-schedules/${id}`).expect(200)).body;
const listed = async (): Promise<ReportResponse[]> =>
  (await (await moderator()).get('/reports?sort=id&per_page=100').expect(200)).body.items;
const run = (one = app): Promise<string> => one.get(ReportSchedulesTask).run();
/** Whichever process saw first what was due, all of it is done. Reports wait for their turn by the clock. */
const everythingIsDone = (): Promise<void> =>
  eventually(async () => {
    clock.advance(1);
    const due = 'SELECT id FROM report_schedules WHERE is_enabled AND next_run_at <= $1';
    expect(await app.database.query(due, [clock.now()])).toEqual([]);
    expect(await app.database.query('SELECT name FROM outbox WHERE delivered_at IS NULL')).toEqual([]);
  });
/** Moves the clock, and does what is due then. */
const pass = async (seconds: number): Promise<void> => {
  clock.advance(seconds);
  await run();
  await everythingIsDone();
};
const periods = async (): Promise<string[]> => (await listed()).map(({ from, to }) => `${from} ${to}`);
const filesOf = async ({ id }: ReceivedMail): Promise<[string, string][]> => {
  const detail = (await (await fetch(`${mailbox.url}/api/v1/message/${id}`)).json()) as {
    Attachments: { FileName: string; PartID: string }[];
  };
  return Promise.all(
    detail.Attachments.map(async ({ FileName, PartID }): Promise<[string, string]> => {
      const file = await fetch(`${mailbox.url}/api/v1/message/${id}/part/${PartID}`);
      return [FileName, await file.text()];
    }),
  );
};

describe('A scheduled report', () => {
  it('is made for the day before, and mailed to each reader with its file', async () => {
    const { id } = await aSchedule({ recipients: ['a@cinema.example', 'b@cinema.example'] });
    await pass(DAY);
    const [report, ...others] = await listed();
    expect(others).toEqual([]);
    expect(report).toMatchObject({
      type: 'revenue',
      format: 'csv',
      from: '2026-11-21',
      to: '2026-11-21',
      status: 'completed',
      created_by: null,
      schedule_id: id,
    });
    expect(await schedule(id)).toMatchObject({
      next_run_at: '2026-11-23T06:00:00.000Z',
      last_run_at: '2026-11-22T12:00:00.000Z',
      last_report: { id: report?.id, status: 'completed' },
    });
    for (const to of ['a@cinema.example', 'b@cinema.example']) {
      const [mail, ...more] = await mailbox.all(to);
      expect(more).toEqual([]);
      expect(mail).toMatchObject({ to: [to], subject: 'Revenue, 21 November 2026' });
      expect(mail?.text).toContain('revenue-2026-11-21-2026-11-21.csv');
      const files = mail ? await filesOf(mail) : [];
      expect(files.map(([name]) => name)).toEqual(['revenue-2026-11-21-2026-11-21.csv']);
      expect(files[0]?.[1]).toContain('1234.56');
    }
  });

  it('is made for the week from Monday to Sunday, or the month, before', async () => {
    await aSchedule({ cadence: 'weekly' });
    await aSchedule({ cadence: 'monthly', type: 'refunds' });
    await pass(DAY);
    expect(await periods()).toEqual([]);
    await pass(DAY);
    expect(await periods()).toEqual(['2026-11-16 2026-11-22']);
    await pass(8 * DAY);
    expect((await periods()).slice(1).sort()).toEqual(['2026-11-01 2026-11-30', '2026-11-23 2026-11-29']);
  });

  it('keeps to the clocks of its zone, which is that of its cinema unless another is named', async () => {
    const cinema = await aCinema(app, { timeZone: 'Pacific/Auckland' });
    const { time_zone, next_run_at } = await aSchedule({ cinema_id: cinema.id });
    expect([time_zone, next_run_at]).toEqual(['Pacific/Auckland', '2026-11-21T17:00:00.000Z']);
    const named = await aSchedule({ cinema_id: cinema.id, time_zone: 'Europe/Kyiv' });
    expect(named.next_run_at).toBe('2026-11-22T04:00:00.000Z');
    expect((await aSchedule()).time_zone).toBe('UTC');
    await pass(DAY + 5 * HOUR);
    expect(reports.scopes.filter(({ cinemaId }) => cinemaId === cinema.id).map(({ to }) => to)).toEqual(
      expect.arrayContaining(['2026-11-22', '2026-11-21']),
    );
  });

  it('is made once, however many processes look after it at once', async () => {
    await aSchedule();
    const others = await Promise.all(
      [1, 2].map(() =>
        createScriptedApp(reports, {
          database: app.database,
          environment: { DATA_DIR: app.settings.dataDirectory, RUN_WORKER: 'off' },
          configure: (builder) => builder.overrideProvider(Clock).useValue(clock),
        }),
      ),
    );
    clock.advance(DAY);
    await Promise.all([app, ...others, app, ...others].map((one) => run(one)));
    await everythingIsDone();
    expect(await periods()).toEqual(['2026-11-21 2026-11-21']);
    expect(await mailbox.all()).toHaveLength(1);
    for (const other of others) await other.close();
  });

  it('makes up for the newest of those that were missed, and for no other', async () => {
    const { id } = await aSchedule();
    await pass(10 * DAY);
    expect(await periods()).toEqual(['2026-11-30 2026-11-30']);
    expect((await schedule(id)).next_run_at).toBe('2026-12-02T06:00:00.000Z');
    expect(await mailbox.all()).toHaveLength(1);
  });

  it('tells of a period once, also where its hour is changed on that day', async () => {
    const { id } = await aSchedule();
    await pass(DAY);
    await (await moderator()).patch(`/report-schedules/${id}`).send({ hour: 18 }).expect(200);
    expect((await schedule(id)).next_run_at).toBe('2026-11-22T18:00:00.000Z');
    await pass(8 * HOUR);
    expect(await periods()).toEqual(['2026-11-21 2026-11-21']);
    await pass(DAY);
    expect(await periods()).toEqual(['2026-11-21 2026-11-21', '2026-11-22 2026-11-22']);
  });

  it('is not made while it is not enabled, and what was missed then is not made up for', async () => {
    const { id } = await aSchedule({ enabled: false });
    expect((await schedule(id)).next_run_at).toBeNull();
    await pass(3 * DAY);
    const client = await moderator();
    const { body } = await client.patch(`/report-schedules/${id}`).send({ enabled: true }).expect(200);
    expect(body.next_run_at).toBe('2026-11-25T06:00:00.000Z');
    await pass(HOUR);
    expect(await periods()).toEqual([]);
  });

  it('is mailed to nobody where it fails, and the schedule shows it', async () => {
    const { id } = await aSchedule();
    reports.script = () => Promise.reject(new Error('Nobody thought of this.'));
    await pass(DAY);
    expect(await schedule(id)).toMatchObject({ last_report: { status: 'failed' } });
    expect(await mailbox.all()).toEqual([]);
  });

  it('is not attached where it is too large: the mail says where it is', async () => {
    jest.spyOn(app.get(ReportFileWriter), 'write').mockResolvedValueOnce(7_000_001);
    await aSchedule();
    await pass(DAY);
    const [report] = await listed();
    expect(report?.file_size).toBe(7_000_001);
    const mail = await mailbox.waitFor('accounts@cinema.example');
    expect(mail.links).toEqual([`https://cinema.example/api/reports/${report?.id}/file`]);
    expect(await filesOf(mail)).toEqual([]);
  });

  it('is mailed as what it is, whatever its schedule became while it was made', async () => {
    const cinema = await aCinema(app, { name: 'Cinema on the Square' });
    const { id } = await aSchedule({ cinema_id: cinema.id });
    reports.script = async (scope) => {
      await (await moderator()).patch(`/report-schedules/${id}`).send({ cinema_id: null }).expect(200);
      return aDocument(scope);
    };
    await pass(DAY);
    const mail = await mailbox.waitFor('accounts@cinema.example');
    expect(mail.text).toContain('For: Cinema on the Square');
  });

  it('is made whatever is wrong with another schedule', async () => {
    const { id } = await aSchedule();
    await aSchedule({ type: 'refunds' });
    await app.database.query(`UPDATE report_schedules SET time_zone = 'Europe/Atlantis' WHERE id = $1`, [id]);
    clock.advance(DAY);
    await run();
    expect((await listed()).map(({ type }) => type)).toEqual(['refunds']);
    await app.database.query('DELETE FROM report_schedules WHERE id = $1', [id]);
    await everythingIsDone();
  });

  it('goes without being mailed where its schedule is deleted while it is made', async () => {
    const { id } = await aSchedule();
    reports.script = async (scope) => {
      await (await moderator()).delete(`/report-schedules/${id}`).expect(204);
      return aDocument(scope);
    };
    await pass(DAY);
    expect(await listed()).toMatchObject([{ status: 'completed', schedule_id: null }]);
    expect(await mailbox.all()).toEqual([]);
  });
});

describe('Schedules', () => {
  it('are made, changed by the version that was seen, and deleted', async () => {
    const client = await moderator();
    const made = await client.post('/report-schedules').send(DAILY).expect(201);
    expect(made.headers['location']).toBe(`/report-schedules/${made.body.id}`);
    expect(made.body).toEqual({
      id: expect.any(Number),
      type: 'revenue',
      format: 'csv',
      cadence: 'daily',
      cinema: null,
      distributor: null,
      recipients: ['accounts@cinema.example'],
      hour: 6,
      time_zone: 'UTC',
      enabled: true,
      next_run_at: '2026-11-22T06:00:00.000Z',
      last_run_at: null,
      last_report: null,
      created_by: { id: editor.id, name: expect.any(String) },
      created_at: NOON.toISOString(),
    });
    const path = `/report-schedules/${made.body.id}`;
    const etag = made.headers['etag'] ?? '';
    const changed = await client.patch(path).set('if-match', etag).send({ format: 'pdf' }).expect(200);
    expect(changed.body).toEqual({ ...made.body, format: 'pdf' });
    const stale = await client.patch(path).set('if-match', etag).send({ hour: 7 }).expect(412);
    expect(stale.body.type).toBe('/problems/stale');
    await client.delete(path).set('if-match', etag).expect(412);
    const { headers } = await client.get(path).expect(200);
    await client
      .get(path)
      .set('if-none-match', headers['etag'] ?? '')
      .expect(304);
    await client
      .delete(path)
      .set('if-match', headers['etag'] ?? '')
      .expect(204);
    await client.get(path).expect(404);
    const audit = await app.database.query('SELECT action FROM audit_log WHERE target = $1 ORDER BY id', [
      `report-schedule:${made.body.id}`,
    ]);
    expect(audit.map(({ action }) => action)).toEqual([
      'report-schedule.create',
      'report-schedule.update',
      'report-schedule.delete',
    ]);
  });

  it('have another tag after a run, and are still edited by the one that was seen before', async () => {
    const { id } = await aSchedule();
    const seen = (await (await moderator()).get(`/report-schedules/${id}`)).headers['etag'] ?? '';
    await pass(DAY);
    const client = await moderator();
    const now = (await client.get(`/report-schedules/${id}`).set('if-none-match', seen).expect(200)).headers;
    expect(now['etag']).not.toBe(seen);
    await client.patch(`/report-schedules/${id}`).set('if-match', seen).send({ hour: 7 }).expect(200);
  });

  it('are listed, those that are enabled apart', async () => {
    const [one, two] = [await aSchedule(), await aSchedule({ enabled: false })];
    const ids = async (query: string): Promise<number[]> =>
      (await (await moderator()).get(`/report-schedules?${query}`).expect(200)).body.items.map(
        ({ id }: { id: number }) => id,
      );
    expect(await ids('sort=id')).toEqual([one.id, two.id]);
    expect(await ids('enabled=true')).toEqual([one.id]);
    expect(await ids('enabled=false')).toEqual([two.id]);
  });

  it.each([
    ['cadence', { cadence: 'yearly' }, /one of daily, weekly, monthly/],
    ['type', { type: null }, /one of revenue/],
    ['recipients', { recipients: [] }, /list of 1 to 20 different e-mail addresses/],
    ['recipients', { recipients: ['a@cinema.example', 'A@cinema.example'] }, /different/],
    ['recipients', { recipients: ['nobody'] }, /e-mail addresses/],
    ['recipients', { recipients: [17] }, /e-mail addresses/],
    ['recipients', { recipients: 'a@cinema.example' }, /must be a list/],
    ['recipients', { recipients: null }, /must be a list/],
    ['hour', { hour: 24 }, /whole number from 0 to 23/],
    ['hour', { hour: null }, /whole number from 0 to 23/],
    ['time_zone', { time_zone: 'Mars/Olympus' }, /IANA/],
    ['time_zone', { time_zone: null }, /IANA/],
    ['enabled', { enabled: 'yes' }, /true or false/],
    ['cinema_id', { cinema_id: 999_999 }, /is no cinema/],
    ['distributor_id', { distributor_id: 1 }, /distributor_settlement only/],
  ])('refuse a wrong %s (%j), made and changed', async (field, wish, message) => {
    const client = await moderator();
    const { id } = await aSchedule();
    const problems = { errors: [{ field, message: expect.stringMatching(message) }] };
    const made = await client
      .post('/report-schedules')
      .send({ ...DAILY, ...wish })
      .expect(422);
    expect(made.body).toMatchObject(problems);
    const changed = await client.patch(`/report-schedules/${id}`).send(wish).expect(422);
    expect(changed.body).toMatchObject(problems);
  });
});
