import { PasswordHasher } from '../../../src/modules/accounts/passwords/password-hasher.js';
import { aPerson } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

describe('Whether an e-mail is registered', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '1000', RUN_WORKER: 'off' } });
  });
  afterAll(() => app.close());

  const answerTo = async (path: string, body: object): Promise<string> => {
    const { status, headers, body: said } = await app.as().post(path).send(body);
    return JSON.stringify([status, headers['www-authenticate'], { ...(said as object), request_id: '' }]);
  };

  it.each([
    ['/accounts/login', (email: string) => ({ email, password: 'Wrong-Horse-7' })],
    ['/accounts/resend-activation', (email: string) => ({ email })],
    ['/accounts/reset-password/request', (email: string) => ({ email })],
    [
      '/accounts/reset-password/complete',
      (email: string) => ({ email, token: 'x'.repeat(43), password: 'Correct-Horse-7' }),
    ],
    ['/accounts/activate', (email: string) => ({ email, token: 'x'.repeat(43) })],
  ])('is not told by the answer of %s', async (path, body) => {
    const active = await aPerson(app);
    const closed = await aPerson(app);
    await app.database.query('UPDATE users SET is_active = false WHERE id = $1', [closed.id]);
    const waiting = await aPerson(app);
    await app.database.query('UPDATE users SET is_active = false, activated_at = NULL WHERE id = $1', [
      waiting.id,
    ]);

    const answers = [];
    for (const email of [active.email, closed.email, waiting.email, 'nobody@test.example'])
      answers.push(await answerTo(path, body(email)));

    expect(new Set(answers).size).toBe(1);
  });

  it('is not told by the work that a sign-in takes: one comparison, whoever asks', async () => {
    const { email } = await aPerson(app);
    const matches = jest.spyOn(app.get(PasswordHasher), 'matches');
    for (const one of [email, 'nobody@test.example'])
      await app.as().post('/accounts/login').send({ email: one, password: 'Wrong-Horse-7' }).expect(401);

    expect(matches.mock.calls).toEqual([
      ['Wrong-Horse-7', expect.stringMatching(/^\$2b\$04\$/)],
      ['Wrong-Horse-7', undefined],
    ]);
    matches.mockRestore();
  });

  it.each([
    ['/accounts/resend-activation', 'accounts.resend-activation'],
    ['/accounts/reset-password/request', 'accounts.request-password-reset'],
  ])('is not told by the work of %s: it is looked up after the answer', async (path, job) => {
    const { email } = await aPerson(app);
    for (const one of [email, 'nobody@test.example'])
      await app.as().post(path).send({ email: one }).expect(200);

    const jobs = await app.database.query<{ email: string }>(
      `SELECT payload->'secret'->>'email' AS email FROM outbox WHERE name = $1 ORDER BY id DESC LIMIT 2`,
      [job],
    );
    expect(jobs.map((row) => row.email).toSorted()).toEqual([email, 'nobody@test.example'].toSorted());
  });
});

describe('The hash of nobody', () => {
  it('costs as much as the hash of somebody', async () => {
    const hasher = new PasswordHasher({ bcryptCost: 9 });
    const hash = await hasher.hash('Correct-Horse-7');
    await hasher.matches('warm-up', undefined);
    /** Processor time, in microseconds: it does not grow when the machine has other work. */
    const costOf = async (against: string | undefined): Promise<number> => {
      const begun = process.cpuUsage();
      for (let round = 0; round < 5; round += 1) await hasher.matches('Wrong-Horse-7', against);
      return process.cpuUsage(begun).user;
    };

    expect(await costOf(undefined)).toBeGreaterThan((await costOf(hash)) / 2);
    expect(await hasher.matches('Correct-Horse-7', hash)).toBe(true);
    await hasher.onApplicationShutdown();
  });
});
