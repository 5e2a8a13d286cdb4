import { aPerson } from '../../support/people.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const PASSWORD = 'Correct-Horse-7';

describe('Registration', () => {
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

  const register = (email: string, password = PASSWORD) =>
    app.as().post('/accounts/register').send({ email, password });
  const login = (email: string, password = PASSWORD) =>
    app.as().post('/accounts/login').send({ email, password });
  const linkOf = async (email: string): Promise<{ email: string; token: string }> => {
    const { searchParams } = new URL((await mailbox.waitFor(email)).links[0] ?? '');
    return { email: searchParams.get('email') ?? '', token: searchParams.get('token') ?? '' };
  };
  const activate = (body: object) => app.as().post('/accounts/activate').send(body);

  it('starts over for an e-mail that waits: the last password and the last link count', async () => {
    await register('lurker@mail.example', 'Lurkers-Word-1').expect(201);
    const first = await linkOf('lurker@mail.example');
    await mailbox.clear();
    await register('Lurker@Mail.Example').expect(201);
    const second = await linkOf('Lurker@Mail.Example');

    await activate(first).expect(400);
    await activate(second).expect(200);
    await login('lurker@mail.example', 'Lurkers-Word-1').expect(401);
    await login('lurker@mail.example').expect(200);
  });

  it.each(['active', 'deactivated'])(
    'is refused for the e-mail of an %s account, whatever its case',
    async (state) => {
      const { id, email } = await aPerson(app);
      if (state === 'deactivated')
        await app.database.query('UPDATE users SET is_active = false WHERE id = $1', [id]);

      const answer = await register(email.toUpperCase()).expect(409);

      expect(answer.body).toMatchObject({ type: '/problems/email-taken' });
    },
  );

  it('enters one account when an e-mail is registered in different cases at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const emails = [`Twin${round}@mail.example`, `tWIN${round}@mail.example`, `TWIN${round}@MAIL.example`];
      const answers = await Promise.all(emails.map((email) => register(email)));

      expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
      expect(new Set(answers.map((answer) => (answer.body as { id: number }).id)).size).toBe(1);
      const rows = await app.database.query('SELECT id FROM users WHERE lower(email) = $1', [
        `twin${round}@mail.example`,
      ]);
      expect(rows).toHaveLength(1);
    }
  });

  it('is activated once, however often the link is followed at the same time', async () => {
    await register('many@mail.example').expect(201);
    const link = await linkOf('many@mail.example');

    const answers = await Promise.all(Array.from({ length: 6 }, () => activate(link)));

    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 200]);
    const messages = answers.map((answer) => (answer.body as { message: string }).message);
    expect(messages.filter((message) => message.startsWith('The account is active'))).toHaveLength(1);
    await mailbox.waitFor('many@mail.example', { subject: 'Your account is active' });
    const outbox = await app.database.query(
      `SELECT 1 FROM outbox WHERE payload->>'template' = 'activated'
       AND id > 0 AND (payload->'secret' IS NULL OR payload->'secret'->>'to' = 'many@mail.example')`,
    );
    expect(
      (await mailbox.all('many@mail.example')).filter(({ subject }) => subject.includes('is active')),
    ).toHaveLength(1);
    expect(outbox.length).toBeGreaterThan(0);
  });

  it('is activated by following the link in a browser, which is shown a page', async () => {
    await register('browser@mail.example').expect(201);
    const link = await linkOf('browser@mail.example');
    const follow = () => app.as().get('/accounts/activate').query(link).set('accept', 'text/html,*/*;q=0.8');

    const first = await follow()
      .expect(200)
      .expect('content-type', /^text\/html/);
    const again = await follow().expect(200);
    await app.database.query(`UPDATE activation_tokens SET expires_at = now()`);
    const late = await follow()
      .expect(400)
      .expect('content-type', /^text\/html/);

    expect(first.text).toContain('<p>The account is active. You can sign in now.</p>');
    expect(again.text).toContain('was activated with this link before');
    expect(late.text).toContain('not valid any more');
  });

  it('does not take the token of another e-mail, or one that has expired', async () => {
    await register('one@mail.example').expect(201);
    await register('two@mail.example').expect(201);
    const [one, two] = [await linkOf('one@mail.example'), await linkOf('two@mail.example')];

    await activate({ email: one.email, token: two.token }).expect(400);
    await activate({
      email: one.email,
      token: one.token.toLowerCase() === one.token ? 'x' : one.token.toLowerCase(),
    }).expect(400);
    await app.database.query(`UPDATE activation_tokens SET expires_at = now() - interval '1 second'`);
    const answer = await activate(one).expect(400);

    expect(answer.body).toMatchObject({ type: '/problems/invalid-token' });
  });

  it('sends a new link in place of the old one to who waits, and nothing to anybody else', async () => {
    await register('again@mail.example').expect(201);
    const first = await linkOf('again@mail.example');
    await mailbox.clear();
    const person = await aPerson(app);
    const ask = (email: string) => app.as().post('/accounts/resend-activation').send({ email });

    const answers = [
      await ask('AGAIN@mail.example'),
      await ask(person.email),
      await ask('nobody@mail.example'),
    ];

    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const second = await linkOf('again@mail.example');
    await activate(first).expect(400);
    await activate(second).expect(200);
    expect(await mailbox.all(person.email)).toEqual([]);
    expect(await mailbox.all('nobody@mail.example')).toEqual([]);
  });

  it('keeps no token and no password in the database', async () => {
    await register('hidden@mail.example', 'Hidden-Word-17').expect(201);
    const { token } = await linkOf('hidden@mail.example');

    const rows = await app.database.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM activation_tokens t UNION ALL SELECT to_jsonb(u)::text FROM users u
       UNION ALL SELECT to_jsonb(o)::text FROM outbox o WHERE delivered_at IS NOT NULL`,
    );

    expect(rows.filter(({ row }) => row.includes(token) || row.includes('Hidden-Word-17'))).toEqual([]);
    expect(rows.some(({ row }) => row.includes('$2b$04$'))).toBe(true);
  });
});

describe('The body of a registration', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '1000' } });
  });
  afterAll(() => app.close());

  const good = { email: 'new@mail.example', password: PASSWORD };

  it.each([
    ['password', 'Sh0rt-7', 'at least 8 bytes'],
    ['password', `Aa1-${'x'.repeat(69)}`, 'at most 72 bytes'],
    ['password', `Aa1-${'ü'.repeat(35)}`, 'at most 72 bytes'],
    ['password', 'no-upper-case-7', 'an upper-case letter'],
    ['password', 'NO-LOWER-CASE-7', 'a lower-case letter'],
    ['password', 'No-Digit-Here', 'a digit'],
    ['password', 'NoSpecial777', 'a special character'],
    ['password', 'nul\0Inside-77', 'NUL'],
    ['password', `Aa1-${'x'.repeat(100_000)}`, 'at most 72 bytes'],
    ['password', 12_345_678, 'must be text'],
    ['password', null, 'must be text'],
    ['password', { $ne: '' }, 'must be text'],
    ['password', ['Correct-Horse-7'], 'must be text'],
    ['email', 'no-address', 'must be an e-mail address'],
    ['email', 'a@b', 'must be an e-mail address'],
    ['email', `${'a'.repeat(100_000)}@mail.example`, 'must be an e-mail address'],
    ['email', `${'a'.repeat(250)}@mail.example`, 'must be an e-mail address'],
    ['email', 'a b@mail.example', 'must be an e-mail address'],
    ['email', 'new@mail.example\r\nBcc: all@mail.example', 'must be an e-mail address'],
    ['email', 'new\0@mail.example', 'NUL'],
    ['email', 'Ada <ada@mail.example>', 'must be an e-mail address'],
    ['email', ['a@mail.example'], 'must be an e-mail address'],
    ['email', null, 'must be an e-mail address'],
    ['group', 'admin', 'is not known here'],
    ['is_active', true, 'is not known here'],
    ['id', 1, 'is not known here'],
    ['group_id', 4, 'is not known here'],
  ])('with a wrong %s (%p) is told so', async (field, value, message) => {
    const answer = await app
      .as()
      .post('/accounts/register')
      .send({ ...good, [field]: value });

    expect(answer.status).toBe(422);
    const { errors } = answer.body as { errors: { field: string; message: string }[] };
    expect(errors).toEqual([{ field, message: expect.stringContaining(message) as string }]);
  });

  it('may not have the e-mail for a password', async () => {
    const answer = await app
      .as()
      .post('/accounts/register')
      .send({ email: 'Aa1@mail.example', password: 'aA1@mail.example' })
      .expect(422);

    expect(answer.body).toMatchObject({ errors: [{ field: 'password', message: 'must not be the e-mail' }] });
  });

  it.each(['%@mail.example', '_@mail.example', "o'neil+tag@mail.example", 'пример@почта.example'])(
    'takes %s as it is, and finds nobody else by it',
    async (email) => {
      await aPerson(app);

      await app.as().post('/accounts/register').send({ email, password: PASSWORD }).expect(201);
      await app.as().post('/accounts/login').send({ email, password: PASSWORD }).expect(403);
    },
  );
});
