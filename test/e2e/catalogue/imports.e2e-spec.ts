import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCatalogue } from '../../../bench/catalogue-csv.js';
import type { ImportResponse } from '../../../src/modules/catalogue/import/import.dto.js';
import { eventually } from '../../support/eventually.js';
import { aMovie, next } from '../../support/factories.js';
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

const COLUMNS = 'name,year,time,imdb,votes,description';
const row = (name = `Film ${next()}`): string => `${name},2001,120,7.5,1000,Somebody wants something badly.`;
const table = (...rows: string[]): string => [COLUMNS, ...rows].join('\n');

function upload(content: string | Buffer, fields: Record<string, string> = {}, name = 'films.csv') {
  const request = app.as('moderator').post('/catalogue/imports').attach('file', Buffer.from(content), name);
  for (const [field, value] of Object.entries(fields)) void request.field(field, value);
  return request;
}

async function ended(id: number): Promise<ImportResponse> {
  return eventually(async () => {
    const { body } = await app.as('moderator').get(`/catalogue/imports/${id}`).expect(200);
    expect(['completed', 'failed']).toContain(body.status);
    return body as ImportResponse;
  });
}

async function imported(
  content: string | Buffer,
  fields: Record<string, string> = {},
): Promise<ImportResponse> {
  const { body } = await upload(content, fields).expect(202);
  return ended((body as ImportResponse).id);
}

const priceOf = async (name: string): Promise<unknown> =>
  (await app.as().get('/movies').query({ q: name }).expect(200)).body.items[0]?.price;

const storedFiles = async (): Promise<string[]> =>
  (await readdir(directory, { recursive: true })).filter((entry) => entry.startsWith('imports/'));

