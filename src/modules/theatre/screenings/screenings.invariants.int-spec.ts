import { createTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { aHall, aScreening, type TestScreening } from '../../../../test/support/theatre.js';
import { Invariants } from '../../../platform/invariants/index.js';

let app: TestApp;
let screening: TestScreening;
beforeAll(async () => {
  app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
  await app.database.query('ALTER TABLE screenings DROP CONSTRAINT ex_screenings_overlap');
  await app.database.query('ALTER TABLE seat_allocations DROP CONSTRAINT fk_seat_allocations_seat');
});
beforeEach(async () => {
  screening = await aScreening(app);
});
afterAll(() => app.close());

const broken = async (): Promise<string[]> =>
  (await app.get(Invariants).check()).filter((one) => one.broken.length > 0).map(({ name }) => name);

describe('the invariants of screenings', () => {
  it('hold, also where one begins as the hall is clean again', async () => {
    await aScreening(app, { hall: screening.hall });
    expect(await broken()).toEqual([]);
  });

  it('find an overlap, even of the cleaning alone', async () => {
    const name = 'screenings do not overlap in a hall, cleaning included';
    const { hall, endsAt } = screening;
    const other = await aScreening(app, { hall, startsAt: new Date(endsAt.getTime() + 14 * 60_000) });
    expect(await broken()).toEqual([name]);
    await app.database.query(
      `UPDATE screenings SET status = 'canceled', canceled_at = starts_at WHERE id = $1`,
      [other.id],
    );
    expect(await broken()).toEqual([]);
  });

  it('find a seat of another hall', async () => {
    const other = await aHall(app);
    await app.database.query(
      `INSERT INTO seat_allocations (screening_id, seat_id, hall_id, status, reason) VALUES ($1, $2, $3, 'blocked', 'x')`,
      [screening.id, other.seat('A1'), screening.hall.id],
    );
    expect(await broken()).toContain('taken seats are seats of the hall of their screening');
    await app.database.query('DELETE FROM seat_allocations');
  });

  it.each([
    ["ends_at = starts_at + interval '1 minute'", 'coming screenings are as long as their films, at least'],
    ['local_date = local_date - 1', 'the date of a screening is that of its start, where its cinema is'],
  ])('are broken after %s', async (change, name) => {
    await app.database.query(`UPDATE screenings SET ${change} WHERE id = $1`, [screening.id]);
    expect(await broken()).toEqual([name]);
    await app.database.query('DELETE FROM screenings WHERE id = $1', [screening.id]);
  });

  it('find a film that was deleted while it was on the programme', async () => {
    await app.database.query('UPDATE movies SET deleted_at = now() WHERE id = $1', [screening.movie.id]);
    expect(await broken()).toContain('films of coming screenings are not deleted');
    await app.database.query('UPDATE movies SET deleted_at = NULL WHERE id = $1', [screening.movie.id]);
  });
});
