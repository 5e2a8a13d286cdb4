import { aPerson, signIn, withToken } from '../../support/people.js';
import { redisIsInstalled, startTestRedis, type TestRedis } from '../../support/redis-server.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const WRONG = 'Wrong-Horse-7';

if (redisIsInstalled('sessions and limits of several instances on one Redis')) {
  describe('Two instances on one Redis', () => {
    let redis: TestRedis;
    let one: TestApp;
    let other: TestApp;
    beforeEach(async () => {
      redis = await startTestRedis();
      one = await createTestApp({ environment: { REDIS_URL: redis.url } });
      other = await createTestApp({
        database: one.database,
        environment: { REDIS_URL: redis.url, DATA_DIR: one.settings.dataDirectory },
      });
    });
    afterEach(async () => {
      await other.close();
      await one.close();
      await redis.close();
    });

    const login = (app: TestApp, email: string, password: string) =>
      app.as().post('/accounts/login').send({ email, password });
    const isIn = async (app: TestApp, token: string): Promise<boolean> =>
      (await withToken(app, token).get('/accounts/me')).status === 200;

    it('end a session together: sign-out, deactivation, and a change of group', async () => {
      const [leaver, closed, promoted] = [await aPerson(one), await aPerson(one), await aPerson(one)];
      const tokens = await signIn(one, leaver);
      const { access_token: ofClosed } = await signIn(one, closed);
      const { access_token: ofPromoted } = await signIn(one, promoted);
      expect([await isIn(other, tokens.access_token), await isIn(other, ofClosed)]).toEqual([true, true]);
      await withToken(other, ofPromoted).post('/genres').send({ name: 'Noir' }).expect(403);

      await withToken(one, tokens.access_token)
        .post('/accounts/logout')
        .send({ refresh_token: tokens.refresh_token })
        .expect(200);
      await one.as('admin').post(`/admin/users/${closed.id}/deactivate`).expect(200);
      await one
        .as('admin')
        .patch(`/admin/users/${promoted.id}/group`)
        .send({ group: 'moderator' })
        .expect(200);

      expect([await isIn(other, tokens.access_token), await isIn(other, ofClosed)]).toEqual([false, false]);
      await withToken(other, ofPromoted).post('/genres').send({ name: 'Noir' }).expect(201);
    });

    it('end sessions together while Redis is away, too', async () => {
      const tokens = await signIn(one, await aPerson(one));
      await redis.stop();

      await withToken(one, tokens.access_token)
        .post('/accounts/logout')
        .send({ refresh_token: tokens.refresh_token })
        .expect(200);

      expect(await isIn(other, tokens.access_token)).toBe(false);
    });

    it('count wrong passwords together', async () => {
      const { email, password } = await aPerson(one);
      for (let n = 0; n < 10; n += 1) await login(n % 2 ? one : other, email, WRONG).expect(401);

      await login(one, email, password).expect(429);
      await login(other, email, password).expect(429);
    });

    it('count each for itself while Redis is away', async () => {
      const { email } = await aPerson(one);
      await redis.stop();
      for (let n = 0; n < 10; n += 1) await login(one, email, WRONG).expect(401);

      await login(one, email, WRONG).expect(429);
      await login(other, email, WRONG).expect(401);
    });
  });
}