describe('POST /catalogue/imports', () => {
  it('queues an import and tells where to follow it', async () => {
    const { body, headers } = await upload(table(row(), row())).expect(202);
    expect(body).toEqual({
      id: expect.any(Number),
      status: 'queued',
      processed: 0,
      created: 0,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      errors: [],
      progress: 0,
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      finished_at: null,
    });
    expect(headers['location']).toBe(`/catalogue/imports/${body.id}`);
    expect(await ended(body.id)).toEqual({
      ...body,
      status: 'completed',
      processed: 2,
      created: 2,
      progress: 100,
      finished_at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it('brings in a file with the columns of lists on IMDb; a second time nothing changes', async () => {
    const csv = [...generateCatalogue(300, next())].join('');
    expect(await imported(csv)).toMatchObject({
      status: 'completed',
      processed: 300,
      created: 300,
      rejected: 0,
    });
    const [, title = ''] = csv.split('\n')[1]?.split(',') ?? [];
    const { body } = await app.as().get('/movies').query({ q: title, per_page: 100 }).expect(200);
    const movie = body.items.find(({ name }: { name: string }) => name === title);
    expect(movie).toMatchObject({ stars: { length: 4 }, directors: { length: 1 } });
    expect(movie.genres.length).toBeGreaterThan(0);
    expect(await imported(csv)).toMatchObject({ processed: 300, created: 0, updated: 0, unchanged: 300 });
  });

  it('takes JSON', async () => {
    const name = `Film ${next()}`;
    const film = {
      name,
      year: 2001,
      time: 120,
      imdb: 7,
      votes: 1,
      description: '.',
      genres: ['Drama'],
      stars: ['Ada'],
    };
    expect(await imported(JSON.stringify([film]))).toMatchObject({ created: 1 });
    const { body } = await app.as().get('/movies').query({ q: name }).expect(200);
    expect(body.items[0]).toMatchObject({
      name,
      certification: { name: 'Not rated' },
      stars: [{ name: 'Ada' }],
    });
  });

  it('prices new films by the rule, or by the stated default, and leaves the price of others alone', async () => {
    const [known, fresh, other] = [`Known ${next()}`, `Fresh ${next()}`, `Other ${next()}`];
    await aMovie(app, { name: known, year: 2001, time: 120, price: '3.33' });
    await imported(table(row(known), row(fresh)), { price_rule: 'imdb>=9:20,else:4.50' });
    await imported(table(row(other)));
    expect([await priceOf(known), await priceOf(fresh), await priceOf(other)]).toEqual([
      '3.33',
      '4.50',
      '6.99',
    ]);
  });

  it('reads other columns by a mapping', async () => {
    const name = `Film ${next()}`;
    const text = table(`${row(name)},Ada,Bo`)
      .replace('name,', 'Titel,')
      .replace('description', 'description,Erste,Zweite');
    const mapping = JSON.stringify({ name: 'Titel', stars: ['Zweite', 'Erste'] });
    expect(await imported(text, { mapping })).toMatchObject({ created: 1, rejected: 0 });
    const { body } = await app.as().get('/movies').query({ q: name }).expect(200);
    expect(body.items[0].stars).toMatchObject([{ name: 'Bo' }, { name: 'Ada' }]);
  });

  it('reports bad rows with line, column and reason, and brings in the rest', async () => {
    const text = `\uFEFF${table(row(), row().replace('2001', 'PG'), '"Two\nlines",1,2', row('a\0b'), row(), '"half a ro')}`;
    const { errors, ...end } = await imported(text.replaceAll('\n', '\r\n'));
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
    ['is UTF-16', Buffer.from(table(row()), 'utf16le'), /^The file is not UTF-8 text/],
    ['is an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /^The file is not UTF-8 text/],
  ])('fails with the reason when the file %s', async (_, content, reason) => {
    expect(await imported(content)).toMatchObject({
      status: 'failed',
      created: 0,
      errors: [{ line: null, column: null, message: expect.stringMatching(reason) }],
      finished_at: expect.any(String),
    });
  });

  it('never lets a row in Latin-1 into the catalogue', async () => {
    const text = table(row('Amélie'), row());
    const end = await imported(Buffer.from(text, 'latin1'));
    expect(end).toMatchObject({ created: 1, rejected: 1, errors: [{ line: 2, column: 'name' }] });
    expect(
      await app.database.query("SELECT name FROM movies WHERE name LIKE '%' || chr(65533) || '%'"),
    ).toEqual([]);
  });

  it('starts again from the beginning when its worker died on the way', async () => {
    const shared = { STORAGE_DIR: directory };
    const web = await createTestApp({ environment: { ...shared, RUN_WORKER: 'off' } });
    const form = web.as('moderator').post('/catalogue/imports');
    const { body } = await form.attach('file', Buffer.from(table(row(), row())), 'films.csv').expect(202);
    await web.database.query(
      "UPDATE catalogue_imports SET status = 'running', processed = 900, created = 900, progress = 80, errors = '[{}]'",
    );
    const worker = await createTestApp({ environment: shared, database: web.database });
    await eventually(async () => {
      const { body: now } = await web.as('moderator').get(`/catalogue/imports/${body.id}`).expect(200);
      expect(now).toMatchObject({ status: 'completed', processed: 2, created: 2, progress: 100, errors: [] });
    });
    await worker.close();
    await web.close();
  });

  it('throws the file away in the end', async () => {
    await imported(table(row()));
    await imported('name\n');
    await eventually(async () => expect(await storedFiles()).toEqual([]));
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
    const { body } = await upload(table(row()), fields).expect(422);
    expect(body.errors).toEqual([{ field, message: expect.stringMatching(message) }]);
    expect(await app.database.query('SELECT count(*) FROM catalogue_imports')).toEqual(before);
    await eventually(async () => expect(await storedFiles()).toEqual([]));
  });

  it('names every wrong field at once', async () => {
    const { body } = await upload(table(row()), { price_rule: '9', mapping: '9' }).expect(422);
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(['price_rule', 'mapping']);
  });

  it('wants a file in a form', async () => {
    const moderator = app.as('moderator');
    const { body } = await moderator.post('/catalogue/imports').field('price_rule', 'fixed:1').expect(422);
    expect(body.errors).toEqual([{ field: 'file', message: 'is missing' }]);
    await moderator.post('/catalogue/imports').send({ file: 'films.csv' }).expect(415);
  });

  it('is for moderators', async () => {
    await app.as().post('/catalogue/imports').expect(401);
    await app.as('cashier').post('/catalogue/imports').expect(403);
    await app.as('cashier').get('/catalogue/imports').expect(403);
    await app.as('cashier').get('/catalogue/imports/1').expect(403);
  });
});

describe('GET /catalogue/imports/{id}', () => {
  it('is 404 for an unknown import and 422 for an id of the wrong shape', async () => {
    await app.as('moderator').get('/catalogue/imports/999999').expect(404);
    await app.as('moderator').get('/catalogue/imports/one').expect(422);
  });
});

describe('GET /catalogue/imports', () => {
  it('lists imports without their errors, the newest first', async () => {
    const first = await imported(table(row(), 'short'));
    const second = await imported('name\n');
    const { body } = await app.as('moderator').get('/catalogue/imports').query({ per_page: 2 }).expect(200);
    const shown = [second, first].map(({ errors, ...summary }) => [errors.length, summary] as const);
    expect(shown.map(([count]) => count)).toEqual([1, 1]);
    expect(body.items).toEqual(shown.map(([, summary]) => summary));
    const { body: more } = await app
      .as('moderator')
      .get(body.next_page ?? '/catalogue/imports?page=2&per_page=2')
      .expect(200);
    expect(more.items.map(({ id }: ImportResponse) => id)).not.toContain(first.id);
  });

  it('can be narrowed to states', async () => {
    const done = await imported(table(row()));
    const failed = await imported('name\n');
    const ids = async (status: string): Promise<number[]> =>
      (
        await app.as('moderator').get('/catalogue/imports').query({ status, per_page: 100 }).expect(200)
      ).body.items.map(({ id }: ImportResponse) => id);
    expect(await ids('failed')).toContain(failed.id);
    expect(await ids('failed')).not.toContain(done.id);
    expect(await ids('completed,failed')).toEqual(expect.arrayContaining([done.id, failed.id]));
    const { body } = await app
      .as('moderator')
      .get('/catalogue/imports')
      .query({ status: 'lost' })
      .expect(422);
    expect(body.errors).toMatchObject([{ field: 'status' }]);
  });
});
