import { Clock } from '../../../src/platform/clock/index.js';
import {
  CONSOLE_ORIGIN,
  consoleCookie,
  cookieOf,
  postToConsole,
  signInToConsole,
} from '../../support/console.js';
import { aPerson, withToken } from '../../support/people.js';
import { testEmail } from '../../support/test-accounts.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

describe('Sessions of the console', () => {
  let app: TestApp;
  const now = jest.fn(() => new Date());
  beforeAll(async () => {
    app = await createTestApp({
      environment: { PUBLIC_URL: CONSOLE_ORIGIN },
      configure: (builder) => builder.overrideProvider(Clock).useValue({ now }),
    });
  });
  afterEach(() => now.mockImplementation(() => new Date()));
  afterAll(() => app.close());

  const page = async (cookie: string): Promise<number> =>
    (await app.as().get('/docs/').set('cookie', cookie).set('accept', 'text/html')).status;
  const tokenOf = async (cookie: string): Promise<string> =>
    ((await postToConsole(app, '/docs/token', cookie).expect(200)).body as { access_token: string })
      .access_token;
  const sessions = async (): Promise<number> =>
    Number((await app.database.query<{ n: string }>('SELECT count(*) AS n FROM sessions'))[0]?.n);

  it('begin with a cookie that no script reads and no other site sends', async () => {
    const answer = await signInToConsole(app, testEmail('moderator')).expect(204);

    const [cookie] = answer.headers['set-cookie'] as unknown as [string];
    expect(cookie).toMatch(
      /^console_session=[\w-]{43}; Expires=[^;]+ GMT; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers['cache-control']).toBe('no-store');
    const stored = await app.database.query<{ cookie: string | null }>('SELECT cookie FROM sessions');
    const value = cookieOf(answer.headers).split('=')[1] ?? '';
    expect(stored.some((session) => session.cookie?.length === 64)).toBe(true);
    expect(stored.map((session) => session.cookie)).not.toContain(value);
  });

  it('do not begin with a wrong password, and never for users and cashiers', async () => {
    const before = await sessions();
    const wrong = await signInToConsole(app, testEmail('moderator'), 'Wrong-Password-1!').expect(401);
    const unknown = await signInToConsole(app, 'nobody@test.example').expect(401);
    const incomplete = await postToConsole(app, '/docs/sign-in').send({ email: 'x' }).expect(422);

    expect(wrong.body).toMatchObject({ type: '/problems/wrong-credentials' });
    expect((unknown.body as { detail: string }).detail).toBe((wrong.body as { detail: string }).detail);
    expect(incomplete.body).toMatchObject({ errors: [{ field: 'password' }, { field: 'email' }] });
    for (const group of ['user', 'cashier'] as const) {
      const refused = await signInToConsole(app, testEmail(group)).expect(403);
      expect(refused.headers).not.toHaveProperty('set-cookie');
      expect(refused.body).toMatchObject({
        type: '/problems/forbidden',
        detail: expect.stringContaining('moderators and administrators') as string,
      });
    }
    expect(await sessions()).toBe(before);
  });

  it('are limited in wrong passwords together with the sign-in of the API', async () => {
    const person = await aPerson(app, 'moderator');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await signInToConsole(app, person.email, 'Wrong-Password-1!').expect(401);
      await app.as().post('/accounts/login').send({ email: person.email, password: 'Wrong' }).expect(401);
    }

    await signInToConsole(app, person.email).expect(429);
  });

  it('give access tokens that the API takes', async () => {
    const token = await tokenOf(await consoleCookie(app, 'moderator'));

    await withToken(app, token).post('/genres').send({ name: 'Of the console' }).expect(201);
    await postToConsole(app, '/docs/token').expect(401);
    await postToConsole(app, '/docs/token', 'console_session=wrong').expect(401);
    const byToken = await app.as('moderator').post('/docs/token').expect(401);
    expect(byToken.body).not.toHaveProperty('access_token');
  });

  it('end at the sign-out, with all their access tokens', async () => {
    const [cookie, other] = [await consoleCookie(app, 'moderator'), await consoleCookie(app, 'moderator')];
    const token = await tokenOf(cookie);
    const answer = await postToConsole(app, '/docs/sign-out', cookie).expect(204);

    expect(answer.headers['set-cookie']).toEqual([
      'console_session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; HttpOnly; SameSite=Strict',
    ]);
    expect(answer.headers['clear-site-data']).toBe('"cache"');
    expect(await page(cookie)).toBe(401);
    await postToConsole(app, '/docs/token', cookie).expect(401);
    await withToken(app, token).get('/accounts/me').expect(401);
    expect(await page(other)).toBe(200);
    await postToConsole(app, '/docs/sign-out', cookie).expect(204);
  });

  it('end twelve hours after they began', async () => {
    const cookie = await consoleCookie(app, 'moderator');
    const hours = (count: number) => now.mockImplementation(() => new Date(Date.now() + count * 3_600_000));

    hours(11.9);
    expect(await page(cookie)).toBe(200);
    hours(12.1);
    expect(await page(cookie)).toBe(401);
    await postToConsole(app, '/docs/token', cookie).expect(401);
  });

  it('are worth nothing once their account is deactivated or sinks below moderator', async () => {
    const person = await aPerson(app, 'moderator');
    const cookie = cookieOf((await signInToConsole(app, person.email).expect(204)).headers);
    const change = (set: string) => app.database.query(`UPDATE users SET ${set} WHERE id = $1`, [person.id]);

    await change(`group_id = (SELECT id FROM user_groups WHERE name = 'cashier')`);
    expect(await page(cookie)).toBe(403);
    await postToConsole(app, '/docs/token', cookie).expect(403);
    await change(`group_id = (SELECT id FROM user_groups WHERE name = 'moderator')`);
    expect(await page(cookie)).toBe(200);
    await app
      .as('admin')
      .post(`/admin/users/${person.id}/deactivate`)
      .expect((answer) => expect(answer.status).toBeLessThan(300));
    expect(await page(cookie)).toBe(401);
    await signInToConsole(app, person.email).expect(403);
  });

  describe('and other sites', () => {
    const foreign: [string, Record<string, string>][] = [
      ['another site', { origin: 'https://evil.example' }],
      ['a sibling of the site', { origin: 'http://shop.cinema.example' }],
      ['another port', { origin: 'http://cinema.example:81' }],
      ['the site without TLS where it has TLS', { origin: 'https://cinema.example' }],
      ['a page without an origin', { origin: 'null' }],
      ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
      ['a sibling, as the browser says', { 'sec-fetch-site': 'same-site' }],
      ['nobody knows where', {}],
    ];

    it.each(foreign)('are refused when they post from %s', async (_, headers) => {
      const cookie = await consoleCookie(app, 'moderator');
      for (const path of ['/docs/token', '/docs/sign-out', '/docs/sign-in']) {
        const answer = await app
          .as()
          .post(path)
          .set('cookie', cookie)
          .set(headers)
          .send({ email: testEmail('moderator'), password: 'x' });

        expect([path, answer.status, (answer.body as { type: string }).type]).toEqual([
          path,
          403,
          '/problems/foreign-origin',
        ]);
        expect(answer.headers).not.toHaveProperty('set-cookie');
      }
      expect(await page(cookie)).toBe(200);
    });

    it('are told from pages of our own under another name, and from programs', async () => {
      const cookie = await consoleCookie(app, 'moderator');
      const post = () => app.as().post('/docs/token').set('cookie', cookie);

      await post().set('host', 'box.local:8001').set('origin', 'http://box.local:8001').expect(200);
      await post().set('sec-fetch-site', 'same-origin').expect(200);
      await app
        .as()
        .post('/docs/sign-in')
        .send({ email: testEmail('moderator'), password: 'Wrong-Password-1!' })
        .expect(401);
    });
  });
});

describe('The cookie of a console behind TLS', () => {
  it('is sent over TLS to this host only', async () => {
    const origin = 'https://cinema.example';
    const app = await createTestApp({ environment: { PUBLIC_URL: origin } });
    try {
      const answer = await postToConsole(app, '/docs/sign-in', undefined, origin)
        .send({ email: testEmail('admin'), password: 'Test-Password-1!' })
        .expect(204);

      const [cookie] = answer.headers['set-cookie'] as unknown as [string];
      expect(cookie).toMatch(/^__Host-console_session=/);
      expect(cookie.split('; ')).toEqual(
        expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']),
      );
      await app.as().get('/docs/').set('cookie', cookieOf(answer.headers)).expect(200);
    } finally {
      await app.close();
    }
  });
});
