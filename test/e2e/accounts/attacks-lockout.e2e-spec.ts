import { BusyError } from '../../../src/modules/accounts/accounts.errors.js';
import { FirstAdminService } from '../../../src/modules/accounts/index.js';
import { PasswordHasher } from '../../../src/modules/accounts/passwords/password-hasher.js';
import { RateLimits } from '../../../src/platform/rate-limits/index.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { aPerson, signIn, withToken } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const PASSWORD = 'Correct-Horse-7';
const NEW_PASSWORD = 'Brand-New-Word-9';

describe('Accounts under attack', () => {
  let mailbox: TestMailbox;
  let app: TestApp;
  beforeAll(async () => {
    mailbox = await startMailbox();
    app = await createTestApp({ environment: { SMTP_URL: mailbox.smtpUrl, RATE_LIMIT_SCALE: '1000' } });
  });
  afterAll(async () => {
    await app.close();
    await mailbox.stop();
  });

  const register = (email: string) => app.as().post('/accounts/register').send({ email, password: PASSWORD });
  const login = (email: string, password = PASSWORD) =>
    app.as().post('/accounts/login').send({ email, password });
  const linkTo = async (email: string): Promise<{ email: string; token: string }> => {
    const { searchParams } = new URL((await mailbox.waitFor(email)).links[0] ?? '');
    return { email, token: searchParams.get('token') ?? '' };
  };

  it('can be deleted whatever others register', async () => {
    const person = await aPerson(app);
    await register(`deleted-${person.id}@deleted.invalid`);
    const { access_token: token } = await signIn(app, person);

    await withToken(app, token).delete('/accounts/me').send({ password: person.password }).expect(204);
  });

  it('leave no e-mail in the audit log when they are deleted, not even that of a first administrator', async () => {
    const email = 'first@mail.example';
    const id = await app.get(FirstAdminService).create(email, PASSWORD);
    const { access_token: token } = await signIn(app, { id, email, password: PASSWORD });

    await withToken(app, token).delete('/accounts/me').send({ password: PASSWORD }).expect(204);

    const entries = await app.database.query<{ entry: string }>(
      'SELECT to_jsonb(a)::text AS entry FROM audit_log a WHERE target = $1',
      [`user:${id}`],
    );
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter(({ entry }) => entry.includes(email))).toEqual([]);
  });

  it('stay closed once an administrator closed them, whatever links were mailed before', async () => {
    const email = 'closed@mail.example';
    const { id } = (await register(email).expect(201)).body as { id: number };
    const link = await linkTo(email);
    await app.as('admin').post(`/admin/users/${id}/activate`).expect(200);
    await app.as('admin').post(`/admin/users/${id}/deactivate`).expect(200);

    await app.as().post('/accounts/activate').send(link);
    await app.as().post('/accounts/resend-activation').send({ email }).expect(200);
    await register(email).expect(409);

    await login(email).expect(403);
  });

  it('that are closed between the request of a reset and its end get no new password', async () => {
    const person = await aPerson(app);
    await app.as().post('/accounts/reset-password/request').send({ email: person.email }).expect(200);
    const link = await linkTo(person.email);
    await app.as('admin').post(`/admin/users/${person.id}/deactivate`).expect(200);

    await app
      .as()
      .post('/accounts/reset-password/complete')
      .send({ ...link, password: NEW_PASSWORD })
      .expect(400);
    await login(person.email, person.password).expect(403);
  });

  it('are signed in nowhere after a change of password, whatever signs in or refreshes meanwhile', async () => {
    for (let round = 0; round < 3; round += 1) {
      const person = await aPerson(app);
      const [own, other] = [await signIn(app, person), await signIn(app, person)];
      const [changed, refreshed, entered] = await Promise.all([
        withToken(app, own.access_token)
          .post('/accounts/change-password')
          .send({ old_password: person.password, new_password: NEW_PASSWORD }),
        app.as().post('/accounts/refresh').send({ refresh_token: other.refresh_token }),
        login(person.email, person.password),
      ]);

      expect(changed.status).toBe(200);
      for (const { body } of [refreshed, entered]) {
        const { access_token: token = 'none' } = body as { access_token?: string };
        await withToken(app, token).get('/accounts/me').expect(401);
      }
    }
  });

  it('take no memory for passwords that are not checked, since the server is too busy', async () => {
    const count = jest.spyOn(app.get(RateLimits), 'count');
    const busy = jest.spyOn(app.get(PasswordHasher), 'requireRoom').mockImplementation(() => {
      throw new BusyError(2);
    });
    const { headers } = await login('flood@mail.example').expect(503);
    const counted = count.mock.calls.length;
    busy.mockRestore();
    count.mockRestore();

    expect(headers['retry-after']).toBe('2');
    expect(counted).toBe(0);
  });

  it('open to the password exactly as it is, of 72 bytes, too', async () => {
    const email = 'exact@mail.example';
    const password = `Aa1-${'x'.repeat(68)}`;
    await app.get(FirstAdminService).create(email, password);
    for (const other of [`${password}x`, password.slice(0, -1), password.toLowerCase(), ` ${password}`])
      await login(email, other).expect(401);

    await login(email, password).expect(200);
  });

  it.each(['sessions', 'refresh_tokens'])('are signed out when what is in %s has run out', async (table) => {
    const { access_token: token, refresh_token: refresh } = await signIn(app, await aPerson(app));
    await app.database.query(
      `UPDATE ${table} SET expires_at = now() WHERE id = (SELECT max(id) FROM ${table})`,
    );

    await app.as().post('/accounts/refresh').send({ refresh_token: refresh }).expect(401);
    await withToken(app, token)
      .get('/accounts/me')
      .expect(table === 'sessions' ? 401 : 200);
  });

  it('can be registered after the server was too busy for it, however often', async () => {
    const busy = jest.spyOn(app.get(PasswordHasher), 'hash').mockRejectedValue(new BusyError(2));
    for (let n = 0; n < 6; n += 1) await register('patient@mail.example').expect(503);
    busy.mockRestore();

    await register('patient@mail.example').expect(201);
  });
});
