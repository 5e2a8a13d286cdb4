import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { aPerson, type Person, signIn, type Tokens, withToken } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const NEW = 'Brand-New-Word-9';

describe('Your own account', () => {
  let mailbox: TestMailbox;
  let app: TestApp;
  beforeAll(async () => {
    mailbox = await startMailbox();
    app = await createTestApp({ environment: { SMTP_URL: mailbox.smtpUrl, RATE_LIMIT_SCALE: '100' } });
  });
  afterAll(async () => {
    await app.close();
    await mailbox.stop();
  });

  const someone = async (): Promise<{ person: Person; tokens: Tokens; other: Tokens }> => {
    const person = await aPerson(app);
    return { person, tokens: await signIn(app, person), other: await signIn(app, person) };
  };
  const change = (token: string, old_password: string, new_password: string) =>
    withToken(app, token).post('/accounts/change-password').send({ old_password, new_password });
  const isIn = async (token: string): Promise<boolean> =>
    (await withToken(app, token).get('/accounts/me')).status === 200;
  const isSignInPossible = async (email: string, password: string): Promise<boolean> =>
    (await app.as().post('/accounts/login').send({ email, password })).status === 200;

  describe('and a new password', () => {
    it('ends all other sessions, tells by mail, and lets only the new password in', async () => {
      const { person, tokens, other } = await someone();

      await change(tokens.access_token, person.password, NEW).expect(200);

      expect([await isIn(tokens.access_token), await isIn(other.access_token)]).toEqual([true, false]);
      await app.as().post('/accounts/refresh').send({ refresh_token: other.refresh_token }).expect(401);
      expect(await isSignInPossible(person.email, person.password)).toBe(false);
      expect(await isSignInPossible(person.email, NEW)).toBe(true);
      const mail = await mailbox.waitFor(person.email, { subject: 'password was changed' });
      expect(mail.text).toContain('127.0.0.1');
      expect(mail.text).not.toContain(NEW);
    });

    it('is refused with the wrong old one, the same one, and one that is too weak', async () => {
      const { person, tokens } = await someone();

      const wrong = await change(tokens.access_token, 'Wrong-Horse-7', NEW).expect(401);
      const same = await change(tokens.access_token, person.password, person.password).expect(409);
      const weak = await change(tokens.access_token, person.password, 'weak').expect(422);

      expect(wrong.body).toMatchObject({ type: '/problems/wrong-credentials' });
      expect(same.body).toMatchObject({ type: '/problems/same-password' });
      expect(weak.body).toMatchObject({ errors: [{ field: 'new_password' }] });
      expect(await isSignInPossible(person.email, person.password)).toBe(true);
    });

    it('is set once when two set one at the same time', async () => {
      const { person, tokens } = await someone();

      const answers = await Promise.all(
        ['First-Word-11', 'Second-Word-22'].map((word) => change(tokens.access_token, person.password, word)),
      );

      expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 401]);
    });

    it('kills a mailed link that would set another', async () => {
      const { person, tokens } = await someone();
      await app.as().post('/accounts/reset-password/request').send({ email: person.email }).expect(200);
      const link = new URL((await mailbox.waitFor(person.email, { subject: 'new password' })).links[0] ?? '');
      await change(tokens.access_token, person.password, NEW).expect(200);

      await app
        .as()
        .post('/accounts/reset-password/complete')
        .send({ email: person.email, token: link.searchParams.get('token'), password: 'Other-Word-33' })
        .expect(400);
    });
  });

  describe('and a forgotten password', () => {
    const tokenFor = async (email: string): Promise<string> => {
      await app.as().post('/accounts/reset-password/request').send({ email }).expect(200);
      const mail = await mailbox.waitFor(email, { subject: 'new password' });
      return new URL(mail.links[0] ?? '').searchParams.get('token') ?? '';
    };
    const complete = (email: string, token: string, password = NEW) =>
      app.as().post('/accounts/reset-password/complete').send({ email, token, password });

    it('is replaced once, however often the link is used at the same time', async () => {
      const { person } = await someone();
      const token = await tokenFor(person.email);

      const answers = await Promise.all(
        Array.from({ length: 5 }, (_, n) => complete(person.email, token, `Parallel-Word-${n}`)),
      );

      expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 400, 400, 400, 400]);
      const winner = answers.findIndex((answer) => answer.status === 200);
      expect(await isSignInPossible(person.email, `Parallel-Word-${winner}`)).toBe(true);
    });

    it("is not replaced with somebody else's link, or an old one", async () => {
      const [{ person: one }, { person: two }] = [await someone(), await someone()];
      const token = await tokenFor(one.email);

      await complete(two.email, token).expect(400);
      await app.database.query(`UPDATE password_reset_tokens SET expires_at = now() WHERE user_id = $1`, [
        one.id,
      ]);
      await complete(one.email, token).expect(400);

      expect(await isSignInPossible(one.email, one.password)).toBe(true);
      expect(await isSignInPossible(two.email, two.password)).toBe(true);
    });

    it('has a page that works without anything but this server', async () => {
      const page = await app
        .as()
        .get('/app/reset-password?email=a%40b.example&token=x"><script>')
        .expect(200);
      expect(page.headers['content-type']).toMatch(/^text\/html/);
      expect(page.text).not.toContain('"><script>');
      expect(page.headers['content-security-policy']).toContain("default-src 'none'");
      expect(page.headers['cache-control']).toBe('no-store');
      const script = await app.as().get('/app/reset-password.js').expect(200);
      expect(script.headers['content-type']).toMatch(/^text\/javascript/);
    });
  });

  describe('when it is deleted', () => {
    const remove = (token: string, password: string) =>
      withToken(app, token).delete('/accounts/me').send({ password });

    it('leaves nothing of the person, ends every session, and frees the e-mail', async () => {
      const { person, tokens, other } = await someone();
      await withToken(app, tokens.access_token)
        .patch('/profiles/me')
        .send({ first_name: 'Adalbert' })
        .expect(200);

      await remove(tokens.access_token, 'Wrong-Horse-7').expect(401);
      await remove(tokens.access_token, person.password).expect(204);

      expect([await isIn(tokens.access_token), await isIn(other.access_token)]).toEqual([false, false]);
      expect(await isSignInPossible(person.email, person.password)).toBe(false);
      const [row] = await app.database.query<{ text: string }>(
        `SELECT to_jsonb(u)::text || coalesce((SELECT to_jsonb(p)::text FROM user_profiles p WHERE p.user_id = u.id), '') AS text
         FROM users u WHERE id = $1`,
        [person.id],
      );
      expect(row?.text).toContain('deleted.invalid');
      expect(row?.text).not.toMatch(new RegExp(`${person.email}|Adalbert`));
      const again = await app.as().post('/accounts/register').send({ email: person.email, password: NEW });
      expect(again.status).toBe(201);
    });

    it('is not the last active administrator', async () => {
      const admin = await aPerson(app, 'admin');
      const { access_token: token } = await signIn(app, admin);
      await app.database.query(
        `UPDATE users SET is_active = false WHERE group_id = 4 AND id <> $1 AND deleted_at IS NULL`,
        [admin.id],
      );

      const answer = await remove(token, admin.password);

      await app.database.query(`UPDATE users SET is_active = true WHERE id = 4`);
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ type: '/problems/last-admin' });
      await remove(token, admin.password).expect(204);
    });

    it('happens once when it is asked for several times at once', async () => {
      const { person, tokens } = await someone();

      const answers = await Promise.all([1, 2, 3].map(() => remove(tokens.access_token, person.password)));

      expect(answers.filter((answer) => answer.status === 204)).toHaveLength(1);
      expect(answers.filter((answer) => answer.status === 401)).toHaveLength(2);
    });
  });
});
