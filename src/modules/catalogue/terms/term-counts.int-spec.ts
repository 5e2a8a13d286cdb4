import { aFilm, jsonOf, runImport } from '../../../../test/support/film-import.js';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { TermCountsService } from './term-counts.service.js';

describe('movie_count while an import runs', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await createTestApp();
  });
  afterEach(() => app.close());

  const films = (count: number, name: string): string =>
    jsonOf(
      Array.from({ length: count }, (_, n) =>
        aFilm({ name: `${name} ${n}`, genres: ['Noir'], stars: ['Ada Actor'] }),
      ),
    );
  const noir = async (): Promise<{ id: number; movie_count: number }> => {
    const answer = await app.as().get('/genres?q=Noir').expect(200);
    return (
      (answer.body as { items: { id: number; movie_count: number }[] }).items[0] ?? { id: 0, movie_count: 0 }
    );
  };
  const wrongCounts = (): Promise<unknown[]> =>
    app.database.query(
      `SELECT name FROM genres g WHERE movie_count <> (SELECT count(*) FROM movies_genres l WHERE l.genre_id = g.id)
       UNION ALL
       SELECT name FROM stars s WHERE movie_count <> (SELECT count(*) FROM movies_stars l WHERE l.star_id = s.id)
       UNION ALL
       SELECT name FROM certifications c WHERE movie_count <> (SELECT count(*) FROM movies m WHERE m.certification_id = c.id)`,
    );
  /** What an import leaves behind that is killed before it counts. */
  const importedButNotCounted = async (count: number): Promise<void> => {
    const counts = app.get(TermCountsService);
    const countNoted = jest.spyOn(counts, 'countNoted').mockResolvedValue(0);
    await runImport(app, films(count, 'Uncounted'));
    countNoted.mockRestore();
  };

  it('is right at its end', async () => {
    await runImport(app, films(5, 'Night'));

    expect(await noir()).toMatchObject({ movie_count: 5 });
    expect(await wrongCounts()).toEqual([]);
    expect(await app.database.query('SELECT * FROM term_count_notes')).toEqual([]);
  });

  it('is made right by the next run of the task when the import was killed, and lists show it', async () => {
    await importedButNotCounted(3);
    expect(await noir()).toMatchObject({ movie_count: 0 });

    expect(await app.get(TermCountsService).run()).toMatch(/^counted the films of \d+ names$/);

    expect(await noir()).toMatchObject({ movie_count: 3 });
    expect(await wrongCounts()).toEqual([]);
    expect(await app.get(TermCountsService).run()).toBe('counted the films of 0 names');
  });

  it('counts each note once, however many count at once', async () => {
    await importedButNotCounted(4);

    const counted = await Promise.all([1, 2, 3, 4].map(() => app.get(TermCountsService).countNoted()));

    expect(counted.filter((names) => names > 0)).toHaveLength(1);
    expect(await wrongCounts()).toEqual([]);
  });

  it('does not stop anybody from deleting a film that was noted and not counted', async () => {
    await importedButNotCounted(1);
    const [film] = await app.database.query<{ uuid: string }>('SELECT uuid FROM movies');

    await app
      .as('moderator')
      .delete(`/movies/${film?.uuid ?? ''}`)
      .expect(204);

    expect(await noir()).toMatchObject({ movie_count: 0 });
    expect(await app.database.query('SELECT * FROM term_count_notes')).toEqual([]);
  });
});
