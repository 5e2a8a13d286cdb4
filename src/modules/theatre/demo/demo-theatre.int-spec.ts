import { aMovie } from '../../../../test/support/factories.js';
import { StandingClock } from '../../../../test/support/job-process.js';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { Clock } from '../../../platform/clock/index.js';
import { Invariants } from '../../../platform/invariants/index.js';
import { DemoProgrammeTask } from './demo-programme.task.js';
import { DemoTheatreService } from './demo-theatre.service.js';

let app: TestApp;
let clock: StandingClock;
beforeEach(async () => {
  clock = new StandingClock(new Date());
  app = await createTestApp({
    environment: { RUN_WORKER: 'off' },
    configure: (builder) => builder.overrideProvider(Clock).useValue(clock),
  });
  for (const time of [95, 110, 133, 170]) await aMovie(app, { time });
});
afterEach(async () => {
  const broken = (await app.get(Invariants).check()).filter((checked) => checked.broken.length > 0);
  expect(broken).toEqual([]);
  await app.close();
});

/** How many days have something on, by hall. */
const days = async (): Promise<number[]> =>
  (
    await app.database.query<{ days: number }>(
      'SELECT count(DISTINCT local_date)::int AS days FROM screenings GROUP BY hall_id ORDER BY hall_id',
    )
  ).map((row) => row.days);
const count = async (): Promise<number> =>
  (await app.database.query<{ n: number }>('SELECT count(*)::int AS n FROM screenings'))[0]?.n ?? 0;

describe('the theatre of the default start', () => {
  it('has two cinemas in two time zones, with three halls each, and a programme of two weeks', async () => {
    await app.get(DemoTheatreService).fill();

    expect(await app.database.query('SELECT DISTINCT time_zone FROM cinemas')).toHaveLength(2);
    const halls = await app.database.query<{ capacity: number; seats: number }>(
      'SELECT capacity, (SELECT count(*)::int FROM seats WHERE hall_id = h.id) AS seats FROM halls h',
    );
    expect(halls).toHaveLength(6);
    for (const { capacity, seats } of halls) {
      expect(capacity).toBe(seats);
      expect(seats).toBeGreaterThan(30);
      expect(seats).toBeLessThanOrEqual(210);
    }
    // Late in the evening nothing more begins that day.
    for (const planned of await days()) expect([13, 14]).toContain(planned);
    expect(await app.database.query('SELECT FROM price_lists')).toHaveLength(2);
    const { body } = await app.as().get('/screenings?per_page=1').expect(200);
    expect(body).toMatchObject({ total_items: await count() });
  });

  it('is the same after another start, and leaves alone what moderators changed', async () => {
    const demo = app.get(DemoTheatreService);
    await demo.fill();
    const before = await count();
    const [first] = await app.database.query<{ id: number; local_date: string; hall_id: number }>(
      'SELECT id, local_date, hall_id FROM screenings ORDER BY starts_at DESC LIMIT 1',
    );
    await app.as('moderator').post(`/screenings/${first?.id}/cancel`).expect(200);
    await Promise.all([demo.fill(), demo.fill(), demo.topUp()]);
    expect(await count()).toBe(before);
  });

  it('goes on day by day', async () => {
    await app.get(DemoTheatreService).fill();
    const before = await days();
    clock.advance(3 * 86_400);
    expect(await app.get(DemoTheatreService).topUp()).toBeGreaterThan(0);
    expect(await app.get(DemoTheatreService).topUp()).toBe(0);
    for (const [hall, planned] of (await days()).entries()) expect(planned - (before[hall] ?? 0)).toBe(3);
  });

  it('is opened nowhere but in the demo', async () => {
    expect(await app.get(DemoProgrammeTask).run()).toBe('there is no demo');
    expect(await count()).toBe(0);
  });

  it('is not opened beside cinemas that there are', async () => {
    await app
      .as('moderator')
      .post('/cinemas')
      .send({ name: 'Ours', address: 'Here 1', time_zone: 'Europe/Kyiv' })
      .expect(201);
    await app.get(DemoTheatreService).fill();
    expect(await app.database.query('SELECT FROM cinemas')).toHaveLength(1);
  });
});
