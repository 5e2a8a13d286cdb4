import { Readable } from 'node:stream';
import { eventually } from '../../../../test/support/eventually.js';
import { aTerm } from '../../../../test/support/factories.js';
import {
  aFilm,
  disagreementsIn,
  jsonOf,
  madeUpCsv,
  runImport,
  wholeCatalogue,
} from '../../../../test/support/film-import.js';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { Database } from '../../../platform/database/index.js';
import { FilmImport, type ImportFile, type ImportState } from './film-import.js';
import { parsePriceRule } from './price-rule.js';
import { TermIds } from './term-ids.js';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => app.close());

const run = (text: string, options: Partial<ImportFile> = {}): Promise<ImportState> =>
  runImport(app, text, options);
const runFilms = (...films: Record<string, unknown>[]): Promise<ImportState> => run(jsonOf(films));
const rows = <Row = Record<string, unknown>>(sql: string): Promise<Row[]> => app.database.query<Row>(sql);

describe('A run of an import', () => {
  it('lets the last row count where a file names a film several times', async () => {
    const price = parsePriceRule('votes>=3:9,else:4');
    const twice = [
      aFilm({ name: 'Heat', votes: 1 }),
      aFilm({ name: 'heat', votes: 2 }),
      aFilm({ name: 'heat', votes: 2 }),
    ];
    const text = [...twice, aFilm({ name: 'Other' }), aFilm({ name: 'HEAT', votes: 3 })]
      .map((one) => JSON.stringify(one))
      .join('\n');
    expect(await run(text, { priceRule: price })).toMatchObject({
      processed: 5,
      created: 2,
      updated: 2,
      unchanged: 1,
    });
    expect(await rows('SELECT name, votes, price::float8 FROM movies ORDER BY name')).toEqual([
      { name: 'HEAT', votes: 3, price: 4 },
      { name: 'Other', votes: 1000, price: 9 },
    ]);
    expect(await run(text)).toMatchObject({ unchanged: 5 });
  });

  it('keeps the order of rows that name one film in different batches', async () => {
    const many = Array.from({ length: 1_600 }, (_, n) =>
      aFilm({ votes: n, ...(n % 400 === 7 && { name: 'Heat' }) }),
    );
    expect(await runFilms(...many)).toMatchObject({ processed: 1_600, created: 1_597, updated: 3 });
    expect(await rows("SELECT votes FROM movies WHERE name = 'Heat'")).toEqual([{ votes: 1_207 }]);
  });

  it('reports bad rows and writes the others', async () => {
    const lines = madeUpCsv(600).split('\n');
    lines[10] = lines[10]?.replace(/,\d{4},/, ',year,') ?? '';
    lines[550] = 'short,row';
    const end = await run(lines.join('\n').slice(0, -1) + '\n"half a r');
    expect(end).toMatchObject({ processed: 601, created: 598, rejected: 3, progress: 100 });
    expect(end.errors).toEqual([
      { line: 11, column: 'Released_Year', message: 'must be a year from 1870 to 2100, not "year"' },
      { line: 551, column: null, message: expect.stringContaining('2 values') },
      { line: 602, column: 'Poster_Link', message: expect.stringContaining('never closed') },
    ]);
  });

  it('keeps the first thousand errors and counts all', async () => {
    const end = await run(`name,year,time,imdb,votes,description\n${'x,x,x,x,x,x\n'.repeat(700)}`);
    expect(end).toMatchObject({ processed: 700, rejected: 700 });
    expect(end.errors).toHaveLength(1_000);
  });

  it('may run twice at once without failing or writing anything twice', async () => {
    const text = madeUpCsv(1_200);
    const other = madeUpCsv(1_200).split('\n');
    const turned = [other[0], ...other.slice(1, -1).reverse(), ''].join('\n');
    const ends = await Promise.all([run(text), run(turned), run(text)]);
    expect(ends.map(({ created, updated, unchanged }) => created + updated + unchanged)).toEqual([
      1_200, 1_200, 1_200,
    ]);
    expect(ends.reduce((sum, end) => sum + end.created, 0)).toBe(1_200);
    expect(await rows('SELECT count(*)::int AS n FROM movies')).toEqual([{ n: 1_200 }]);
    expect(await disagreementsIn(app)).toEqual([]);
  });

  it('gives a film that somebody else enters at the same moment its facts', async () => {
    await runFilms(aFilm({ certification: 'R' }));
    await rows('BEGIN');
    await rows(`WITH entered AS (
        INSERT INTO movies (name, name_folded, year, time, imdb, votes, description, price, certification_id)
        SELECT 'Heat', 'heat', 2001, 120, 1, 1, '.', 3, id FROM certifications RETURNING id
      ) INSERT INTO movie_stats (movie_id) SELECT id FROM entered`);
    const running = runFilms(aFilm({ name: 'Heat', stars: ['Al Pacino'] }));
    await eventually(async () => {
      const waiting =
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      expect(await app.get(Database).rows(waiting)).toHaveLength(1);
    });
    await rows('COMMIT');
    expect(await running).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
    const [, heat] = await wholeCatalogue(app);
    expect(heat).toMatchObject({ name: 'Heat', imdb: 7.5, price: 3, stars: ['Al Pacino'], version: 2 });
  });

  it('creates terms anew that were deleted after it had looked them up', async () => {
    const star = await aTerm(app, 'stars', 'Al Pacino');
    const terms = app.get(TermIds);
    await terms.findOrCreate('star', new Set(['Al Pacino']));
    await app.as('moderator').delete(`/stars/${star.id}`).expect(204);
    jest.spyOn(terms, 'forget').mockImplementationOnce(() => undefined);
    expect(await runFilms(aFilm({ stars: ['Al Pacino'] }))).toMatchObject({ created: 1 });
    expect(await rows('SELECT name, movie_count FROM stars')).toEqual([
      { name: 'Al Pacino', movie_count: 1 },
    ]);
  });

  it('leaves whole batches behind when it breaks off, and goes on from there', async () => {
    const text = madeUpCsv(1_400);
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from(text.slice(0, (text.length * 3) / 4)));
      throw new Error('The disk is gone.');
    }
    await expect(run(text, { bytes: broken() })).rejects.toThrow('The disk is gone.');
    const n = (await rows<{ n: number }>('SELECT count(*)::int AS n FROM movies'))[0]?.n ?? NaN;
    expect(n % 500).toBe(0);
    expect(await run(text)).toMatchObject({ created: 1_400 - n, updated: 0, unchanged: n });
    expect(await disagreementsIn(app)).toEqual([]);
  });

  it('tells how far it is', async () => {
    const text = madeUpCsv(2_000);
    const bytes = Buffer.from(text);
    const seen: number[] = [];
    const file = {
      bytes: Readable.from(pieces(bytes, 50_000)),
      size: bytes.length,
      mapping: {},
      priceRule: () => 0,
    };
    const end = await app.get(FilmImport).run(file, ({ progress }) => void seen.push(progress));
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect([
      seen.some((progress) => progress > 40 && progress < 60),
      Math.max(...seen),
      end.progress,
    ]).toEqual([true, 99, 100]);
  });
});

function* pieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
