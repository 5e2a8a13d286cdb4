import type { ProfileResponse } from '../../../src/modules/profiles/profile.dto.js';
import { ProfilesService } from '../../../src/modules/profiles/index.js';
import type { Group } from '../../../src/platform/auth/index.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const ADA = {
  first_name: 'Ada',
  last_name: 'Lovelace',
  gender: 'woman',
  date_of_birth: '1990-12-10',
  country: 'UA',
  info: 'Silent films, mostly.\nAnd engines.',
};
const EMPTY = Object.fromEntries(Object.keys(ADA).map((field) => [field, null]));
/** The test account of the group user, and that of the administrators. */
const [USER, ADMIN] = [1, 4];
const NOBODY = 999_999;

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
beforeEach(async () => {
  await app.database.query('DELETE FROM user_profiles');
  await app.database.query('DELETE FROM audit_log');
});
afterAll(() => app.close());

const put = (body: object) => app.as('user').put('/profiles/me').send(body);
const patch = (body: object) => app.as('user').patch('/profiles/me').send(body);
const own = async (group: Group = 'user') =>
  (await app.as(group).get('/profiles/me').expect(200)).body as ProfileResponse;
const rowsOfUser = () => app.database.query('SELECT 1 FROM user_profiles WHERE user_id = $1', [USER]);

