import { aMovie, aTerm, next } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

interface Item {
  id: number;
  name: string;
  movie_count: number;
}

describe.each(['genres', 'stars', 'directors', 'certifications'] as const)('%s', (table) => {
  const kind = table.slice(0, -1);
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  const film = (name: string) =>
    aMovie(app, table === 'certifications' ? { certification: name } : { [table]: [name] });

  it('are added, read, renamed and deleted', async () => {
    const created = await app.as('moderator').post(`/${table}`).send({ name: ' Noir ' }).expect(201);
    const path = `/${table}/${created.body.id}`;

    expect(created.body).toEqual({ id: created.body.id, name: 'Noir', movie_count: 0 });
    expect(created.headers['location']).toBe(path);
    await app.as('moderator').patch(path).send({ name: 'Film noir' }).expect(200);
    expect((await app.as().get(path).expect(200)).body).toEqual({ ...created.body, name: 'Film noir' });
    await app.as('moderator').delete(path).expect(204);
    await app.as().get(path).expect(404);
    await app.as('moderator').delete(path).expect(404);
  });

  it('have unique names, whatever their case', async () => {
    const taken = await aTerm(app, table, `Unique ${next()}`);
    const other = await aTerm(app, table);

    const again = await app
      .as('moderator')
      .post(`/${table}`)
      .send({ name: taken.name.toUpperCase() })
      .expect(409);

    expect(again.body).toMatchObject({ type: '/problems/name-taken', status: 409 });
    await app
      .as('moderator')
      .patch(`/${table}/${other.id}`)
      .send({ name: taken.name.toLowerCase() })
      .expect(409);
    await app
      .as('moderator')
      .patch(`/${table}/${taken.id}`)
      .send({ name: taken.name.toUpperCase() })
      .expect(200);
  });

  it('get one of several equal names that come at once', async () => {
    const name = `Race ${next()}`;

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => app.as('moderator').post(`/${table}`).send({ name })),
    );

    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  it('are listed by name with the number of their films, and found by part of the name', async () => {
    const tag = `Zz${next()}`;
    for (const name of [`${tag} Éclair`, `${tag} beta`, `${tag} Alpha`]) await aTerm(app, table, name);
    await film(`${tag} beta`);

    const found = await app.as().get(`/${table}`).query({ q: tag.toLowerCase() }).expect(200);
    const byCount = await app
      .as()
      .get(`/${table}`)
      .query({ q: tag, sort: '-movie_count,name', per_page: 1 })
      .expect(200);

    expect((found.body.items as Item[]).map((item) => [item.name, item.movie_count])).toEqual([
      [`${tag} Alpha`, 0],
      [`${tag} beta`, 1],
      [`${tag} Éclair`, 0],
    ]);
    expect(byCount.body).toMatchObject({ total_items: 3, total_pages: 3, items: [{ name: `${tag} beta` }] });
    expect(
      (
        await app
          .as()
          .get(`/${table}`)
          .query({ q: `${tag} eclair` })
      ).body.total_items,
    ).toBe(1);
    expect((await app.as().get(`/${table}`).query({ q: '%' })).body.total_items).toBe(0);
  });

  it('lead to their films, which can be filtered and sorted like all', async () => {
    const name = `Leads ${next()}`;
    const older = await aMovie(app, {
      year: 1950,
      ...(table === 'certifications' ? { certification: name } : { [table]: [name] }),
    });
    const newer = await aMovie(app, {
      year: 2020,
      ...(table === 'certifications' ? { certification: name } : { [table]: [name] }),
    });
    const id = (await app.as().get(`/${table}`).query({ q: name })).body.items[0].id as number;

    const films = await app.as().get(`/${table}/${id}/movies?sort=year`).expect(200);
    const filtered = await app.as().get(`/${table}/${id}/movies?year_from=2000`).expect(200);

    expect((films.body.items as { uuid: string }[]).map((item) => item.uuid)).toEqual([
      older.uuid,
      newer.uuid,
    ]);
    expect((filtered.body.items as { uuid: string }[]).map((item) => item.uuid)).toEqual([newer.uuid]);
    await app.as().get(`/${table}/2000000000/movies`).expect(404);
  });

  it('cannot be deleted while films carry them', async () => {
    const name = `Used ${next()}`;
    const carrier = await film(name);
    const id = (await app.as().get(`/${table}`).query({ q: name })).body.items[0].id as number;

    const refused = await app.as('moderator').delete(`/${table}/${id}`).expect(409);

    expect(refused.body).toMatchObject({ type: '/problems/in-use', movie_count: 1 });
    expect(refused.body.detail).toBe(`1 film carries the ${kind} "${name}".`);
    if (table === 'certifications') {
      await app.as('moderator').delete(`/${table}/${id}?force=true`).expect(409);
    } else {
      await app.as('moderator').delete(`/${table}/${id}?force=true`).expect(204);
      expect((await app.as().get(`/movies/${carrier.uuid}`)).body[table]).toEqual([]);
    }
  });

  it('keep editors from overwriting each other', async () => {
    const term = await aTerm(app, table);
    const etag = (await app.as().get(`/${table}/${term.id}`)).headers['etag'] as string;

    await app
      .as('moderator')
      .patch(`/${table}/${term.id}`)
      .set('if-match', etag)
      .send({ name: `New ${next()}` })
      .expect(200);

    await app
      .as('moderator')
      .patch(`/${table}/${term.id}`)
      .set('if-match', etag)
      .send({ name: 'Late' })
      .expect(412);
    await app.as('moderator').delete(`/${table}/${term.id}`).set('if-match', etag).expect(412);
  });

  it('refuse what is not a name', async () => {
    for (const body of [
      {},
      { name: '' },
      { name: '   ' },
      { name: null },
      { name: 7 },
      { name: 'x'.repeat(101) },
      { name: 'a\0b' },
      { name: '㌖'.repeat(100) },
    ]) {
      const refused = await app.as('moderator').post(`/${table}`).send(body).expect(422);
      expect(refused.body.errors[0].field).toBe('name');
    }
    const unknown = await app.as('moderator').post(`/${table}`).send({ name: 'Fine', id: 1 }).expect(422);
    expect(unknown.body.errors).toEqual([{ field: 'id', message: 'is not known here; known are name' }]);
    await app.as().get(`/${table}/abc`).expect(422);
    await app.as().get(`/${table}/0`).expect(422);
    await app.as().get(`/${table}/99999999999`).expect(422);
  });

  it('are written by moderators only', async () => {
    const term = await aTerm(app, table);

    await app.as().post(`/${table}`).send({ name: 'No' }).expect(401);
    await app.as('user').post(`/${table}`).send({ name: 'No' }).expect(403);
    await app.as('cashier').patch(`/${table}/${term.id}`).send({ name: 'No' }).expect(403);
    await app.as('cashier').delete(`/${table}/${term.id}`).expect(403);
    await app.as('admin').delete(`/${table}/${term.id}`).expect(204);
  });
});
