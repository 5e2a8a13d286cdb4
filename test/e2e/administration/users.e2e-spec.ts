import type { Group } from '../../../src/platform/auth/index.js';
import { next } from '../../support/factories.js';
import { aPerson, type Person, signIn, withToken } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

describe('what administrators do to accounts', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  beforeEach(() => app.database.query('DELETE FROM audit_log'));
  afterAll(() => app.close());

  const changeGroup = (id: number, group: unknown) =>
    app.as('admin').patch(`/admin/users/${id}/group`).send({ group });
  const act = (id: number, action: 'activate' | 'deactivate') =>
    app.as('admin').post(`/admin/users/${id}/${action}`);
  const waiting = async (): Promise<Person> => {
    const person = await aPerson(app);
    await app.database.query('UPDATE users SET is_active = false, activated_at = NULL WHERE id = $1', [
      person.id,
    ]);
    return person;
  };
  const entries = () =>
    app.database.query('SELECT actor_id, action, target, before, after FROM audit_log ORDER BY id');

  it.each<Group>(['cashier', 'moderator', 'admin', 'user'])(
    'a user can be put into the group %s',
    async (group) => {
      const { id, email } = await aPerson(app, group === 'user' ? 'cashier' : 'user');

      const answer = await changeGroup(id, group).expect(200);

      expect(answer.body).toMatchObject({ id, email, group, is_active: true, status: 'active' });
      expect((await app.as('admin').get(`/admin/users/${id}`)).body).toEqual(answer.body);
    },
  );

  it('a token gains and loses rights with the very next request', async () => {
    const person = await aPerson(app);
    const me = withToken(app, (await signIn(app, person)).access_token);
    const addGenre = (status: number) =>
      me
        .post('/genres')
        .send({ name: `Genre ${next()}` })
        .expect(status);
    await addGenre(403);

    await changeGroup(person.id, 'moderator').expect(200);
    await addGenre(201);

    await changeGroup(person.id, 'cashier').expect(200);
    await addGenre(403);
    expect((await me.get('/accounts/me').expect(200)).body).toMatchObject({ group: 'cashier' });
  });

  it('a token of a deactivated account is refused, and stays so when the account is opened again', async () => {
    const person = await aPerson(app);
    const tokens = await signIn(app, person);
    const me = withToken(app, tokens.access_token);
    await me.get('/accounts/me').expect(200);

    const closed = await act(person.id, 'deactivate').expect(200);

    expect(closed.body).toMatchObject({ id: person.id, is_active: false, status: 'deactivated' });
    await me.get('/accounts/me').expect(401);
    await app.as().post('/accounts/refresh').send({ refresh_token: tokens.refresh_token }).expect(401);
    const credentials = { email: person.email, password: person.password };
    const refused = await app.as().post('/accounts/login').send(credentials).expect(403);
    expect(refused.body).toMatchObject({ type: '/problems/deactivated' });

    expect((await act(person.id, 'activate').expect(200)).body).toMatchObject({ status: 'active' });
    await me.get('/accounts/me').expect(401);
    await withToken(app, (await signIn(app, person)).access_token)
      .get('/accounts/me')
      .expect(200);
  });

  it('an account that waits for its activation can be opened, and its owner is told', async () => {
    const person = await waiting();
    await app.database.query('DELETE FROM outbox');

    const opened = await act(person.id, 'activate').expect(200);

    expect(opened.body).toMatchObject({
      is_active: true,
      status: 'active',
      activated_at: expect.any(String) as string,
    });
    await signIn(app, person);
    expect(await app.database.query(`SELECT name FROM outbox`)).toEqual([{ name: 'send-mail' }]);
  });

  it('is given no rights while anybody may register it anew', async () => {
    const pending = await waiting();

    const answer = await app
      .as('admin')
      .patch(`/admin/users/${pending.id}/group`)
      .send({ group: 'moderator' });

    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ type: '/problems/not-confirmed' });
  });

  it('what is so already stays so, without an entry in the audit log', async () => {
    const { id } = await aPerson(app, 'cashier');
    const pending = await waiting();

    await changeGroup(id, 'cashier').expect(200);
    await act(id, 'activate').expect(200);
    expect((await act(pending.id, 'deactivate').expect(200)).body).toMatchObject({ status: 'pending' });

    expect(await entries()).toEqual([]);
  });

  it('each change is in the audit log, before and after', async () => {
    const { id } = await aPerson(app);

    await changeGroup(id, 'cashier').expect(200);
    await act(id, 'deactivate').expect(200);
    await act(id, 'activate').expect(200);

    const common = { actor_id: 4, target: `user:${id}` };
    expect(await entries()).toEqual([
      { ...common, action: 'user.change-group', before: { group: 'user' }, after: { group: 'cashier' } },
      { ...common, action: 'user.deactivate', before: { is_active: true }, after: { is_active: false } },
      { ...common, action: 'user.activate', before: { is_active: false }, after: { is_active: true } },
    ]);
  });

  it('the last active administrator can be neither demoted nor deactivated', async () => {
    const other = await aPerson(app, 'admin');
    await act(other.id, 'deactivate').expect(200);
    await app.database.query(`UPDATE users SET group_id = 1 WHERE group_id = 4 AND id <> ALL ($1)`, [
      [4, other.id],
    ]);
    await app.database.query('DELETE FROM audit_log');

    for (const refused of [
      await changeGroup(4, 'moderator').expect(409),
      await act(4, 'deactivate').expect(409),
    ]) {
      expect(refused.body).toMatchObject({
        type: '/problems/last-admin',
        detail: 'This is the last active administrator.',
      });
    }
    await changeGroup(other.id, 'user').expect(200);
    await changeGroup(4, 'admin').expect(200);
    expect(await entries()).toHaveLength(1);
    expect((await app.as('admin').get('/admin/users/4')).body).toMatchObject({
      group: 'admin',
      status: 'active',
    });
  });

  it.each([
    [{}, 'group'],
    [{ group: null }, 'group'],
    [{ group: '' }, 'group'],
    [{ group: 'boss' }, 'group'],
    [{ group: 'ADMIN' }, 'group'],
    [{ group: 4 }, 'group'],
    [{ group: ['admin'] }, 'group'],
    [{ group: { name: 'admin' } }, 'group'],
    [{ group: 'admin', is_active: true }, 'is_active'],
  ])('the body %j is refused, naming the field', async (body, field) => {
    const { id } = await aPerson(app);

    const refused = await app.as('admin').patch(`/admin/users/${id}/group`).send(body).expect(422);

    const [error] = (refused.body as { errors: { field: string; message: string }[] }).errors;
    expect(error?.field).toBe(field);
    if (field === 'group') expect(error?.message).toBe('must be one of user, cashier, moderator, admin');
    expect((await app.as('admin').get(`/admin/users/${id}`)).body).toMatchObject({ group: 'user' });
  });

  it('bodies that are no objects are malformed', async () => {
    for (const body of ['', '[]', '"admin"', '{"group": ']) {
      await app
        .as('admin')
        .patch('/admin/users/1/group')
        .set('content-type', 'application/json')
        .send(body)
        .expect(400);
    }
  });

  it('accounts that are not there are 404, ids that are none 422', async () => {
    const gone = await aPerson(app);
    await app.database.query(
      `UPDATE users SET is_active = false, deleted_at = now(), email = 'deleted-' || id WHERE id = $1`,
      [gone.id],
    );
    for (const [id, status] of [
      [2_000_000_000, 404],
      [gone.id, 404],
      ['abc', 422],
      [0, 422],
    ] as const) {
      await app.as('admin').patch(`/admin/users/${id}/group`).send({ group: 'user' }).expect(status);
      await app.as('admin').post(`/admin/users/${id}/activate`).expect(status);
      await app.as('admin').post(`/admin/users/${id}/deactivate`).expect(status);
    }
  });
});
