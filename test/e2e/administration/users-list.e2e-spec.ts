import type { UserPage, UserResponse } from '../../../src/modules/administration/users/user.dto.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

interface NewUser {
  email: string;
  group?: string;
  isActive?: boolean;
  activated?: boolean;
  createdAt?: string;
  deleted?: boolean;
}

describe('the list of accounts', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  beforeEach(() => app.database.query('DELETE FROM users WHERE id > 4'));
  afterAll(() => app.close());

  const enter = async (user: NewUser): Promise<number> => {
    const { email, group = 'user', isActive = true, activated = isActive, createdAt, deleted = false } = user;
    const [row] = await app.database.query<{ id: number }>(
      `INSERT INTO users (email, hashed_password, is_active, activated_at, group_id, created_at, deleted_at)
       SELECT $1, 'the-hash', $2, CASE WHEN $3 THEN '2026-02-01T10:00:00Z'::timestamptz END, id, coalesce($4, now()),
         CASE WHEN $5 THEN now() END
       FROM user_groups WHERE name = $6 RETURNING id`,
      [email, isActive, activated, createdAt, deleted, group],
    );
    return row?.id ?? 0;
  };
  const list = async (query: Record<string, unknown> | string): Promise<UserPage> =>
    (await app.as('admin').get('/admin/users').query(query).expect(200)).body as UserPage;
  const emails = (page: UserPage): string[] => page.items.map((item) => item.email);

  it('shows each with group and status, and never the hash', async () => {
    const createdAt = '2026-01-31T09:00:00.000Z';
    const pending = await enter({ email: 'P@mail.example', isActive: false, createdAt });
    const active = await enter({ email: 'a@mail.example', group: 'cashier', createdAt });
    const closed = await enter({ email: 'c@mail.example', isActive: false, activated: true, createdAt });

    const answer = await app.as('admin').get('/admin/users?q=@mail.example&sort=id').expect(200);

    const activated_at = '2026-02-01T10:00:00.000Z';
    const common = { group: 'user', is_active: false, created_at: createdAt, activated_at };
    expect(answer.body).toEqual({
      items: [
        { ...common, id: pending, email: 'P@mail.example', status: 'pending', activated_at: null },
        {
          ...common,
          id: active,
          email: 'a@mail.example',
          group: 'cashier',
          is_active: true,
          status: 'active',
        },
        { ...common, id: closed, email: 'c@mail.example', status: 'deactivated' },
      ],
      page: 1,
      per_page: 20,
      total_items: 3,
      total_pages: 1,
      prev_page: null,
      next_page: null,
    });
    const one = await app.as('admin').get(`/admin/users/${active}`).expect(200);
    expect(one.body).toEqual((answer.body as UserPage).items[1]);
  });

  it('leaves out who deleted the account', async () => {
    const gone = await enter({ email: 'gone@mail.example', isActive: false, deleted: true });

    expect((await list({ q: 'mail.example' })).total_items).toBe(0);
    expect((await list({ q: String(gone) })).items).toEqual([]);
    expect((await list({})).total_items).toBe(4);
    const one = await app.as('admin').get(`/admin/users/${gone}`).expect(404);
    expect(one.body).toMatchObject({ type: '/problems/not-found' });
  });

  it('finds a part of the e-mail, whatever its case', async () => {
    for (const email of ['Ada.Lovelace@mail.example', 'grace@mail.example', 'ada@post.example'])
      await enter({ email });

    expect(emails(await list({ q: 'aDa', sort: 'email' }))).toEqual([
      'Ada.Lovelace@mail.example',
      'ada@post.example',
    ]);
    expect(emails(await list({ q: ' LOVELACE@MAIL ' }))).toEqual(['Ada.Lovelace@mail.example']);
    expect(emails(await list({ q: 'nobody' }))).toEqual([]);
    expect((await list({ q: '' })).total_items).toBe(7);
  });

  it('takes %, _ and \\ for themselves', async () => {
    for (const email of ['a_b@mail.example', 'a%b@mail.example', 'a\\b@mail.example', 'axb@mail.example'])
      await enter({ email });

    expect(emails(await list({ q: 'a_b' }))).toEqual(['a_b@mail.example']);
    expect(emails(await list({ q: 'a%b' }))).toEqual(['a%b@mail.example']);
    expect(emails(await list({ q: 'a\\b' }))).toEqual(['a\\b@mail.example']);
    expect((await list({ q: '%' })).total_items).toBe(1);
  });

  it('finds an id as well, when q is a number', async () => {
    const id = await enter({ email: 'by-id@mail.example' });
    await enter({ email: `x${id}x@mail.example` });

    expect(emails(await list({ q: String(id), per_page: '100' }))).toEqual(
      expect.arrayContaining(['by-id@mail.example', `x${id}x@mail.example`]),
    );
    expect((await list({ q: '99999999999999999999' })).total_items).toBe(0);
    expect((await list({ q: '4294967297' })).total_items).toBe(0);
    expect((await list({ q: '0' })).total_items).toBe(0);
  });

  it('combines its filters', async () => {
    await enter({ email: 'one@mail.example', group: 'cashier' });
    await enter({ email: 'two@mail.example', group: 'cashier', isActive: false });
    await enter({ email: 'three@mail.example', group: 'moderator' });
    await enter({ email: 'four@post.example', group: 'cashier' });
    const q = '@mail';

    expect(emails(await list({ q, group: 'cashier', is_active: true }))).toEqual(['one@mail.example']);
    expect(emails(await list({ q, group: 'cashier', is_active: false }))).toEqual(['two@mail.example']);
    expect(emails(await list({ q, group: ['cashier', 'moderator'], sort: 'id' }))).toEqual([
      'one@mail.example',
      'two@mail.example',
      'three@mail.example',
    ]);
    expect((await list('group=cashier&group=cashier')).total_items).toBe(4);
    expect((await list({ group: 'admin' })).total_items).toBe(1);
  });

  it('is limited to days, both ends included, and to moments', async () => {
    const at = {
      first: '2026-03-01T00:00:00Z',
      last: '2026-03-02T23:59:59.999999Z',
      next: '2026-03-03T00:00:00Z',
    };
    for (const [name, createdAt] of Object.entries(at))
      await enter({ email: `${name}@mail.example`, createdAt });
    const found = async (query: object): Promise<string[]> =>
      emails(await list({ q: 'mail.example', sort: 'created_at', ...query })).map(
        (email) => email.split('@')[0] ?? '',
      );

    expect(await found({ created_from: '2026-03-01', created_to: '2026-03-02' })).toEqual(['first', 'last']);
    expect(await found({ created_from: '2026-03-02' })).toEqual(['last', 'next']);
    expect(await found({ created_to: '2026-03-01' })).toEqual(['first']);
    expect(
      await found({ created_from: '2026-03-02T23:59:59.999Z', created_to: '2026-03-02T23:59:59.999Z' }),
    ).toEqual(['last']);
    expect(
      await found({ created_from: '2026-03-01T02:00:00+02:00', created_to: '2026-03-01T02:00+02:00' }),
    ).toEqual(['first']);
    expect(await found({ created_from: '2026-03-03T00:00:00.001Z' })).toEqual([]);
  });

  it('is the newest first, or sorted as one likes', async () => {
    await enter({ email: 'Beta@mail.example', createdAt: '2026-03-01' });
    await enter({ email: 'alpha@mail.example', createdAt: '2026-03-03' });
    await enter({ email: 'gamma@mail.example', createdAt: '2026-03-02' });
    const names = async (sort?: string): Promise<string> =>
      emails(await list({ q: '@mail', ...(sort && { sort }) }))
        .map((email) => email.charAt(0))
        .join('');

    expect(await names()).toBe('agB');
    expect(await names('created_at')).toBe('Bga');
    expect(await names('email')).toBe('aBg');
    expect(await names('-email')).toBe('gBa');
    expect(await names('-id')).toBe('gaB');
  });

  it.each(['-created_at', 'email', '-id', 'created_at,-email'])(
    'by %s leads from page to page and back without a gap or a repetition',
    async (sort) => {
      for (let n = 0; n < 11; n += 1) {
        await enter({ email: `n${n}@mail.example`, createdAt: `2026-03-0${1 + (n % 2)}` });
      }
      const whole = emails(await list({ q: '@mail', sort, per_page: 100 }));
      const walk = async (start: string, link: 'next_page' | 'prev_page'): Promise<string[][]> => {
        const pages: string[][] = [];
        for (let at: string | null = start; at !== null;) {
          const page = (await app.as('admin').get(at).expect(200)).body as UserPage;
          pages.push(emails(page));
          at = page[link];
        }
        return pages;
      };

      const forwards = await walk(`/admin/users?q=@mail&sort=${sort}&per_page=3`, 'next_page');
      const backwards = await walk(`/admin/users?q=@mail&sort=${sort}&per_page=3&page=4`, 'prev_page');

      expect(forwards.map((page) => page.length)).toEqual([3, 3, 3, 2]);
      expect(forwards.flat()).toEqual(whole);
      expect(backwards.reverse()).toEqual(forwards);
    },
  );

  it.each([
    [`q=${'x'.repeat(255)}`, 'q'],
    ['q=a&q=b', 'q'],
    ['q=a%00b', 'q'],
    ['group=boss', 'group'],
    ['group=', 'group'],
    ['group=Admin', 'group'],
    ['group=user&group=boss', 'group'],
    ['is_active=1', 'is_active'],
    ['is_active=', 'is_active'],
    ['is_active=true&is_active=false', 'is_active'],
    ['created_from=yesterday', 'created_from'],
    ['created_from=', 'created_from'],
    ['created_from=2026-02-30', 'created_from'],
    ['created_to=2026-11-21T10:00:00', 'created_to'],
    ['created_to=9999-99-99', 'created_to'],
    ['created_to=2026-01-01&created_to=2026-01-02', 'created_to'],
    ['created_from=2026-03-02&created_to=2026-03-01', 'created_from'],
    ['created_from=2026-03-02T10:00:00Z&created_to=2026-03-02T09:59:59Z', 'created_from'],
    ['sort=group', 'sort'],
    ['sort=hashed_password', 'sort'],
    ['sort=email,email', 'sort'],
    ['page=0', 'page'],
    ['per_page=101', 'per_page'],
    ['bookmark=nonsense', 'bookmark'],
    [
      `bookmark=${Buffer.from('["-created_at","n","2026-02-30 00:00:00+00","1"]').toString('base64url')}`,
      'bookmark',
    ],
    [`sort=email&bookmark=${Buffer.from('["-email","n","a","1"]').toString('base64url')}`, 'bookmark'],
    ['email=ada', 'email'],
    ['hashed_password=x', 'hashed_password'],
  ])('is refused for ?%s, naming the parameter', async (query, field) => {
    const refused = await app.as('admin').get(`/admin/users?${query}`).expect(422);

    expect(refused.body).toMatchObject({ type: '/problems/validation-failed', instance: '/admin/users' });
    expect((refused.body as { errors: { field: string }[] }).errors.map((error) => error.field)).toEqual([
      field,
    ]);
  });

  it('says which values are allowed', async () => {
    const message = async (query: string): Promise<string> =>
      ((await app.as('admin').get(`/admin/users?${query}`)).body as { detail: string }).detail;

    expect(await message('group=boss')).toContain('one of user, cashier, moderator, admin');
    expect(await message('sort=group')).toContain('allowed are id, email, created_at');
    expect(await message('created_from=x')).toContain('a date (2026-11-21) or a time with its offset');
  });

  it.each(['abc', '0', '-1', '1.5', '99999999999'])('has no account %s: 422', async (id) => {
    const refused = await app.as('admin').get(`/admin/users/${id}`).expect(422);

    expect((refused.body as { errors: { field: string }[] }).errors[0]?.field).toBe('id');
    await app.as('admin').get('/admin/users/2000000000').expect(404);
  });

  it('says what the account itself says, too', async () => {
    const me = (await app.as('admin').get('/accounts/me').expect(200)).body as Partial<UserResponse>;

    expect((await app.as('admin').get(`/admin/users/${me.id}`).expect(200)).body).toMatchObject(me);
  });
});
