import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { MovieResponse } from '../../../src/modules/catalogue/movies/movie.dto.js';
import { eventually } from '../../support/eventually.js';
import { aMovie } from '../../support/factories.js';
import { anImage, aPoster, bytesAt, fileAt, uploadPoster } from '../../support/posters.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const NOBODYS = '0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11';
const HTML = '<!doctype html><script>alert(1)</script>';
const WIDTHS = ['w185', 'w342', 'w780'] as const;

let app: TestApp;
let directory: string;
let image: Buffer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'posters-e2e-'));
  app = await createTestApp({ environment: { STORAGE_DIR: directory } });
  image = await anImage();
});

afterAll(async () => {
  await app.close();
  await rm(directory, { recursive: true });
});

const detail = async (uuid: string) =>
  (await app.as().get(`/movies/${uuid}`).expect(200)).body as MovieResponse;

/** Files of posters in the storage, those that describe them left aside. */
async function storedFiles(): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true });
  return entries.filter((entry) => entry.endsWith('.webp')).map((entry) => `/media/${entry}`);
}

describe('PUT /movies/{uuid}/poster', () => {
  it('shows the poster in three widths, as WebP that anybody can load', async () => {
    const movie = await aMovie(app);
    const { body, headers } = await uploadPoster(app, movie.uuid, image).expect(200);
    const { poster, updated_at } = body as MovieResponse;
    expect(body).toEqual(Object.assign(movie, { poster, updated_at }));
    expect(await detail(movie.uuid)).toEqual(body);
    expect(headers['etag']).toMatch(/^"2\./);
    const files = await Promise.all(WIDTHS.map((width) => bytesAt(app, poster?.[width] ?? '')));
    const facts = await Promise.all(files.map((file) => sharp(file).metadata()));
    expect(facts.map(({ format, width, height }) => [format, width, height])).toEqual([
      ['webp', 185, 278],
      ['webp', 342, 513],
      ['webp', 780, 1170],
    ]);
  });

  it('shows the poster in lists', async () => {
    const movie = await aMovie(app);
    const poster = await aPoster(app, movie);
    const { body } = await app.as().get('/movies').query({ q: movie.name, per_page: 100 }).expect(200);
    const { items } = body as { items: MovieResponse[] };
    expect(items.find(({ uuid }) => uuid === movie.uuid)?.poster).toEqual(poster);
  });

  it('goes by the content, not by the name', async () => {
    const movie = await aMovie(app);
    await uploadPoster(app, movie.uuid, image, 'notes.txt').expect(200);
    for (const content of [
      'Just text.',
      HTML,
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    ]) {
      const { body } = await uploadPoster(app, movie.uuid, Buffer.from(content)).expect(422);
      expect(body).toMatchObject({
        type: '/problems/image-not-usable',
        errors: [{ field: 'file', message: 'is not a JPEG, PNG, WebP or AVIF image' }],
      });
    }
  });

  it.each([
    ['damaged', () => image.subarray(0, image.length - 40), 'is damaged or cut off'],
    ['far too wide', () => anImage(10_001, 1), 'is more than 10000 pixels wide or high'],
  ])('refuses an image that is %s, and changes nothing', async (_name, file, message) => {
    const movie = await aMovie(app);
    const { body } = await uploadPoster(app, movie.uuid, await file()).expect(422);
    expect(body).toMatchObject({ type: '/problems/image-not-usable', errors: [{ field: 'file', message }] });
    expect(await detail(movie.uuid)).toEqual(movie);
  });

  it('takes 5 MB and no more', async () => {
    const movie = await aMovie(app);
    const padded = (size: number) => Buffer.concat([image, Buffer.alloc(size - image.length)]);
    await uploadPoster(app, movie.uuid, padded(5 * 1024 * 1024)).expect(200);
    for (const size of [5 * 1024 * 1024 + 1, 10_000_000]) {
      const { body } = await uploadPoster(app, movie.uuid, padded(size)).expect(413);
      expect(body.type).toBe('/problems/too-large');
    }
  });

  it('refuses what is no form, and forms that hold something else', async () => {
    const { uuid } = await aMovie(app);
    const put = () => app.as('moderator').put(`/movies/${uuid}/poster`);
    await put().send({ file: 'x' }).expect(415);
    await put().set('content-type', 'image/png').send(image).expect(415);
    await put().expect(415);
    const missing = await put().field('title', 'x').expect(422);
    expect(missing.body.errors).toEqual([{ field: 'title', message: 'is not known here; known are file' }]);
    const twice = await put().attach('file', image, 'a.png').attach('file', image, 'b.png').expect(422);
    expect(twice.body.errors).toEqual([{ field: 'file', message: 'must be given once' }]);
  });

  it('is for moderators', async () => {
    const { uuid } = await aMovie(app);
    await app.as().put(`/movies/${uuid}/poster`).attach('file', image, 'a.png').expect(401);
    await app.as('user').put(`/movies/${uuid}/poster`).attach('file', image, 'a.png').expect(403);
    await app.as('user').delete(`/movies/${uuid}/poster`).expect(403);
  });

  it('knows no film that does not exist, or no more, whatever is sent', async () => {
    const { uuid } = await aMovie(app);
    await app.as('moderator').delete(`/movies/${uuid}`).expect(204);
    for (const gone of [NOBODYS, uuid]) {
      await uploadPoster(app, gone, image).expect(404);
      await uploadPoster(app, gone, Buffer.from('no image')).expect(404);
      await app.as('moderator').put(`/movies/${gone}/poster`).expect(404);
    }
    await uploadPoster(app, '7', image).expect(422);
  });

  it('removes the files that the film no longer shows', async () => {
    const movie = await aMovie(app);
    const former = await aPoster(app, movie);
    const current = await aPoster(app, movie);
    await eventually(() => fileAt(app, former.w185).expect(404));
    await Promise.all(WIDTHS.map((width) => fileAt(app, former[width]).expect(404)));
    await Promise.all(WIDTHS.map((width) => fileAt(app, current[width]).expect(200)));
  });

  it('keeps apart two films that are given the same image', async () => {
    const [one, other] = [await aMovie(app), await aMovie(app)];
    const [gone, kept] = [await aPoster(app, one), await aPoster(app, other)];
    await app.as('moderator').delete(`/movies/${one.uuid}/poster`).expect(204);
    await eventually(() => fileAt(app, gone.w780).expect(404));
    await fileAt(app, kept.w780).expect(200);
  });

  it('is refused when the film was edited in between', async () => {
    const { uuid } = await aMovie(app);
    const { headers } = await app.as().get(`/movies/${uuid}`);
    const seen = String(headers['etag']);
    await uploadPoster(app, uuid, image).set('if-match', seen).expect(200);
    const { poster } = await detail(uuid);
    const { body } = await uploadPoster(app, uuid, image).set('if-match', seen).expect(412);
    expect(body.type).toBe('/problems/stale');
    expect((await detail(uuid)).poster).toEqual(poster);
  });

  it('lets one of two editors through who saw the same, and keeps only the files of that one', async () => {
    const { uuid } = await aMovie(app);
    const before = await storedFiles();
    const { headers } = await app.as().get(`/movies/${uuid}`);
    const answers = await Promise.all(
      [1, 2, 3].map(() => uploadPoster(app, uuid, image).set('if-match', String(headers['etag']))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const { poster } = await detail(uuid);
    const added = async () => (await storedFiles()).filter((file) => !before.includes(file)).sort();
    await eventually(async () => expect(await added()).toEqual(Object.values(poster ?? {}).sort()));
  });
});

describe('DELETE /movies/{uuid}/poster', () => {
  it('takes the poster away', async () => {
    const movie = await aMovie(app);
    const poster = await aPoster(app, movie);
    await app.as('moderator').delete(`/movies/${movie.uuid}/poster`).expect(204);
    expect((await detail(movie.uuid)).poster).toBeNull();
    await eventually(() => fileAt(app, poster.w342).expect(404));
  });

  it('changes nothing where there is no poster', async () => {
    const movie = await aMovie(app);
    const { headers } = await app.as().get(`/movies/${movie.uuid}`);
    await app.as('moderator').delete(`/movies/${movie.uuid}/poster`).expect(204);
    await app.as().get(`/movies/${movie.uuid}`).set('if-none-match', String(headers['etag'])).expect(304);
  });

  it('wants the film, and the version that was seen', async () => {
    const movie = await aMovie(app);
    const poster = await aPoster(app, movie);
    await app.as('moderator').delete(`/movies/${NOBODYS}/poster`).expect(404);
    await app.as('moderator').delete(`/movies/${movie.uuid}/poster`).set('if-match', '"1.x"').expect(412);
    expect((await detail(movie.uuid)).poster).toEqual(poster);
  });
});
