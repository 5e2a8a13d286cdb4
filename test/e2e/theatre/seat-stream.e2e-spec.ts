import type { AddressInfo } from 'node:net';
import { SeatStreams } from '../../../src/modules/theatre/seat-map/stream/seat-streams.js';
import { Clock } from '../../../src/platform/clock/index.js';
import { eventually } from '../../support/eventually.js';
import { SeatWatcher } from '../../support/seat-watcher.js';
import { createTestApp, type TestApp, type TestAppOptions } from '../../support/test-app.js';
import { aHall, aScreening, type TestScreening } from '../../support/theatre.js';

const MANY = 200;

describe('the stream of the seats of a screening', () => {
  const apps: TestApp[] = [];
  const open: SeatWatcher[] = [];
  let app: TestApp;
  let url: string;
  let screening: TestScreening;

  const start = async (options: TestAppOptions = {}): Promise<[TestApp, string]> => {
    const started = await createTestApp(options);
    apps.push(started);
    await started.app.listen(0, '127.0.0.1');
    return [started, `http://127.0.0.1:${(started.app.getHttpServer().address() as AddressInfo).port}`];
  };
  const another = (): Promise<[TestApp, string]> =>
    start({
      database: app.database,
      environment: { DATA_DIR: app.settings.dataDirectory, RUN_WORKER: 'off' },
    });
  const watch = async (id: number | string = screening.id, at = url, last?: string): Promise<SeatWatcher> => {
    const watcher = await SeatWatcher.open(at, id, last);
    open.push(watcher);
    return watcher;
  };
  const seat = (name: string): number => screening.hall.seat(name);
  const send = (verb: string, names: readonly string[], of = app) =>
    of
      .as('moderator')
      .post(`/screenings/${screening.id}/seats/${verb}`)
      .send({ seat_ids: names.map(seat), reason: 'Broken' })
      .expect(200);
  const sees = (watcher: SeatWatcher, name: string, state: string): Promise<void> =>
    eventually(() => expect(watcher.seats[seat(name)]).toBe(state));

  beforeAll(async () => {
    [app, url] = await start({ environment: { MAX_SEAT_STREAMS: String(MANY), RUN_WORKER: 'off' } });
  });
  beforeEach(async () => {
    screening = await aScreening(app, { hall: await aHall(app, { rows: 1, perRow: 3 }) });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    for (const watcher of open.splice(0)) watcher.close();
    for (const extra of apps.splice(1).toReversed()) {
      extra.app.getHttpServer().closeAllConnections();
      await extra.close();
    }
  });
  afterAll(async () => {
    app.app.getHttpServer().closeAllConnections();
    await app.close();
  });

  it('begins with every seat, and goes on with what changes', async () => {
    await send('block', ['A3']);
    const watcher = await watch();
    expect(watcher.answer.statusCode).toBe(200);
    expect(watcher.answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    await eventually(() => expect(watcher.events).toHaveLength(1));

    await send('block', ['A1']);
    await sees(watcher, 'A1', 'blocked');

    expect(watcher.events).toEqual([
      {
        screening_id: screening.id,
        complete: true,
        seats: [
          { id: seat('A1'), state: 'free' },
          { id: seat('A2'), state: 'free' },
          { id: seat('A3'), state: 'blocked' },
        ],
      },
      { screening_id: screening.id, complete: false, seats: [{ id: seat('A1'), state: 'blocked' }] },
    ]);
  });

  it('says nothing of other screenings', async () => {
    const other = await aScreening(app, { hall: screening.hall });
    const watcher = await watch(other.id);
    const here = await watch();
    await send('block', ['A1']);
    await sees(here, 'A1', 'blocked');

    expect(watcher.events.slice(1)).toEqual([]);
  });

  it('tells the whole state anew to who comes back, whatever they saw last', async () => {
    const first = await watch();
    await eventually(() => expect(first.events).toHaveLength(1));
    first.close();
    await send('block', ['A2']);

    const second = await watch(screening.id, url, '0');

    await sees(second, 'A2', 'blocked');
    expect(second.events[0]?.complete).toBe(true);
    expect(second.events[0]?.seats).toHaveLength(3);
  });

  it('hears on one instance what happens on another', async () => {
    const [other] = await another();
    const watcher = await watch();
    await send('block', ['A1'], other);
    await sees(watcher, 'A1', 'blocked');
    await send('unblock', ['A1'], other);
    await sees(watcher, 'A1', 'free');
  });

  it('sees holds run out though nobody says so', async () => {
    const until = new Date(Date.now() + 300_000);
    await app.database.query(
      `INSERT INTO seat_allocations (screening_id, seat_id, hall_id, status, price, audience, expires_at)
       VALUES ($1, $2, $3, 'held', 12, 'adult', $4)`,
      [screening.id, seat('A1'), screening.hall.id, until],
    );
    const watcher = await watch();
    await sees(watcher, 'A1', 'held');
    await send('block', ['A2']);
    await sees(watcher, 'A2', 'blocked');

    jest.spyOn(app.get(Clock), 'now').mockReturnValue(until);

    await sees(watcher, 'A1', 'free');
  });

  it('tells the whole state anew when the hall gets other seats', async () => {
    const watcher = await watch();
    await eventually(() => expect(watcher.events).toHaveLength(1));

    await app.as('moderator').put(`/halls/${screening.hall.id}/seats`).send({ text: 'A: ss' }).expect(200);

    await eventually(() =>
      expect(watcher.events.at(-1)).toEqual({
        screening_id: screening.id,
        complete: true,
        seats: [
          { id: seat('A1'), state: 'free' },
          { id: seat('A2'), state: 'free' },
        ],
      }),
    );
  });

  it('goes on when the connection that it listens on breaks', async () => {
    const watcher = await watch();
    const listeners = () =>
      app.database.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'online-cinema-seat_changes'`,
      );
    const [before] = await eventually(async () => {
      const found = await listeners();
      expect(found).toHaveLength(1);
      return found;
    });
    await app.database.query('SELECT pg_terminate_backend($1)', [before?.pid]);

    await send('block', ['A1']);

    await sees(watcher, 'A1', 'blocked');
    await eventually(async () => expect((await listeners())[0]?.pid).not.toBe(before?.pid));
  });

  it('shows that it lives', async () => {
    const watcher = await watch();
    await eventually(() => expect(watcher.events).toHaveLength(1));

    app.get(SeatStreams).beat();

    await eventually(() => expect(watcher.beats).toBe(1));
  });

  it('reaches everybody at once, up to as many as there may be', async () => {
    const watchers = await Promise.all(Array.from({ length: MANY }, () => watch()));
    await eventually(() => expect(watchers.every(({ events }) => events.length === 1)).toBe(true));

    const refused = await watch();
    expect(refused.answer.statusCode).toBe(503);
    expect(refused.answer.headers['retry-after']).toBe('5');

    const begun = performance.now();
    await send('block', ['A1', 'A2']);
    await eventually(() => expect(watchers.every(({ events }) => events.length === 2)).toBe(true));
    expect(performance.now() - begun).toBeLessThan(2_000);
    for (const watcher of watchers) expect(watcher.seats).toEqual(watchers[0]?.seats);

    watchers[0]?.close();
    await eventually(async () => expect((await watch()).answer.statusCode).toBe(200));
  });

  it('tells at the end what is true, however much happens meanwhile', async () => {
    const watchers = await Promise.all(Array.from({ length: 5 }, () => watch()));
    for (let round = 0; round < 8; round += 1) {
      await Promise.all([
        send('block', ['A1']),
        send('unblock', ['A2']),
        send(round % 2 ? 'block' : 'unblock', ['A3']),
        watch().then((late) => watchers.push(late)),
      ]);
      await send('unblock', ['A1']);
    }
    const { body } = await app.as().get(`/screenings/${screening.id}/seats`).expect(200);
    const truth = Object.fromEntries(
      (body.items as { id: number; state: string }[]).map(({ id, state }) => [id, state]),
    );

    for (const watcher of watchers) await eventually(() => expect(watcher.seats).toEqual(truth));
  });

  it('ends when the server goes, which does not wait for it', async () => {
    const [other, there] = await another();
    const watcher = await watch(screening.id, there);

    await other.app.close();

    await eventually(() => expect(watcher.ended).toBe(true));
  });

  it('is there for screenings that there are', async () => {
    expect((await watch(2_000_000_000)).answer.statusCode).toBe(404);
    expect((await watch('x')).answer.statusCode).toBe(422);
  });
});
