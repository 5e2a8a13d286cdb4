import { createTestApp, type TestApp } from '../../support/test-app.js';

const DAY = 86_400_000;
const NAME = 'must be 1 to 100 visible characters on one line; null takes it away';
const INFO =
  'must be text of 1 to 2000 characters, without control characters other than line breaks; null takes it away';
const DATE = 'must be a day of the calendar as YYYY-MM-DD, such as 1990-12-10';
const COUNTRY = 'must be a two-letter code of ISO 3166, such as UA';
const GENDER = 'must be man or woman; null takes it away';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const patch = (body: object) => app.as('user').patch('/profiles/me').send(body);

/** What is said of the one wrong field. */
async function messageFor(field: string, value: unknown): Promise<unknown> {
  const { body } = await patch({ [field]: value }).expect(422);
  expect(body.errors).toEqual([{ field, message: expect.any(String) }]);
  return (body as { errors: { message: string }[] }).errors[0]?.message;
}

describe('PATCH /profiles/me', () => {
  it.each(['first_name', 'last_name', 'info'])('refuses a %s with half a character', async (field) => {
    expect(await messageFor(field, 'half \ud800')).toBe('must not contain half a character');
  });

  it.each(['first_name', 'last_name'])('refuses a %s that is none', async (field) => {
    const wrong = [
      '',
      '   ',
      'x'.repeat(101),
      '\uFE0F'.repeat(101),
      '\u200B\u200D',
      'two\nlines',
      'two\u2028lines',
      'bell\u0007',
      'turned\u202Earound',
      7,
      true,
      {},
      ['Ada'],
    ];
    for (const value of wrong) expect([value, await messageFor(field, value)]).toEqual([value, NAME]);
  });

  it('counts every sign that the database counts', async () => {
    expect(await messageFor('first_name', 'x\uFE0F'.repeat(51))).toBe(NAME);
    await patch({ first_name: 'x\uFE0F'.repeat(50) }).expect(200);
  });

  it('refuses info that is no text', async () => {
    const wrong = ['', ' \n ', 'x'.repeat(2001), '🎬'.repeat(2001), 'a\u001bb', 'a\tb', 'a\u009fb', 7, {}];
    for (const value of wrong) expect([value, await messageFor('info', value)]).toEqual([value, INFO]);
  });

  it.each(['first_name', 'gender', 'date_of_birth', 'country', 'info'])(
    'refuses NUL in %s',
    async (field) => {
      expect(await messageFor(field, 'a\0b')).toBe('must not contain the NUL character');
    },
  );

  it.each(['', 'Man', 'other', 'man ', 1, false, ['man']])('refuses the gender %j', async (gender) => {
    expect(await messageFor('gender', gender)).toBe(GENDER);
  });

  it.each(['', 'XX', 'UKR', 'U', 'Ukraine', '804', 804, ['UA'], {}])(
    'refuses the country %j',
    async (country) => {
      expect(await messageFor('country', country)).toBe(COUNTRY);
    },
  );

  it.each([
    '2023-02-30',
    '2023-02-29',
    '1990-13-01',
    '1990-1-1',
    '10.12.1990',
    '1990-12-10T00:00:00Z',
    '',
    'x',
    7,
  ])('refuses %j as a day of birth', async (date) => {
    expect(await messageFor('date_of_birth', date)).toBe(DATE);
  });

  it.each([
    ['before 1900', '1899-12-31'],
    ['in the first year of all', '0001-01-01'],
    ['tomorrow', new Date(Date.now() + DAY).toISOString().slice(0, 10)],
    ['in a thousand years', '3026-01-01'],
  ])('refuses somebody who is born %s', async (_when, date) => {
    expect(await messageFor('date_of_birth', date)).toBe('must be a day from 1900-01-01 to today');
  });

  it.each(['id', 'user_id', 'avatar', 'avatar_url', 'display_name', 'email', 'group', 'updated_at'])(
    'refuses to set %s',
    async (field) => {
      expect(await messageFor(field, 4)).toBe(
        'is not known here; known are country, date_of_birth, first_name, gender, info, last_name',
      );
    },
  );

  it('names every wrong field at once and changes nothing', async () => {
    await app.as('user').put('/profiles/me').send({ first_name: 'Ada' }).expect(200);
    const { body } = await patch({ first_name: 'Eve', country: 'XX', gender: 'x', extra: 1 }).expect(422);
    expect((body as { errors: { field: string }[] }).errors.map(({ field }) => field).sort()).toEqual([
      'country',
      'extra',
      'gender',
    ]);
    const { body: after } = await app.as('user').get('/profiles/me').expect(200);
    expect(after).toMatchObject({ first_name: 'Ada' });
  });
});

describe.each(['put', 'patch'] as const)('%s /profiles/me', (method) => {
  it('refuses what is no JSON object', async () => {
    const send = () => app.as('user')[method]('/profiles/me');
    for (const body of ['{', '[]', '"Ada"', 'null', '7']) {
      await send().set('content-type', 'application/json').send(body).expect(400);
    }
    await send().set('content-type', 'text/plain').send('Ada').expect(415);
  });
});
