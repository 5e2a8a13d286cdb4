import { aPerson } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const PASSWORD = 'Correct-Horse-7';
const WRONG = 'Wrong-Horse-7';
const TOKEN = 'x'.repeat(43);

const BODIES: readonly (readonly [path: string, rest: object])[] = [
  ['/accounts/register', { password: PASSWORD }],
  ['/accounts/login', { password: PASSWORD }],
  ['/accounts/resend-activation', {}],
  ['/accounts/activate', { token: TOKEN }],
  ['/accounts/reset-password/request', {}],
  ['/accounts/reset-password/complete', { token: TOKEN, password: PASSWORD }],
];

describe('An e-mail that is made to confuse', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '1000' } });
  });
  afterAll(() => app.close());

  it.each([
    ['a line break in quotes', '"new\r\nBcc: all"@mail.example'],
    ['angle brackets in quotes', '"<all@mail.example>"@mail.example'],
    ['a control character in quotes', '"new\u0001"@mail.example'],
    ['a line separator', 'new\u2028line@mail.example'],
    ['a sign that turns the direction', 'new\u202eemos@mail.example'],
    ['a space of no width', 'new\u200b@mail.example'],
    ['half a character in the domain', 'new@ma\ud800il.example'],
    ['a line separator in the domain', 'new@ma\u2028il.example'],
    ['a Turkish capital that folds into an i', '\u0130vy@mail.example'],
    ['such a capital in the domain', 'ivy@ma\u0130l.example'],
    ["Kelvin's sign, which folds into a k", '\u212aim@mail.example'],
    ['wide letters', '\uff41da@mail.example'],
    [
      '255 characters',
      `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(11)}`,
    ],
    ['the domain that deleted accounts leave behind', 'deleted-17@Deleted.Invalid'],
  ])('with %s is refused wherever one is taken', async (_what, email) => {
    const answers = [];
    for (const [path, rest] of BODIES) {
      const { status, body } = await app
        .as()
        .post(path)
        .send({ email, ...rest });
      const { errors } = body as { errors?: { field: string }[] };
      answers.push([path, status, errors?.map(({ field }) => field)]);
    }

    expect(answers).toEqual(BODIES.map(([path]) => [path, 422, ['email']]));
  });

  it('with letters that only look the same gives no more tries: each spelling is counted as one account', async () => {
    const spellings = ['\u039f\u0394\u039f\u03a3', '\u03bf\u03b4\u03bf\u03c3', '\u039f\u03b4\u03bf\u03c3'];
    const emails = spellings.map((name) => `${name}@mail.example`);
    const [first = ''] = emails;
    await app.as().post('/accounts/register').send({ email: first, password: PASSWORD }).expect(201);
    const rows = await app.database.query(
      'SELECT 1 FROM users WHERE lower(email) = ALL (SELECT lower(e) FROM unnest($1::text[]) e)',
      [emails],
    );
    expect(rows).toHaveLength(1);
    for (let n = 0; n < 10; n += 1)
      await app
        .as()
        .post('/accounts/login')
        .send({ email: emails[n % emails.length], password: WRONG })
        .expect(401);

    for (const email of emails)
      await app.as().post('/accounts/login').send({ email, password: WRONG }).expect(429);
  });

  it('as signs of SQL finds nobody', async () => {
    const { email } = await aPerson(app);
    for (const one of [`${email.slice(0, 8)}%@test.example`, "x'or'1'='1@test.example", '_@test.example'])
      await app.as().post('/accounts/login').send({ email: one, password: PASSWORD }).expect(401);
  });
});
