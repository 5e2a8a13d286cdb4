import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aMovie } from '../../test/support/factories.js';
import { createTestApp, type TestApp } from '../../test/support/test-app.js';
import { Invariants } from '../platform/invariants/index.js';
import { rebuildStats } from './rebuild-stats.js';

describe('catalogue rebuild-stats', () => {
  const environment = { ...process.env };
  let app: TestApp;
  let directory: string;
  beforeEach(async () => {
    app = await createTestApp({ environment: { RUN_WORKER: 'off' } });
    directory = await mkdtemp(join(tmpdir(), 'cli-spec-'));
    Object.assign(process.env, {
      NODE_ENV: 'test',
      DATABASE_URL: app.database.url,
      DATA_DIR: directory,
      LOG_LEVEL: 'silent',
    });
  });
  afterEach(async () => {
    process.env = { ...environment };
    jest.restoreAllMocks();
    await app.close();
    await rm(directory, { recursive: true });
  });

  const run = async (): Promise<string> => {
    let said = '';
    const write = jest
      .spyOn(process.stdout, 'write')
      .mockImplementation((text) => ((said += String(text)), true));
    expect(await rebuildStats()).toBe(0);
    write.mockRestore();
    return said;
  };
  const broken = async (): Promise<string[]> =>
    (await app.get(Invariants).check()).filter((one) => one.broken.length > 0).map((one) => one.name);

  it('puts right what is wrong, says how many films that were, and makes films popular', async () => {
    const [liked] = [await aMovie(app), await aMovie(app), await aMovie(app)];
    await app.as('user').put(`/movies/${liked.uuid}/reaction`).send({ value: 'like' }).expect(200);
    await app.database.query(
      `UPDATE movie_stats SET dislikes = 3, average_rating = 2 WHERE movie_id <> (SELECT min(movie_id) FROM movie_stats)`,
    );
    expect(await broken()).toEqual([
      'average_rating of films is their rating_sum by their rating_count',
      'dislikes of films, with what is noted, is what a count says',
    ]);

    expect(await run()).toBe('Counted 3 films; 2 had counters that were wrong.\n');

    expect(await broken()).toEqual([]);
    expect(await run()).toBe('Counted 3 films; 0 had counters that were wrong.\n');
    const { body } = await app.as().get('/movies?sort=-popularity&per_page=1').expect(200);
    expect(body.items).toMatchObject([{ uuid: liked.uuid, likes: 1, dislikes: 0 }]);
  });
});
