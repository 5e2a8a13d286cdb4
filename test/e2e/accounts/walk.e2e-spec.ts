import { type ReceivedMail, startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const PASSWORD = 'Correct-Horse-7';

describe('The way of an account', () => {
  let mailbox: TestMailbox;
  let app: TestApp;
  beforeAll(async () => {
    mailbox = await startMailbox();
    app = await createTestApp({ environment: { SMTP_URL: mailbox.smtpUrl } });
  });
  afterAll(async () => {
    await app.close();
    await mailbox.stop();
  });

  const register = (email: string, password = PASSWORD) =>
    app.as().post('/accounts/register').send({ email, password });
  const login = (email: string, password = PASSWORD) =>
    app.as().post('/accounts/login').send({ email, password });
  const pathOf = (mail: ReceivedMail): string => (mail.links[0] ?? '').replace(/^https?:\/\/[^/]+/, '');
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  it('goes from registration over the mail to sign-in, refresh and sign-out', async () => {
    const answer = await register('Ada@Mail.example').expect(201);
    expect(answer.body).toEqual({ id: expect.any(Number) as number, email: 'Ada@Mail.example' });
    await login('ada@mail.example').expect(403);
    await login('ada@mail.example', 'Wrong-Horse-7').expect(401);

    const mail = await mailbox.waitFor('Ada@Mail.example');
    expect(mail.subject).toBe('Activate your account');
    await app.as().get(pathOf(mail)).expect(200);
    await mailbox.waitFor('Ada@Mail.example', { subject: 'active' });
    const second = await app.as().get(pathOf(mail)).expect(200);
    expect((second.body as { message: string }).message).toContain('before');

    const tokens = (await login('ADA@mail.example').expect(200)).body as Record<string, string>;
    expect(tokens).toEqual({
      access_token: expect.any(String) as string,
      refresh_token: expect.any(String) as string,
      token_type: 'bearer',
      expires_in: 900,
    });
    const me = await app
      .as()
      .get('/accounts/me')
      .set(bearer(tokens['access_token'] ?? ''))
      .expect(200);
    expect(me.body).toMatchObject({ email: 'Ada@Mail.example', group: 'user', is_active: true });

    const refreshed = await app
      .as()
      .post('/accounts/refresh')
      .send({ refresh_token: tokens['refresh_token'] });
    const { access_token: access = '', refresh_token: refresh = '' } = refreshed.body as Record<
      string,
      string
    >;
    await app.as().get('/accounts/me').set(bearer(access)).expect(200);
    await app.as().post('/accounts/logout').set(bearer(access)).send({ refresh_token: refresh }).expect(200);
    await app.as().get('/accounts/me').set(bearer(access)).expect(401);
    await app.as().post('/accounts/refresh').send({ refresh_token: refresh }).expect(401);
  });

  it('leads back in for somebody who forgot the password', async () => {
    await register('bo@mail.example').expect(201);
    await app
      .as()
      .get(pathOf(await mailbox.waitFor('bo@mail.example')))
      .expect(200);
    const { access_token: before = '' } = (await login('bo@mail.example').expect(200)).body as Record<
      string,
      string
    >;

    await app.as().post('/accounts/reset-password/request').send({ email: 'BO@mail.example' }).expect(200);
    const mail = await mailbox.waitFor('bo@mail.example', { subject: 'new password' });
    const link = new URL(mail.links[0] ?? '');
    const reset = {
      email: link.searchParams.get('email'),
      token: link.searchParams.get('token'),
      password: 'Another-Horse-8',
    };
    await app
      .as()
      .post('/accounts/reset-password/complete')
      .send({ ...reset, password: 'weak' })
      .expect(422);
    await app.as().post('/accounts/reset-password/complete').send(reset).expect(200);

    await app.as().get('/accounts/me').set(bearer(before)).expect(401);
    await login('bo@mail.example').expect(401);
    await login('bo@mail.example', 'Another-Horse-8').expect(200);
    await app.as().post('/accounts/reset-password/complete').send(reset).expect(400);
    await mailbox.waitFor('bo@mail.example', { subject: 'was reset' });
  });
});
