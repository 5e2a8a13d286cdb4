import { aPerson, signIn, withToken } from '../../support/people.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const WRONG = 'Wrong-Horse-7';

describe('Limits', () => {
  let mailbox: TestMailbox;
  let app: TestApp;
  beforeEach(async () => {
    mailbox = await startMailbox();
    app = await createTestApp({ environment: { SMTP_URL: mailbox.smtpUrl, TRUST_PROXY: 'true' } });
  });
  afterEach(async () => {
    await app.close();
    await mailbox.stop();
  });

  const login = (email: string, password: string, address = '203.0.113.1') =>
    app.as().post('/accounts/login').set('x-forwarded-for', address).send({ email, password });
  const fail = async (times: number, email: string, address?: (n: number) => string): Promise<number[]> => {
    const statuses = [];
    for (let n = 0; n < times; n += 1) statuses.push((await login(email, WRONG, address?.(n))).status);
    return statuses;
  };

  it('let nobody try more than ten passwords for an account from one address', async () => {
    const person = await aPerson(app);
    expect(new Set(await fail(10, person.email))).toEqual(new Set([401]));

    const refused = await login(person.email.toUpperCase(), person.password);

    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    expect(refused.body).toMatchObject({ type: '/problems/too-many-requests' });
    await login(person.email, person.password, '203.0.113.2').expect(200);
  });

  it('hold for passwords that are tried at the same time', async () => {
    const { email } = await aPerson(app);

    const answers = await Promise.all(Array.from({ length: 30 }, () => login(email, WRONG)));

    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    expect(statuses.filter((status) => status === 429 || status === 503).length).toBeGreaterThanOrEqual(20);
  });

  it('count wrong passwords only', async () => {
    const person = await aPerson(app);
    for (let n = 0; n < 25; n += 1) await login(person.email, person.password).expect(200);
  });

  it('are the same for e-mails without an account', async () => {
    expect((await fail(11, 'nobody@test.example')).at(-1)).toBe(429);
  });

  it('slow down who tries one account from everywhere, and let its owner pass who is signed in or resets', async () => {
    const person = await aPerson(app);
    const { access_token: token } = await signIn(app, person);
    const everywhere = (n: number): string => `198.51.100.${n}`;
    expect((await fail(101, person.email, everywhere)).at(-1)).toBe(429);
    await login(person.email, person.password, '192.0.2.1').expect(429);

    await withToken(app, token)
      .post('/accounts/login')
      .set('x-forwarded-for', '192.0.2.2')
      .send({ email: person.email, password: person.password })
      .expect(200);
    await app.as().post('/accounts/reset-password/request').send({ email: person.email }).expect(200);
    const link = new URL((await mailbox.waitFor(person.email)).links[0] ?? '');
    await app
      .as()
      .post('/accounts/reset-password/complete')
      .send({ email: person.email, token: link.searchParams.get('token'), password: 'Brand-New-Word-9' })
      .expect(200);

    await login(person.email, 'Brand-New-Word-9', '192.0.2.3').expect(200);
  });

  it('let nobody be flooded with mails', async () => {
    const { email } = await aPerson(app);
    const ask = () => app.as().post('/accounts/reset-password/request').send({ email });
    for (let n = 0; n < 5; n += 1) await ask().expect(200);

    const refused = await ask();

    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('give each user 600 requests a minute', async () => {
    const { access_token: token } = await signIn(app, await aPerson(app));
    const client = withToken(app, token);
    const statuses: number[] = [];
    for (let n = 0; n < 600; n += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => client.get('/genres?per_page=1')));
      statuses.push(...answers.map((answer) => answer.status));
    }
    expect(new Set(statuses)).toEqual(new Set([200]));

    const refused = await client.get('/genres?per_page=1');

    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    await app.as().get('/genres?per_page=1').expect(200);
  });
});
