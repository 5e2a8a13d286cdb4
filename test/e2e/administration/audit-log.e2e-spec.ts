import type {
  AuditEntryPage,
  AuditEntryResponse,
} from '../../../src/modules/administration/audit/audit-entry.dto.js';
import { aMovie, aTerm, next } from '../../support/factories.js';
import { aRow, aTable, uploadFilms } from '../../support/imports.js';
import { aPerson, signIn, withToken } from '../../support/people.js';
import { anImage, uploadPoster } from '../../support/posters.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const [MODERATOR, ADMIN] = [
  { id: 3, email: 'moderator@test.example' },
  { id: 4, email: 'admin@test.example' },
];

describe('the audit log', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  beforeEach(() => app.database.query('DELETE FROM audit_log'));
  afterAll(() => app.close());

  const list = async (query: Record<string, unknown> | string = {}): Promise<AuditEntryPage> =>
    (await app.as('admin').get('/admin/audit-log').query(query).expect(200)).body as AuditEntryPage;
  const enter = async (entry: {
    actor?: number;
    action?: string;
    target?: string;
    at?: string;
  }): Promise<void> => {
    const { actor = null, action = 'user.activate', target = 'user:1', at = '2026-03-01' } = entry;
    await app.database.query(
      'INSERT INTO audit_log (actor_id, action, target, created_at) VALUES ($1, $2, $3, $4)',
      [actor, action, target, at],
    );
  };
  const only = async (query: Record<string, unknown> = {}): Promise<AuditEntryResponse | undefined> => {
    const page = await list(query);
    expect(page.items).toHaveLength(1);
    return page.items[0];
  };

  it('says who did what to what, before and after, and in which request', async () => {
    const person = await aPerson(app);
    const began = Date.now();

    await app
      .as('admin')
      .patch(`/admin/users/${person.id}/group`)
      .set('x-request-id', 'the-request')
      .send({ group: 'cashier' })
      .expect(200);

    const page = await list();
    expect(page).toEqual({
      items: [
        {
          id: expect.any(Number) as number,
          action: 'user.change-group',
          actor: ADMIN,
          target: `user:${person.id}`,
          before: { group: 'user' },
          after: { group: 'cashier' },
          request_id: 'the-request',
          created_at: expect.any(String) as string,
        },
      ],
      page: 1,
      per_page: 20,
      total_items: 1,
      total_pages: 1,
      prev_page: null,
      next_page: null,
    });
    const at = Date.parse(page.items[0]?.created_at ?? '');
    expect(at).toBeGreaterThan(began - 1_000);
    expect(at).toBeLessThan(Date.now() + 1_000);
  });

  it('still says that somebody did it whose account was deleted since, and nothing of the person', async () => {
    const person = await aPerson(app, 'admin');
    await enter({ actor: person.id });
    const { access_token: token } = await signIn(app, person);
    await withToken(app, token).delete('/accounts/me').send({ password: person.password }).expect(204);

    const email = `deleted-${person.id}@deleted.invalid`;
    expect((await only({ actor_id: person.id }))?.actor).toEqual({ id: person.id, email });
  });

  it('has the newest first, also what the program did itself', async () => {
    await enter({ action: 'a', at: '2026-03-02' });
    await enter({ action: 'b', at: '2026-03-03', actor: 4 });
    await enter({ action: 'c', at: '2026-03-01' });
    const actions = async (sort?: string): Promise<string[]> =>
      (await list(sort === undefined ? {} : { sort })).items.map((item) => item.action);

    expect(await actions()).toEqual(['b', 'a', 'c']);
    expect(await actions('created_at')).toEqual(['c', 'a', 'b']);
    expect((await list()).items.map((item) => item.actor)).toEqual([ADMIN, null, null]);
    expect((await list()).items[1]).toMatchObject({ before: null, after: null, request_id: null });
  });

  it('is filtered by actor, action, target and time, and by all of them at once', async () => {
    await enter({ actor: 3, action: 'movie.update', target: 'movie:x', at: '2026-03-01T00:00:00Z' });
    await enter({ actor: 4, action: 'movie.update', target: 'movie:x', at: '2026-03-02T23:59:59.999Z' });
    await enter({ actor: 4, action: 'movie.delete', target: 'movie:x', at: '2026-03-03T12:00:00Z' });
    await enter({ actor: 4, action: 'user.activate', target: 'user:17', at: '2026-03-04T12:00:00Z' });
    const count = async (query: Record<string, unknown> | string): Promise<number> => {
      const page = await list(query);
      expect(page.items).toHaveLength(page.total_items);
      return page.total_items;
    };

    expect(await count({ actor_id: 4 })).toBe(3);
    expect(await count('actor_id=4&actor_id=3')).toBe(4);
    expect(await count({ actor_id: 2 })).toBe(0);
    expect(await count({ action: 'movie.update' })).toBe(2);
    expect(await count('action=movie.update&action=movie.delete')).toBe(3);
    expect(await count({ action: 'movie' })).toBe(0);
    expect(await count({ target: 'movie:x' })).toBe(3);
    expect(await count({ target: 'user:1' })).toBe(0);
    expect(await count('target=user:17&target=movie:x')).toBe(4);
    expect(await count({ from: '2026-03-01', to: '2026-03-02' })).toBe(2);
    expect(await count({ from: '2026-03-03T12:00:00Z' })).toBe(2);
    expect(await count({ to: '2026-03-03T11:59:59Z' })).toBe(2);
    expect(
      await count({
        actor_id: 4,
        action: 'movie.update',
        target: 'movie:x',
        from: '2026-03-02',
        to: '2026-03-02',
      }),
    ).toBe(1);
    expect(await count({ actor_id: 3, action: 'movie.delete' })).toBe(0);
  });

  it('can be walked without a gap, though many entries are of one moment', async () => {
    for (let n = 0; n < 8; n += 1) await enter({ actor: 4, action: `step.${n}` });
    const found: string[] = [];
    for (let at: string | null = '/admin/audit-log?actor_id=4&per_page=3'; at !== null;) {
      const page = (await app.as('admin').get(at).expect(200)).body as AuditEntryPage;
      expect(page.total_items).toBe(8);
      found.push(...page.items.map((item) => item.action));
      at = page.next_page;
    }

    expect(found).toEqual([7, 6, 5, 4, 3, 2, 1, 0].map((n) => `step.${n}`));
  });

  it.each([
    ['actor_id=abc', 'actor_id'],
    ['actor_id=0', 'actor_id'],
    ['actor_id=4294967297', 'actor_id'],
    ['actor_id=', 'actor_id'],
    ['action=', 'action'],
    [`action=${'x'.repeat(61)}`, 'action'],
    ['target=', 'target'],
    [`target=${'x'.repeat(101)}`, 'target'],
    ['target=a%00', 'target'],
    ['from=today', 'from'],
    ['to=2026-13-01', 'to'],
    ['to=2026-11-21T18:00:00', 'to'],
    ['from=2026-03-02&to=2026-03-01', 'from'],
    ['sort=action', 'sort'],
    ['page=x', 'page'],
    ['bookmark=x', 'bookmark'],
    ['actor=4', 'actor'],
  ])('refuses ?%s, naming the parameter', async (query, field) => {
    const refused = await app.as('admin').get(`/admin/audit-log?${query}`).expect(422);

    expect((refused.body as { errors: { field: string }[] }).errors.map((error) => error.field)).toEqual([
      field,
    ]);
  });

  describe('of the catalogue', () => {
    it('has a new film as it was entered', async () => {
      const movie = await aMovie(app, { stars: ['Zoe Last', 'Amy First'], gross: 12.5 });

      expect(await only({ target: `movie:${movie.uuid}` })).toMatchObject({
        action: 'movie.create',
        actor: MODERATOR,
        before: null,
        after: {
          name: movie.name,
          price: '9.99',
          gross: 12.5,
          certification: 'PG',
          stars: ['Zoe Last', 'Amy First'],
          genres: ['Drama'],
          sale_from: null,
        },
      });
    });

    it('has what an edit changed, and nothing else', async () => {
      const movie = await aMovie(app, { stars: ['Old Star'], year: 1999, certification: 'PG' });
      await app
        .as('admin')
        .patch(`/movies/${movie.uuid}`)
        .send({ year: 2000, price: '5.00', stars: ['New Star'], certification: 'R', genres: ['Drama'] })
        .expect(200);

      expect(await only({ action: 'movie.update', target: `movie:${movie.uuid}` })).toMatchObject({
        actor: ADMIN,
        before: { year: 1999, price: '9.99', stars: ['Old Star'], certification: 'PG' },
        after: { year: 2000, price: '5.00', stars: ['New Star'], certification: 'R' },
      });
      const entry = await only({ action: 'movie.update' });
      expect(Object.keys(entry?.after ?? {}).sort()).toEqual(['certification', 'price', 'stars', 'year']);
    });

    it('has nothing of an edit that changed nothing, or failed', async () => {
      const movie = await aMovie(app, { year: 1999 });
      const other = await aMovie(app);
      await app.database.query('DELETE FROM audit_log');

      await app.as('moderator').patch(`/movies/${movie.uuid}`).send({ year: 1999 }).expect(200);
      await app.as('moderator').patch(`/movies/${movie.uuid}`).send({ year: 1 }).expect(422);
      await app
        .as('moderator')
        .patch(`/movies/${movie.uuid}`)
        .set('if-match', '"0"')
        .send({ year: 2000 })
        .expect(412);
      const { name, year, time } = other;
      await app.as('moderator').patch(`/movies/${movie.uuid}`).send({ name, year, time }).expect(409);

      expect((await list()).items).toEqual([]);
    });

    it('has what a deleted film was', async () => {
      const movie = await aMovie(app);
      await app.as('moderator').delete(`/movies/${movie.uuid}`).expect(204);

      expect(await only({ action: 'movie.delete' })).toMatchObject({
        target: `movie:${movie.uuid}`,
        actor: MODERATOR,
        before: { name: movie.name, year: movie.year, stars: ['Ada Actor', 'Bo Player'] },
        after: null,
      });
    });

    it.each(['genres', 'stars', 'directors', 'certifications'] as const)(
      'has changes of %s',
      async (table) => {
        const kind = table.slice(0, -1);
        const term = await aTerm(app, table);
        const name = `Name ${next()}`;
        await app.as('moderator').patch(`/${table}/${term.id}`).send({ name }).expect(200);
        await app.as('moderator').patch(`/${table}/${term.id}`).send({ name }).expect(200);
        await app.as('admin').delete(`/${table}/${term.id}`).expect(204);

        const { items } = await list({ target: `${kind}:${term.id}`, sort: 'created_at' });
        expect(items.map(({ action, actor, before, after }) => [action, actor?.id, before, after])).toEqual([
          [`${kind}.create`, 3, null, { name: term.name }],
          [`${kind}.rename`, 3, { name: term.name }, { name }],
          [`${kind}.delete`, 4, { name, movie_count: 0 }, null],
        ]);
      },
    );

    it('has posters that came and went', async () => {
      const movie = await aMovie(app);
      await uploadPoster(app, movie.uuid, await anImage(200, 300)).expect(200);
      await app.as('moderator').delete(`/movies/${movie.uuid}/poster`).expect(204);
      await app.as('moderator').delete(`/movies/${movie.uuid}/poster`).expect(204);

      const poster = expect.any(String) as string;
      const replaced = await only({ target: `movie:${movie.uuid}`, action: 'poster.replace' });
      expect(replaced).toMatchObject({
        actor: MODERATOR,
        before: { poster: null },
        after: { poster },
        request_id: expect.any(String) as string,
      });
      expect(await only({ target: `movie:${movie.uuid}`, action: 'poster.remove' })).toMatchObject({
        before: replaced?.after,
        after: { poster: null },
      });
    });

    it('has imports that were started', async () => {
      const { body } = await uploadFilms(app, aTable(aRow()), { price_rule: 'else:4.99' }).expect(202);
      await uploadFilms(app, aTable(aRow()), { price_rule: 'cheap' }).expect(422);

      expect(await only({ action: 'import.start' })).toMatchObject({
        actor: MODERATOR,
        target: `import:${(body as { id: number }).id}`,
        before: null,
        after: { price_rule: 'else:4.99', mapping: {} },
        request_id: expect.any(String) as string,
      });
    });
  });
});