describe('/profiles/me', () => {
  it('is empty until it is written, and reading it writes nothing', async () => {
    expect(await own()).toEqual({ ...EMPTY, id: USER, display_name: 'Viewer 1', avatar_url: null });
    expect(await rowsOfUser()).toEqual([]);
  });

  it('keeps what was written and never tells the e-mail', async () => {
    const { body } = await put(ADA).expect(200);
    expect(body).toEqual({ ...ADA, id: USER, display_name: 'Ada L.', avatar_url: null });
    expect(await own()).toEqual(body);
    expect(JSON.stringify(body)).not.toContain('@');
  });

  it('is replaced as a whole by PUT', async () => {
    await put(ADA).expect(200);
    await put({ last_name: 'Byron' }).expect(200);
    expect(await own()).toMatchObject({ ...EMPTY, last_name: 'Byron', display_name: 'Viewer 1' });
    await put({}).expect(200);
    expect(await own()).toMatchObject(EMPTY);
  });

  it('keeps what PATCH does not name, and loses what it names as null', async () => {
    await put(ADA).expect(200);
    const { body } = await patch({ first_name: 'Augusta', info: null }).expect(200);
    expect(body).toMatchObject({ ...ADA, first_name: 'Augusta', info: null, display_name: 'Augusta L.' });
    await patch({}).expect(200);
    expect(await own()).toEqual(body);
    await patch(EMPTY).expect(200);
    expect(await own()).toMatchObject(EMPTY);
  });

  it('takes space off, writes countries in capitals and line ends alike', async () => {
    const { body } = await put({
      first_name: '  Ада ',
      last_name: '\tЛавлейс\n',
      country: ' ua ',
      info: ' one\r\ntwo\rthree\n',
    }).expect(200);
    expect(body).toMatchObject({
      first_name: 'Ада',
      last_name: 'Лавлейс',
      country: 'UA',
      info: 'one\ntwo\nthree',
    });
    expect(await own()).toEqual(body);
  });

  it('takes fields as long as they may be, counted in characters', async () => {
    const longest = { first_name: 'é'.repeat(100), last_name: '𝒢'.repeat(100), info: '🎬'.repeat(2000) };
    expect((await put(longest).expect(200)).body).toMatchObject(longest);
    expect(await own()).toMatchObject(longest);
  });

  it('takes days of birth from 1900 to today', async () => {
    const today = new Date().toISOString().slice(0, 10);
    for (const date_of_birth of ['1900-01-01', '2000-02-29', today]) {
      await patch({ date_of_birth }).expect(200);
      expect(await own()).toMatchObject({ date_of_birth });
    }
  });

  it('is written safely by several who are first at once', async () => {
    const changes = Object.entries(ADA).map(([field, value]) => ({ [field]: value }));
    const answers = await Promise.all([...changes, ...changes].map((change) => patch(change)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(await own()).toMatchObject(ADA);
    expect(await rowsOfUser()).toHaveLength(1);
  });

  it('carries an ETag: 304 while nothing changed, 412 for those who saw something else', async () => {
    const { headers } = await put(ADA).expect(200);
    const seen = String(headers['etag']);
    await app.as('user').get('/profiles/me').set('if-none-match', seen).expect(304);
    await patch({ first_name: 'Augusta' }).set('if-match', seen).expect(200);
    const { body } = await patch({ first_name: 'Annabella' }).set('if-match', seen).expect(412);
    expect(body.type).toBe('/problems/stale');
    await put({}).set('if-match', seen).expect(412);
    await app.as('user').get('/profiles/me').set('if-none-match', seen).expect(200);
    expect(await own()).toMatchObject({ first_name: 'Augusta' });
  });

  it('is for those who have signed in', async () => {
    for (const method of ['get', 'put', 'patch'] as const) {
      await app.as()[method]('/profiles/me').expect(401);
    }
  });
});

describe('/profiles/users/{id}', () => {
  it('is the same as one’s own for one’s own id', async () => {
    const { body } = await app.as('user').patch(`/profiles/users/${USER}`).send(ADA).expect(200);
    expect(body).toMatchObject(ADA);
    expect((await app.as('user').get(`/profiles/users/${USER}`).expect(200)).body).toEqual(await own());
  });

  it.each(['user', 'cashier', 'moderator'] as const)(
    'is closed to a %s, and does not tell whether there is such an account',
    async (group) => {
      await app.as('admin').patch('/profiles/me').send({ first_name: 'Secret' }).expect(200);
      const client = app.as(group);
      const refusals = [];
      for (const id of [ADMIN, NOBODY]) {
        refusals.push(
          await client.get(`/profiles/users/${id}`),
          await client.patch(`/profiles/users/${id}`).send({ first_name: 'Mallory' }),
        );
      }
      for (const { status, body } of refusals) {
        expect([status, body.type, body.detail]).toEqual([
          403,
          '/problems/forbidden',
          "Another user's profile is for administrators.",
        ]);
      }
      expect(await own('admin')).toMatchObject({ first_name: 'Secret' });
    },
  );

  it('is open to an administrator, who finds no account where there is none', async () => {
    await put(ADA).expect(200);
    const admin = app.as('admin');
    expect((await admin.get(`/profiles/users/${USER}`).expect(200)).body).toEqual(await own());
    await admin.patch(`/profiles/users/${USER}`).send({ info: null }).expect(200);
    expect(await own()).toMatchObject({ ...ADA, info: null });
    await admin.get(`/profiles/users/${NOBODY}`).expect(404);
    await admin.patch(`/profiles/users/${NOBODY}`).send(ADA).expect(404);
  });

  it.each(['0', '-1', 'abc', '1.5', '2147483648', '1%00'])('refuses the id %s', async (id) => {
    const { body } = await app.as('admin').get(`/profiles/users/${id}`).expect(422);
    expect(body.errors).toMatchObject([{ field: 'id' }]);
  });

  it('writes to the audit log what an administrator changed of another’s', async () => {
    await put(ADA).expect(200);
    const change = { first_name: 'Augusta', country: 'UA', info: null };
    await app.as('admin').patch(`/profiles/users/${USER}`).send(change).expect(200);
    await app.as('admin').patch(`/profiles/users/${USER}`).send(change).expect(200);
    const entries = await app.database.query('SELECT actor_id, action, target, before, after FROM audit_log');
    expect(entries).toEqual([
      {
        actor_id: ADMIN,
        action: 'profile.update',
        target: `user:${USER}`,
        before: { first_name: 'Ada', info: ADA.info },
        after: { first_name: 'Augusta', info: null },
      },
    ]);
  });

  it('writes nothing to the audit log of what people change of their own', async () => {
    await put(ADA).expect(200);
    await app.as('admin').patch(`/profiles/users/${ADMIN}`).send(ADA).expect(200);
    expect(await app.database.query('SELECT 1 FROM audit_log')).toEqual([]);
  });
});

describe('ProfilesService', () => {
  it('tells what others see of people, whether they have a profile or not', async () => {
    await put(ADA).expect(200);
    expect(await app.get(ProfilesService).displayOf([NOBODY, USER, ADMIN, USER])).toEqual(
      new Map([
        [NOBODY, { display_name: `Viewer ${NOBODY}`, avatar_url: null }],
        [USER, { display_name: 'Ada L.', avatar_url: null }],
        [ADMIN, { display_name: `Viewer ${ADMIN}`, avatar_url: null }],
      ]),
    );
    expect(await app.get(ProfilesService).displayOf([])).toEqual(new Map());
  });

  it('tells what a sale may depend on', async () => {
    const profiles = app.get(ProfilesService);
    expect(await profiles.buyerFacts(USER)).toEqual({ dateOfBirth: null, country: null });
    await put(ADA).expect(200);
    expect(await profiles.buyerFacts(USER)).toEqual({ dateOfBirth: '1990-12-10', country: 'UA' });
  });
});
