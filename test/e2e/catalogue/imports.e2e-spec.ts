import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCatalogue } from '../../../bench/catalogue-csv.js';
import type { ImportResponse } from '../../../src/modules/catalogue/import/import.dto.js';
import { eventually } from '../../support/eventually.js';
import { aMovie, next } from '../../support/factories.js';
import { anImport, aRow, aTable, endOf, uploadFilms } from '../../support/imports.js';
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

const priceOf = async (name: string): Promise<unknown> =>
  (await app.as().get('/movies').query({ q: name }).expect(200)).body.items[0]?.price;

const storedFiles = async (): Promise<string[]> =>
  (await readdir(directory, { recursive: true })).filter((entry) => entry.startsWith('imports/'));

describe('POST /catalogue/imports', () => {
  it('queues an import and tells where to follow it', async () => {
    const { body, headers } = await uploadFilms(app, aTable(aRow(), aRow())).expect(202);
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
    expect(await endOf(app, body.id)).toEqual({
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
    expect(await anImport(app, csv)).toMatchObject({
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
    expect(await anImport(app, csv)).toMatchObject({
      processed: 300,
      created: 0,
      updated: 0,
      unchanged: 300,
    });
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
    expect(await anImport(app, JSON.stringify([film]))).toMatchObject({ created: 1 });
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
    await anImport(app, aTable(aRow(known), aRow(fresh)), { price_rule: 'imdb>=9:20,else:4.50' });
    await anImport(app, aTable(aRow(other)));
    expect([await priceOf(known), await priceOf(fresh), await priceOf(other)]).toEqual([
      '3.33',
      '4.50',
      '6.99',
    ]);
  });

  it('reads other columns by a mapping', async () => {
    const name = `Film ${next()}`;
    const text = aTable(`${aRow(name)},Ada,Bo`)
      .replace('name,', 'Titel,')
      .replace('description', 'description,Erste,Zweite');
    const mapping = JSON.stringify({ name: 'Titel', stars: ['Zweite', 'Erste'] });
    expect(await anImport(app, text, { mapping })).toMatchObject({ created: 1, rejected: 0 });
    const { body } = await app.as().get('/movies').query({ q: name }).expect(200);
    expect(body.items[0].stars).toMatchObject([{ name: 'Bo' }, { name: 'Ada' }]);
  });

  describe('when its worker died on the way', () => {
    let web: TestApp;
    let id: number;

    beforeEach(async () => {
      web = await createTestApp({ environment: { STORAGE_DIR: directory, RUN_WORKER: 'off' } });
      id = (await uploadFilms(web, aTable(aRow(), aRow())).expect(202)).body.id;
      await web.database.query(
        "UPDATE catalogue_imports SET status = 'running', processed = 900, created = 900, progress = 80, errors = '[{}]'",
      );
    });
    afterEach(() => web.close());

    async function workedOn(): Promise<ImportResponse> {
      const worker = await createTestApp({ environment: { STORAGE_DIR: directory }, database: web.database });
      return endOf(web, id).finally(() => worker.close());
    }

    it('starts again from the beginning', async () => {
      expect(await workedOn()).toMatchObject({ status: 'completed', processed: 2, created: 2, errors: [] });
    });

    it('says so when the file is gone', async () => {
      await rm(join(directory, 'imports'), { recursive: true });
      expect(await workedOn()).toMatchObject({
        status: 'failed',
        processed: 0,
        created: 0,
        errors: [{ line: null, column: null, message: 'The file is gone. Upload it again.' }],
      });
    });
  });

  it('throws the file away in the end', async () => {
    await anImport(app, aTable(aRow()));
    await anImport(app, 'name\n');
    await eventually(async () => expect(await storedFiles()).toEqual([]));
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
    const first = await anImport(app, aTable(aRow(), 'short'));
    const second = await anImport(app, 'name\n');
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
    const done = await anImport(app, aTable(aRow()));
    const failed = await anImport(app, 'name\n');
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
