import { JwtService } from '@nestjs/jwt';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { jwtSecretOf } from '../../../src/modules/accounts/sessions/jwt-secret.js';
import { aPerson, type Person, signIn, withToken } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

describe('An access token', () => {
  let app: TestApp;
  let person: Person;
  let good: Record<string, unknown>;
  let secret: string;
  beforeAll(async () => {
    app = await createTestApp();
    person = await aPerson(app);
    const { access_token: token } = await signIn(app, person);
    good = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >;
    secret = jwtSecretOf(app.settings);
  });
  afterAll(() => app.close());

  const forge = (
    claims: Record<string, unknown>,
    header: Record<string, unknown> = { alg: 'HS256', typ: 'JWT' },
  ) => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = `${part(header)}.${part(claims)}`;
    return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
  };
  const statusOf = async (token: string): Promise<number> =>
    (await withToken(app, token).get('/accounts/me')).status;
  const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));

  it('says who, which session, and for how long', () => {
    expect(good).toEqual({
      sub: String(person.id),
      sid: expect.any(Number) as number,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      group: 'user',
      iat: expect.any(Number) as number,
      exp: (good['iat'] as number) + 900,
      iss: app.settings.http.publicUrl,
      aud: 'online-cinema',
    });
  });

  it('is taken when we made it: what these tests forge differs in one thing only', async () => {
    expect(await statusOf(forge(good))).toBe(200);
  });

  it.each([
    ['without an end', () => forge(without('exp'))],
    ['that has run out', () => forge({ ...good, exp: Math.floor(Date.now() / 1000) - 1 })],
    ['with an end that is no number', () => forge({ ...good, exp: '9999999999' })],
    ['for another audience', () => forge({ ...good, aud: 'another-shop' })],
    ['without an audience', () => forge(without('aud'))],
    ['of another issuer', () => forge({ ...good, iss: 'https://evil.example' })],
    ['of somebody else for this session', () => forge({ ...good, sub: '4' })],
    ['of a session that never was', () => forge({ ...good, sid: 2_000_000_000 })],
    ['of a session that is no number', () => forge({ ...good, sid: '1 OR true' })],
    ['of a session too large for a number', () => forge({ ...good, sid: 1e300 })],
    ['of a session beyond the range of ids', () => forge({ ...good, sid: 4_294_967_297 })],
    [
      'with the algorithm none',
      () => `${forge(good, { alg: 'none', typ: 'JWT' }).split('.').slice(0, 2).join('.')}.`,
    ],
    ['with another algorithm in the header', () => forge(good, { alg: 'HS384', typ: 'JWT' })],
    ['signed with HS512', () => new JwtService({ secret }).sign(good, { algorithm: 'HS512' })],
    [
      'signed with a key of their own',
      () => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        return new JwtService({}).sign(good, {
          algorithm: 'RS256',
          privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
        });
      },
    ],
    ['signed with another secret', () => new JwtService({ secret: 'x'.repeat(40) }).sign(good)],
    [
      'with a changed group and the old signature',
      () => {
        const [header, , signature] = forge(good).split('.');
        return [
          header,
          Buffer.from(JSON.stringify({ ...good, group: 'admin' })).toString('base64url'),
          signature,
        ].join('.');
      },
    ],
    ['that is no token', () => 'bearer'],
    ['that is very long', () => 'a'.repeat(12_000)],
  ])('%s is refused', async (_what, token) => {
    const answer = await withToken(app, token()).get('/accounts/me');

    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.body).toMatchObject({ type: '/problems/unauthenticated' });
  });

  it('tells who asks, however many ask at the same time', async () => {
    const people: Person[] = [];
    for (let n = 0; n < 8; n += 1) people.push(await aPerson(app));
    const tokens = await Promise.all(people.map((one) => signIn(app, one)));
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(
        tokens.flatMap(({ access_token: token }) => [
          withToken(app, token).get('/accounts/me'),
          withToken(app, 'nonsense').get('/accounts/me'),
        ]),
      );

      const ids = answers.map((answer) => (answer.body as { id?: number }).id);
      expect(ids).toEqual(people.flatMap(({ id }) => [id, undefined]));
    }
  });

  it('is not what a refresh token is', async () => {
    const { refresh_token: refresh, access_token: access } = await signIn(app, person);

    expect(await statusOf(refresh)).toBe(401);
    await app.as().post('/accounts/refresh').send({ refresh_token: access }).expect(422);
  });

  it('gives the rights of the group that its user has now, whatever it says itself', async () => {
    const moderator = await aPerson(app, 'moderator');
    const { access_token: token } = await signIn(app, moderator);
    await withToken(app, token).post('/genres').send({ name: 'Before' }).expect(201);
    await app.database.query('UPDATE users SET group_id = 1 WHERE id = $1', [moderator.id]);

    await withToken(app, token).post('/genres').send({ name: 'After' }).expect(403);
  });

  it.each([
    ['deactivated', 'UPDATE users SET is_active = false WHERE id = $1'],
    [
      'deleted',
      `UPDATE users SET is_active = false, deleted_at = now(), email = 'deleted-' || id WHERE id = $1`,
    ],
  ])('of a %s user is refused with the next request', async (_state, change) => {
    const somebody = await aPerson(app);
    const { access_token: token } = await signIn(app, somebody);
    expect(await statusOf(token)).toBe(200);
    await app.database.query(change, [somebody.id]);

    expect(await statusOf(token)).toBe(401);
  });
});
