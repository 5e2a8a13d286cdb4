import { aMovie } from '../../../test/support/factories.js';
import { aPerson, signIn } from '../../../test/support/people.js';
import { createTestApp, type TestApp } from '../../../test/support/test-app.js';
import { Invariants } from './invariants.js';

describe('The invariants', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await createTestApp();
  });
  afterEach(() => app.close());

  const broken = async (): Promise<string[]> =>
    (await app.get(Invariants).check()).filter((one) => one.broken.length > 0).map((one) => one.name);

  it('hold for a catalogue and accounts in use', async () => {
    const { uuid } = await aMovie(app);
    await aMovie(app);
    await app.as('moderator').delete(`/movies/${uuid}`).expect(204);
    await signIn(app, await aPerson(app));

    expect((await app.get(Invariants).check()).length).toBeGreaterThan(8);
    expect(await broken()).toEqual([]);
  });

  it.each([
    ['UPDATE genres SET movie_count = movie_count + 1', 'movie_count of genres is what a count says'],
    [
      'UPDATE certifications SET movie_count = movie_count + 1',
      'movie_count of certifications is what a count says',
    ],
    ['DELETE FROM movie_stats', 'living films, and no others, have a row of counters'],
    [
      "INSERT INTO activation_tokens (user_id, token, expires_at) VALUES (1, repeat('a', 64), now() - interval '1 hour')",
      'activation_tokens are removed within two runs of the cleanup',
    ],
    [
      'UPDATE users SET is_active = false WHERE id = 4',
      'there is an active administrator once there was one',
    ],
  ])('are found broken after %s', async (fault, name) => {
    await aMovie(app);
    await app.database.query(fault);

    expect(await broken()).toContain(name);
  });
});
