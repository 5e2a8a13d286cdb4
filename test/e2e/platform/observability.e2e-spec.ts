import { createCuttableProxy } from '../../support/cuttable-proxy.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

describe('health and metrics', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { METRICS_TOKEN: 'a-token-of-the-test' } });
  });
  afterAll(() => app.close());

  it('is alive and ready', async () => {
    expect((await app.as().get('/health/live').expect(200)).body).toEqual({ status: 'alive' });
    const ready = await app.as().get('/health/ready').expect(200);
    expect(ready.body).toMatchObject({
      status: 'ready',
      parts: { database: { status: 'up' }, cache: { status: 'not_configured' } },
    });
  });

  it('is not ready while the database does not answer, and says 503 to the rest', async () => {
    const address = new URL(app.database.url);
    const proxy = await createCuttableProxy(address);
    address.port = String(proxy.port);
    const other = await createTestApp({
      database: app.database,
      environment: { DATABASE_URL: address.href },
    });
    await proxy.cut();

    const ready = await other.as().get('/health/ready').expect(503);
    const list = await other.as().get('/movies').expect(503);

    expect(ready.body).toMatchObject({ status: 'unavailable', parts: { database: { status: 'down' } } });
    expect(list.body.type).toBe('/problems/unavailable');
    expect(list.headers['retry-after']).toBe('2');
    await other.as().get('/health/live').expect(200);
    await proxy.mend();
    await other.as().get('/health/ready').expect(200);
    await other.as().get('/movies').expect(200);
    await other.close();
    await proxy.cut();
  });

  it('counts requests by route template for those who know the token', async () => {
    await app.as().get('/genres/123456').expect(404);
    const metrics = await app
      .as()
      .get('/metrics')
      .set('authorization', 'Bearer a-token-of-the-test')
      .expect(200);

    expect(metrics.text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/genres\/:id",status="404"\} 1/,
    );
    expect(metrics.text).toContain('nodejs_eventloop_lag_seconds');
    expect(metrics.text).toMatch(/database_pool_connections \d/);
  });

  it.each([undefined, 'Bearer wrong', 'Bearer ', 'Basic a-token-of-the-test'])(
    'refuses metrics to %s',
    async (authorization) => {
      const request = app.as().get('/metrics');

      await (authorization === undefined ? request : request.set('authorization', authorization)).expect(401);
    },
  );
});
