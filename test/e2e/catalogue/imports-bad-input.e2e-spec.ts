import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.js';
import { anImport, aRow, aTable, uploadFilms } from '../../support/imports.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

let app: TestApp;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'imports-e2e-'));
  app = await createTestApp({ environment: { STORAGE_DIR: directory } });
});

afterAll(async () => {
  await app.close();
  await rm(directory, { recursive: true });
});

const storedFiles = async (): Promise<string[]> =>
  (await readdir(directory, { recursive: true })).filter((entry) => entry.startsWith('imports/'));

describe('POST /catalogue/imports', () => {
  it('reports bad rows with line, column and reason, and brings in the rest', async () => {
    const text = `\uFEFF${aTable(aRow(), aRow().replace('2001', 'PG'), '"Two\nlines",1,2', aRow('a\0b'), aRow(), '"half a ro')}`;
    const { errors, ...end } = await anImport(app, text.replaceAll('\n', '\r\n'));
    expect(end).toMatchObject({ status: 'completed', processed: 6, created: 2, rejected: 4, progress: 100 });
    expect(errors).toEqual([
      { line: 3, column: 'year', message: 'must be a year from 1870 to 2100, not "PG"' },
      { line: 4, column: null, message: 'The row has 3 values, the first line names 6 columns.' },
      { line: 6, column: 'name', message: 'holds the NUL character' },
      { line: 8, column: 'name', message: expect.stringContaining('never closed') },
    ]);
  });

  it.each([
    ['lacks columns', 'name,year\nHeat,1995\n', /missing: time, imdb, votes, description\..*: name, year\./],
    ['is empty', ' ', /^The file is empty\.$/],
    ['is UTF-16', Buffer.from(aTable(aRow()), 'utf16le'), /^The file is not UTF-8 text/],
    ['is an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /^The file is not UTF-8 text/],
  ])('fails with the reason when the file %s', async (_, content, reason) => {
    expect(await anImport(app, content)).toMatchObject({
      status: 'failed',
      created: 0,
      errors: [{ line: null, column: null, message: expect.stringMatching(reason) }],
      finished_at: expect.any(String),
    });
  });

  it('never lets a row in Latin-1 into the catalogue', async () => {
    const text = aTable(aRow('Amélie'), aRow());
    const end = await anImport(app, Buffer.from(text, 'latin1'));
    expect(end).toMatchObject({ created: 1, rejected: 1, errors: [{ line: 2, column: 'name' }] });
    expect(
      await app.database.query("SELECT name FROM movies WHERE name LIKE '%' || chr(65533) || '%'"),
    ).toEqual([]);
  });

  it.each([
    ['price_rule', { price_rule: 'imdb>=8:9.99' }, /part 1 .*must be else:PRICE/],
    ['price_rule', { price_rule: 'fixed:0.49' }, /part 1 .*0 or an amount from 0\.50 to 10000/],
    ['price_rule', { price_rule: '' }, /part 1/],
    ['mapping', { mapping: '{"name": 1}' }, /must name a column of the file for name/],
    ['mapping', { mapping: '[' }, /is not valid JSON/],
    ['mapping', { mapping: '{"price": "Price"}' }, /does not know the field "price"/],
    ['nonsense', { nonsense: '1' }, /known are file, price_rule, mapping/],
  ])('refuses a wrong %s: %j', async (field, fields, message) => {
    const before = await app.database.query('SELECT count(*) FROM catalogue_imports');
    const { body } = await uploadFilms(app, aTable(aRow()), fields).expect(422);
    expect(body.errors).toEqual([{ field, message: expect.stringMatching(message) }]);
    expect(await app.database.query('SELECT count(*) FROM catalogue_imports')).toEqual(before);
    await eventually(async () => expect(await storedFiles()).toEqual([]));
  });

  it('names every wrong field at once', async () => {
    const { body } = await uploadFilms(app, aTable(aRow()), { price_rule: '9', mapping: '9' }).expect(422);
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(['price_rule', 'mapping']);
  });

  it('wants a file in a form', async () => {
    const moderator = app.as('moderator');
    const { body } = await moderator.post('/catalogue/imports').field('price_rule', 'fixed:1').expect(422);
    expect(body.errors).toEqual([{ field: 'file', message: 'is missing' }]);
    await moderator.post('/catalogue/imports').send({ file: 'films.csv' }).expect(415);
  });
});
