import { aPerson, signIn, withToken } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

interface Listed {
  items: { id: number; device: string; current: boolean }[];
}

describe('Sessions', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  const refresh = (token: string) => app.as().post('/accounts/refresh').send({ refresh_token: token });
  const me = async (token: string): Promise<number> =>
    (await withToken(app, token).get('/accounts/me')).status;
  const sessionsOf = async (token: string): Promise<Listed['items']> =>
    ((await withToken(app, token).get('/accounts/sessions').expect(200)).body as Listed).items;

  it('go on with a new pair of tokens for each refresh', async () => {
    const first = await signIn(app, await aPerson(app));
    const second = (await refresh(first.refresh_token).expect(200)).body as typeof first;
    const third = (await refresh(second.refresh_token).expect(200)).body as typeof first;

    expect(new Set([first, second, third].map((pair) => pair.refresh_token)).size).toBe(3);
    expect(await me(third.access_token)).toBe(200);
    expect(await sessionsOf(third.access_token)).toHaveLength(1);
  });

  it('end when a refresh token is used twice, for the thief and for the owner', async () => {
    const stolen = await signIn(app, await aPerson(app));
    const thief = (await refresh(stolen.refresh_token).expect(200)).body as typeof stolen;
    const owner = await refresh(stolen.refresh_token).expect(401);

    expect(owner.body).toMatchObject({ type: '/problems/invalid-refresh-token' });
    expect(await me(thief.access_token)).toBe(401);
    await refresh(thief.refresh_token).expect(401);
  });

  it('give one new pair when a refresh token is used many times at once, and then end', async () => {
    for (let round = 0; round < 5; round += 1) {
      const pair = await signIn(app, await aPerson(app));
      const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(pair.refresh_token)));

      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
      expect(await me(pair.access_token)).toBe(401);
    }
  });

  it('of other people are neither shown nor ended', async () => {
    const [mine, theirs] = [await signIn(app, await aPerson(app)), await signIn(app, await aPerson(app))];
    const [their] = await sessionsOf(theirs.access_token);

    await withToken(app, mine.access_token)
      .delete(`/accounts/sessions/${their?.id ?? 0}`)
      .expect(404);
    await withToken(app, mine.access_token)
      .post('/accounts/logout')
      .send({ refresh_token: theirs.refresh_token })
      .expect(401);

    expect(await sessionsOf(mine.access_token)).toHaveLength(1);
    expect(await me(theirs.access_token)).toBe(200);
  });

  it('are listed with device and address, the last used first, and end one by one or all but this', async () => {
    const person = await aPerson(app);
    const login = (agent: string) =>
      app
        .as()
        .post('/accounts/login')
        .set('user-agent', agent)
        .send({ email: person.email, password: person.password });
    const phone = (await login('Phone\u00e9 <b>1</b>')).body as { access_token: string };
    const desk = (await login('Desk')).body as { access_token: string };
    const sofa = (await login('Sofa')).body as { access_token: string };
    const listed = await sessionsOf(sofa.access_token);
    expect(listed.map(({ device, current }) => [device, current])).toEqual([
      ['Sofa', true],
      ['Desk', false],
      ['Phone <b>1</b>', false],
    ]);

    await withToken(app, sofa.access_token)
      .delete(`/accounts/sessions/${listed.at(-1)?.id ?? 0}`)
      .expect(204);
    expect(await me(phone.access_token)).toBe(401);
    expect(await me(desk.access_token)).toBe(200);

    await withToken(app, sofa.access_token).delete('/accounts/sessions').expect(204);
    expect(await me(desk.access_token)).toBe(401);
    expect(await me(sofa.access_token)).toBe(200);
  });

  it('live on in PostgreSQL as hashes only', async () => {
    const pair = await signIn(app, await aPerson(app));

    const rows = await app.database.query<{ row: string }>(
      `SELECT to_jsonb(r)::text AS row FROM refresh_tokens r UNION ALL SELECT to_jsonb(s)::text FROM sessions s
       UNION ALL SELECT to_jsonb(o)::text FROM outbox o`,
    );

    expect(rows.filter(({ row }) => row.includes(pair.refresh_token))).toEqual([]);
    expect(rows.filter(({ row }) => row.includes(pair.access_token))).toEqual([]);
  });
});

describe('Sessions of two instances', () => {
  it('end on both at once, with PostgreSQL alone', async () => {
    const one = await createTestApp();
    const other = await createTestApp({
      database: one.database,
      environment: { DATA_DIR: one.settings.dataDirectory },
    });
    try {
      const pair = await signIn(one, await aPerson(one));
      const statusOnOther = async (): Promise<number> =>
        (await withToken(other, pair.access_token).get('/accounts/me')).status;
      expect(await statusOnOther()).toBe(200);

      await withToken(one, pair.access_token)
        .post('/accounts/logout')
        .send({ refresh_token: pair.refresh_token })
        .expect(200);

      expect(await statusOnOther()).toBe(401);
    } finally {
      await other.close();
      await one.close();
    }
  });
});
