import { ObjectStorage } from '../../../src/platform/storage/index.js';
import type { MoviePoster } from '../../../src/modules/catalogue/movies/movie.dto.js';
import { eventually } from '../../support/eventually.js';
import { aMovie } from '../../support/factories.js';
import { anImage, aPoster, bytesAt, fileAt, uploadPoster } from '../../support/posters.js';
import { S3StandIn } from '../../support/s3-stand-in.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});

afterAll(() => app.close());

describe('GET /media/posters/…', () => {
  it('may be kept for ever and cannot run anything', async () => {
    const { w342 } = await aPoster(app, await aMovie(app));
    const { headers, body } = await fileAt(app, w342).expect(200);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'image/webp',
      'content-length': String(body.length),
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    expect(headers['etag']).toMatch(/^"[\w.-]+"$/);
  });

  it('says 304 to those who have it', async () => {
    const { w185, w342 } = await aPoster(app, await aMovie(app));
    const etag = String((await fileAt(app, w185)).headers['etag']);
    const known = await fileAt(app, w185).set('if-none-match', `"other", W/${etag}`).expect(304);
    expect([known.headers['etag'], known.headers['cache-control'], known.body.length]).toEqual([
      etag,
      'public, max-age=31536000, immutable',
      0,
    ]);
    await fileAt(app, w342).set('if-none-match', etag).expect(200);
  });

  it('answers HEAD without the body', async () => {
    const { w780 } = await aPoster(app, await aMovie(app));
    const { headers } = await fileAt(app, w780);
    const head = await app.as().head(w780).expect(200);
    expect(head.headers).toMatchObject({
      'content-length': headers['content-length'],
      'content-type': 'image/webp',
      etag: headers['etag'],
    });
    await app.as().head(w780.replace('w780', 'w781')).expect(404);
  });

  it.each([
    '/media',
    '/media/posters',
    '/media/posters/ab',
    '/media/imports/1.csv',
    '/media/posters/ab/none.webp',
    `/media/posters/ab/${'a'.repeat(32)}-w342.webp`,
    '/media/posters/ab/.x.webp.type',
    '/media/..%2f',
    '/media/..%2f..%2fpackage.json',
    '/media/posters/..%2f..%2f/package.json',
    '/media/posters/%2e%2e/health',
    '/media/posters/..%5c..%5c/x',
    '/media/posters/ab/%00',
    `/media/posters/ab/${'x'.repeat(900)}`,
  ])('knows nothing at %s', async (path) => {
    const { status, body } = await app.as().get(path).buffer(true);
    expect([400, 404, 422]).toContain(status);
    expect(body).toMatchObject({ type: expect.stringMatching(/^\/problems\//), status });
  });

  it('serves nothing else that lies in the storage', async () => {
    await app.app.get(ObjectStorage).put('imports/secret.csv', Buffer.from('x'), { contentType: 'text/csv' });
    for (const path of [
      '/media/imports/secret.csv',
      '/media/posters/..%2fimports/secret.csv',
      '/media/posters/../imports/secret.csv',
    ]) {
      await app.as().get(path).expect(404);
    }
  });
});

describe('with S3', () => {
  let s3: S3StandIn;
  let cloud: TestApp;

  beforeAll(async () => {
    s3 = await S3StandIn.start();
    cloud = await createTestApp({
      environment: {
        STORAGE_DRIVER: 's3',
        S3_ENDPOINT: s3.endpoint,
        S3_BUCKET: s3.bucket,
        S3_ACCESS_KEY_ID: s3.accessKeyId,
        S3_SECRET_ACCESS_KEY: 'known-to-both-sides',
      },
    });
  });

  afterAll(async () => {
    await cloud.close();
    await s3.stop();
  });

  it('keeps, serves and removes posters in the bucket', async () => {
    const { uuid } = await aMovie(cloud);
    const { body } = await uploadPoster(cloud, uuid, await anImage()).expect(200);
    const url = (body as { poster: MoviePoster }).poster.w185;
    const key = url.slice('/media/'.length);
    expect(s3.objects.get(key)).toEqual({ body: await bytesAt(cloud, url), contentType: 'image/webp' });
    await cloud.as('moderator').delete(`/movies/${uuid}/poster`).expect(204);
    await eventually(() => expect(s3.objects.has(key)).toBe(false));
  });

  it('says 503 and changes nothing while the bucket does not answer', async () => {
    const movie = await aMovie(cloud);
    s3.failures = Number.POSITIVE_INFINITY;
    const { body } = await uploadPoster(cloud, movie.uuid, await anImage()).expect(503);
    const health = await cloud.as().get('/health/ready').expect(200);
    s3.failures = 0;
    expect(body.type).toBe('/problems/unavailable');
    expect(health.body).toMatchObject({ status: 'degraded', parts: { storage: { status: 'down' } } });
    expect((await cloud.as().get(`/movies/${movie.uuid}`)).body).toEqual(movie);
    expect((await cloud.as().get('/health/ready')).body.parts.storage).toEqual({ status: 'up' });
  });
});
