import type { SeriesResponse } from '../../../src/modules/theatre/screenings/series.dto.js';
import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aHall, aScreening } from '../../support/theatre.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const YEAR = new Date().getUTCFullYear() + 1;
/** The first Monday of March and what follows: the clocks of Berlin are changed on the last Sunday. */
const MONDAY = firstMonday();
const day = (after: number): string =>
  new Date(MONDAY.getTime() + after * 86_400_000).toISOString().slice(0, 10);
const SUMMER_TIME = lastSunday();

async function body(overrides: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  return {
    hall_id: overrides['hall_id'] ?? (await aHall(app)).id,
    movie_uuid: overrides['movie_uuid'] ?? (await aMovie(app, { time: 100 })).uuid,
    weekdays: [1, 3],
    times: ['21:00', '18:00'],
    from: day(0),
    until: day(13),
    base_price: '11.00',
    ...overrides,
  };
}
const send = async (overrides: Record<string, unknown> = {}) =>
  app
    .as('moderator')
    .post('/screenings/series')
    .send(await body(overrides));

describe('a series', () => {
  it('adds a screening for each time on each of its days, exceptions left out', async () => {
    const hall = await aHall(app);
    const answer = await send({ hall_id: hall.id, except: [day(2)], language: 'en', cleaning_minutes: 20 });
    expect(answer.status).toBe(201);
    const series = answer.body as SeriesResponse;
    expect(series).toMatchObject({ dry_run: false, possible: true });
    expect(series.screenings.map(({ local_start }) => local_start.slice(0, 16))).toEqual([
      `${day(0)}T18:00`,
      `${day(0)}T21:00`,
      `${day(7)}T18:00`,
      `${day(7)}T21:00`,
      `${day(9)}T18:00`,
      `${day(9)}T21:00`,
    ]);
    const { body: list } = await app.as().get(`/screenings?hall_id=${hall.id}`).expect(200);
    const { items } = list as { items: { id: number }[] };
    expect(items.map(({ id }) => id)).toEqual(series.screenings.map(({ id }) => id));
    expect(items[0]).toMatchObject({
      series_id: series.id,
      language: 'en',
      cleaning_minutes: 20,
      base_price: '11.00',
    });
  });

  it('keeps its local time when the clocks are changed', async () => {
    const answer = await send({
      weekdays: [6, 7],
      times: ['18:00'],
      from: daysAround(SUMMER_TIME, -1),
      until: SUMMER_TIME,
    });
    expect((answer.body as SeriesResponse).screenings.map(({ starts_at }) => starts_at)).toEqual([
      `${daysAround(SUMMER_TIME, -1)}T17:00:00.000Z`,
      `${SUMMER_TIME}T16:00:00.000Z`,
    ]);
  });

  it('shows in a dry run every clash and the next free start, and adds nothing', async () => {
    const hall = await aHall(app);
    const there = await aScreening(app, {
      hall,
      startsAt: new Date(`${day(7)}T16:00:00Z`),
      minutes: 120,
    });
    const wanted = { hall_id: hall.id, weekdays: [1], times: ['18:00', '23:00'] };
    const answer = await send({ ...wanted, dry_run: true });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id: null,
      dry_run: true,
      possible: false,
      screenings: [
        { id: null, clashes: [], next_free_start: null, problem: null },
        { clashes: [] },
        {
          local_start: `${day(7)}T18:00:00+01:00`,
          clashes: [{ screening_id: there.id, starts_at: `${day(7)}T17:00:00+01:00` }],
          next_free_start: `${day(7)}T19:15:00+01:00`,
        },
        { clashes: [] },
      ],
    });
    const refused = await send(wanted);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      type: '/problems/series-overlap',
      clashes: [{ local_start: `${day(7)}T18:00:00+01:00`, clashes: [{ screening_id: there.id }] }],
    });
    const { body: list } = await app.as().get(`/screenings?hall_id=${hall.id}`);
    expect(list).toMatchObject({ total_items: 1 });
  });

  it('does not meet itself either', async () => {
    const answer = await send({ weekdays: [1], until: day(0), times: ['18:00', '19:00'], dry_run: true });
    expect(answer.body).toMatchObject({
      possible: false,
      screenings: [
        { clashes: [{ screening_id: null, starts_at: `${day(0)}T19:00:00+01:00` }] },
        { clashes: [{ screening_id: null, starts_at: `${day(0)}T18:00:00+01:00` }] },
      ],
    });
  });

  it('names the days on which its time does not exist', async () => {
    const nightly = { weekdays: [7], times: ['02:30'], from: SUMMER_TIME, until: SUMMER_TIME };
    const dry = await send({ ...nightly, dry_run: true });
    expect(dry.body).toMatchObject({
      possible: false,
      screenings: [{ starts_at: null, problem: expect.stringContaining('does not exist') as string }],
    });
    expect((await send(nightly)).status).toBe(422);
  });

  it.each([
    ['until', { until: day(-1) }],
    ['until', { until: `${YEAR + 2}-01-01` }],
    ['until', { weekdays: [1, 2, 3, 4, 5, 6, 7], times: ['10:00', '18:00'], until: day(300) }],
    ['weekdays', { weekdays: [] }],
    ['weekdays', { weekdays: [8] }],
    ['weekdays', { weekdays: [7], until: day(3) }],
    ['times', { times: ['25:00'] }],
    ['times', { times: [] }],
    ['times', { from: '2020-01-06', until: '2020-01-06' }],
    ['from', { from: `${YEAR}-02-30` }],
    ['except', { except: ['never'] }],
    ['dry_run', { dry_run: 'yes' }],
    ['starts_at', { starts_at: `${day(0)}T18:00` }],
  ])('is refused for its %s: %j', async (field, overrides) => {
    const answer = await send(overrides);
    expect(answer.status).toBe(422);
    expect((answer.body as { errors: { field: string }[] }).errors[0]).toMatchObject({ field });
  });
});

function firstMonday(): Date {
  const first = new Date(Date.UTC(YEAR, 2, 1));
  return new Date(Date.UTC(YEAR, 2, 1 + ((8 - first.getUTCDay()) % 7)));
}

function lastSunday(): string {
  const last = new Date(Date.UTC(YEAR, 2, 31));
  return new Date(Date.UTC(YEAR, 2, 31 - last.getUTCDay())).toISOString().slice(0, 10);
}

function daysAround(date: string, days: number): string {
  return new Date(new Date(date).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
