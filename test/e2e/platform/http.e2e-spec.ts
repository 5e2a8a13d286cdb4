import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

describe('the HTTP layer', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({
      environment: { CORS_ORIGINS: 'https://shop.example, https://desk.example' },
    });
  });
  afterAll(() => app.close());

  it('answers unknown addresses with 404', async () => {
    const answer = await app.as().get('/moovies?x=1').expect(404);

    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toEqual({
      type: '/problems/no-such-address',
      title: expect.any(String),
      status: 404,
      detail: 'There is nothing at /moovies.',
      instance: '/moovies',
      request_id: answer.headers['x-request-id'],
    });
  });

  it.each([
    ['PUT', '/movies', 'GET, HEAD, POST'],
    ['POST', '/health/live', 'GET, HEAD'],
    ['DELETE', '/api/genres/', 'GET, HEAD, POST'],
    ['PUT', '/genres/7', 'DELETE, GET, HEAD, PATCH'],
  ])('answers %s %s with 405 and what is allowed', async (method, path, allow) => {
    const answer = await app.as('admin')[method.toLowerCase() as 'put'](path).expect(405);

    expect(answer.headers['allow']).toBe(allow);
    expect(answer.body.type).toBe('/problems/method-not-allowed');
  });

  it('passes a good request id on and replaces a bad one', async () => {
    const good = await app.as().get('/health/live').set('x-request-id', 'trace-17.a');
    const bad = await app.as().get('/health/live').set('x-request-id', 'a b<script>');

    expect(good.headers['x-request-id']).toBe('trace-17.a');
    expect(bad.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('explains every problem that it can answer with', async () => {
    const all = await app.as().get('/problems').expect(200);

    expect((all.body as unknown[]).length).toBeGreaterThan(12);
    for (const { slug } of all.body as { slug: string }[]) {
      const one = await app.as().get(`/problems/${slug}`).expect(200);
      expect(one.body).toMatchObject({
        type: `/problems/${slug}`,
        explanation: expect.stringMatching(/\w{3}/),
      });
    }
    await app.as().get('/problems/none').expect(404);
  });

  it('sends security headers', async () => {
    const { headers } = await app.as().get('/movies').expect(200);

    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-cache',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('lets the named origins in and no others', async () => {
    const shop = await app.as().get('/movies').set('origin', 'https://shop.example');
    const other = await app.as().get('/movies').set('origin', 'https://evil.example');
    const preflight = await app
      .as()
      .options('/movies')
      .set('origin', 'https://desk.example')
      .set('access-control-request-method', 'POST')
      .expect(204);

    expect(shop.headers['access-control-allow-origin']).toBe('https://shop.example');
    expect(other.headers).not.toHaveProperty('access-control-allow-origin');
    expect(preflight.headers['access-control-allow-origin']).toBe('https://desk.example');
  });

  it('compresses long answers for those who take it', async () => {
    for (let n = 0; n < 5; n += 1) await aMovie(app);
    const packed = await app
      .as()
      .get('/movies')
      .set('accept-encoding', 'gzip')
      .buffer(true)
      .parse((answer, done) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => done(null, Buffer.concat(parts)));
      });

    expect(packed.headers['content-encoding']).toBe('gzip');
    const body: unknown = packed.body;
    const text = Buffer.isBuffer(body) && body[0] === 0x1f ? gunzipSync(body).toString() : String(body);
    expect(JSON.parse(text)).toMatchObject({ total_items: 5 });
  });

  it('hides faults of its own and calls them 500', async () => {
    await app.database.query('ALTER TABLE movies RENAME COLUMN votes TO hidden');
    const answer = await app.as().get('/movies?sort=votes').expect(500);
    await app.database.query('ALTER TABLE movies RENAME COLUMN hidden TO votes');

    expect(answer.body.type).toBe('/problems/internal');
    expect(answer.text).not.toMatch(/votes|column|SELECT|at /);
  });

  it('answers HEAD like GET, without the body', async () => {
    const head = await app.as().head('/movies').expect(200);

    expect(head.headers['etag']).toBe((await app.as().get('/movies')).headers['etag']);
    expect(head.body).toEqual({});
  });

  it('bounds addresses', async () => {
    const long = await app.as().get(`/movies/${'x'.repeat(5_000)}`);

    expect(long.status).toBe(400);
    expect(long.headers['content-type']).toMatch(/problem\+json/);
  });

  it('stops although somebody opened a connection and never said anything', async () => {
    const other = await createTestApp();
    await other.app.listen(0, '127.0.0.1');
    const silent = connect((other.app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
    const ended = once(silent, 'close');
    await once(silent, 'connect');

    await other.close();

    await ended;
  });
});
