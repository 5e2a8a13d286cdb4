import { eventually } from '../../support/eventually.js';
import { aPerson, type Person, signIn, withToken } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aCinema } from '../../support/theatre.js';

let app: TestApp;
let me: Person;
let client: ReturnType<typeof withToken>;
beforeAll(async () => {
  app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '100' } });
});
beforeEach(async () => {
  me = await aPerson(app);
  client = withToken(app, (await signIn(app, me)).access_token);
});
afterAll(() => app.close());

const NIGHT = { from: '22:00', until: '08:00', time_zone: 'Europe/Kyiv' };
const change = (body: object) => client.patch('/notifications/settings').send(body);

describe('How somebody wants to be told', () => {
  it('is not said at first', async () => {
    const { body } = await client.get('/notifications/settings').expect(200);

    expect(body).toEqual({ language: null, cinema_id: null, quiet_hours: null });
  });

  it('is what they say; what is not named stays, and null takes it back', async () => {
    const { id } = await aCinema(app);
    await change({ language: 'uk', cinema_id: id }).expect(200);
    const { body } = await change({ quiet_hours: NIGHT }).expect(200);
    expect(body).toEqual({ language: 'uk', cinema_id: id, quiet_hours: NIGHT });

    await change({ quiet_hours: null, language: null }).expect(200);
    expect((await client.get('/notifications/settings').expect(200)).body).toEqual({
      language: null,
      cinema_id: id,
      quiet_hours: null,
    });
  });

  it.each([
    [{ language: 'de' }, 'language'],
    [{ cinema_id: 2_000_000_000 }, 'cinema_id'],
    [{ cinema_id: '1' }, 'cinema_id'],
    [{ cinema_id: 2 ** 31 }, 'cinema_id'],
    [{ quiet_hours: '22-8' }, 'quiet_hours'],
    [{ quiet_hours: [] }, 'quiet_hours'],
    [{ quiet_hours: { ...NIGHT, from: '24:00' } }, 'quiet_hours.from'],
    [{ quiet_hours: { ...NIGHT, until: '8:00' } }, 'quiet_hours.until'],
    [{ quiet_hours: { ...NIGHT, until: '22:00' } }, 'quiet_hours.until'],
    [{ quiet_hours: { ...NIGHT, time_zone: 'Kyiv' } }, 'quiet_hours.time_zone'],
    [{ quiet_hours: { from: '22:00', until: '08:00' } }, 'quiet_hours.time_zone'],
    [{ telegram: true }, 'telegram'],
  ])('is told what is wrong with %j', async (body, field) => {
    const answer = await change(body);

    expect(answer.status).toBe(422);
    expect((answer.body as { errors: { field: string }[] }).errors.map((error) => error.field)).toContain(
      field,
    );
  });

  it('is nobody else’s business, and goes with the account', async () => {
    await app.as().get('/notifications/settings').expect(401);
    await change({ language: 'uk' }).expect(200);
    await client.delete('/accounts/me').send({ password: me.password }).expect(204);

    await eventually(async () =>
      expect(
        await app.database.query('SELECT 1 FROM notification_settings WHERE user_id = $1', [me.id]),
      ).toEqual([]),
    );
  });
});

describe('What has to be said', () => {
  const wish = (kind: string, ways: object) =>
    client.patch('/notifications/preferences').send({ items: [{ kind, ...ways }] });

  it.each(['order-changed', 'screening-canceled', 'preorder-ready'])(
    'by mail about %s cannot be turned off',
    async (kind) => {
      const answer = await wish(kind, { mail: false }).expect(422);
      expect((answer.body as { errors: object[] }).errors).toEqual([
        { field: 'items[0].mail', message: expect.stringContaining(`what ${kind} tells by mail`) as string },
      ]);

      await wish(kind, { mail: true, in_app: false, telegram: false }).expect(200);
      const { body } = await client.get('/notifications/preferences').expect(200);
      expect((body as { items: { kind: string }[] }).items).toContainEqual(
        expect.objectContaining({ kind, mail: true, in_app: false, telegram: false, locked: ['mail'] }),
      );
    },
  );

  it('is said after somebody unsubscribed, too', async () => {
    const { body } = await client.get('/notifications/preferences').expect(200);
    await app.database.query(
      'INSERT INTO notification_digests (user_id, unsubscribed_at) VALUES ($1, now())',
      [me.id],
    );
    const after = (await client.get('/notifications/preferences').expect(200)).body;
    const mailed = (answer: unknown): string[] =>
      (answer as { items: { kind: string; mail: boolean }[] }).items
        .filter(({ mail }) => mail)
        .map(({ kind }) => kind);

    expect(mailed(after)).toEqual(['order-changed', 'preorder-ready', 'screening-canceled']);
    expect(mailed(body)).toContain('comment-reply');
    expect(body).toMatchObject({ telegram_linked: false });
  });
});
