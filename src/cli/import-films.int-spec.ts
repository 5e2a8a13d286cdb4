import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCatalogue } from '../../bench/catalogue-csv.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.js';
import { DEFAULT_PRICE_RULE } from '../modules/catalogue/index.js';
import { importFilms, type ImportFilmsOptions } from './import-films.js';

const ENVIRONMENT = { ...process.env };
const DEFAULTS: ImportFilmsOptions = { priceRule: DEFAULT_PRICE_RULE, mapping: '{}' };
const COLUMNS = 'name,year,time,imdb,votes,description';

let database: TestDatabase;
let directory: string;

beforeEach(async () => {
  database = await createTestDatabase();
  directory = await mkdtemp(join(tmpdir(), 'cli-spec-'));
  Object.assign(process.env, {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATA_DIR: directory,
    LOG_LEVEL: 'silent',
  });
});

afterEach(async () => {
  process.env = { ...ENVIRONMENT };
  jest.restoreAllMocks();
  await database.drop();
  await rm(directory, { recursive: true });
});

async function fileWith(content: string): Promise<string> {
  const path = join(directory, 'films.csv');
  await writeFile(path, content);
  return path;
}

/** What a run answers, and what it says on both outputs. */
async function run(file: string, options: Partial<ImportFilmsOptions> = {}) {
  const said = { out: '', err: '' };
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.err += String(text)), true));
  const code = await importFilms(file, { ...DEFAULTS, ...options });
  jest.restoreAllMocks();
  return { code, ...said };
}

describe('catalogue import', () => {
  it('ends with 0 when every row went in; the second time nothing changes', async () => {
    const file = await fileWith([...generateCatalogue(40, 1)].join(''));
    const first = await run(file, { priceRule: 'fixed:2.50' });
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^40 rows in \d+\.\d s: 40 created, 0 updated, 0 unchanged, 0 rejected\.\n$/);
    expect((await run(file)).out).toContain('0 created, 0 updated, 40 unchanged, 0 rejected');
    expect(await database.query('SELECT DISTINCT price FROM movies')).toEqual([{ price: '2.50' }]);
  });

  it('ends with 2 when rows were rejected, and shows the first twenty errors', async () => {
    const file = await fileWith(
      `${COLUMNS}\nHeat,1995,170,8.3,1,A thief.\n${'Heat,PG,170,8.3,1,A thief.\n'.repeat(25)}`,
    );
    const { code, out } = await run(file);
    expect(code).toBe(2);
    expect(out).toContain('1 created, 0 updated, 0 unchanged, 25 rejected');
    expect(out).toContain('  line 3, year: must be a year from 1870 to 2100, not "PG"\n');
    expect(out.match(/ line \d+/g)).toHaveLength(20);
    expect(out).toContain('and 5 more\n');
  });

  it('reads the mapping from a file, and the format that it is told', async () => {
    const file = await fileWith(
      '{"titel": "Heat", "year": 1995, "time": 170, "imdb": 8.3, "votes": 1, "description": "."}',
    );
    await writeFile(join(directory, 'mapping.json'), '{"name": "titel"}');
    const mapping = `@${join(directory, 'mapping.json')}`;
    expect(await run(file, { mapping, format: 'json' })).toMatchObject({ code: 0 });
    expect(await run(file, { mapping, format: 'csv' })).toMatchObject({
      code: 1,
      err: expect.stringContaining('first line'),
    });
  });

  it.each([
    ['there is no such file', '/nowhere/films.csv', {}, 'There is no file /nowhere/films.csv.'],
    [
      'the price rule is wrong',
      undefined,
      { priceRule: 'fixed:x' },
      '--price-rule: part 1 ("fixed:x") must end',
    ],
    ['the mapping is wrong', undefined, { mapping: '{' }, '--mapping: is not valid JSON'],
    [
      'the mapping file is missing',
      undefined,
      { mapping: '@/nowhere.json' },
      '--mapping: there is no file /nowhere.json.',
    ],
    ['the file lacks columns', undefined, {}, 'Columns are missing: name, year'],
  ])('ends with 1 and says why when %s', async (_, path, options, reason) => {
    const { code, out, err } = await run(path ?? (await fileWith('a,b\n')), options);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(reason);
  });
});
