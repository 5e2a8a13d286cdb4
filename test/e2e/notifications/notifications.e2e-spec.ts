import { Transaction } from '../../../src/platform/database/index.js';
import { type NoticeKind, noticeKind, Notices } from '../../../src/platform/notices/index.js';
import { NotificationCleanup } from '../../../src/modules/notifications/inbox/notification-cleanup.task.js';
import { eventually } from '../../support/eventually.js';
import { aPerson, type Person, signIn, withToken } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const waved = noticeKind<{ to: string }>('test-wave', {
  label: 'Waves at you',
  title: (who) => `${who} waved`,
  body: ({ to }) => `at ${to}`,
});
const knocked = noticeKind<object>('test-knock', {
  label: 'Knocks',
  title: (who) => `${who} knocked`,
  body: () => '',
});

interface Listed {
  items: { id: number; kind: string; title: string; body: string; link: string; read_at: string | null }[];
  unread_count: number;
  total_items: number;
  next_page: string | null;
}

describe('Notifications', () => {
  let app: TestApp;
  let me: Person;
  let client: ReturnType<typeof withToken>;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '100' } });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    me = await aPerson(app);
    client = withToken(app, (await signIn(app, me)).access_token);
  });

  const tell = (kind: NoticeKind<{ to: string }>, by: number | null, subject = 'door:1'): Promise<void> =>
    app
      .get(Transaction)
      .run(() =>
        app.get(Notices).tell(kind, { to: me.id, by, subject, link: '/doors/1', facts: { to: 'the door' } }),
      );
  const list = async (query = ''): Promise<Listed> =>
    (await client.get(`/notifications${query}`).expect(200)).body as Listed;
  const until = (unread: number): Promise<Listed> =>
    eventually(async () => {
      const listed = await list();
      expect(listed.unread_count).toBe(unread);
      return listed;
    });
  const someone = async (firstName: string): Promise<number> => {
    const person = await aPerson(app);
    await app.database.query(
      `INSERT INTO user_profiles (user_id, first_name, last_name) VALUES ($1, $2, 'Lee')`,
      [person.id, firstName],
    );
    return person.id;
  };

  it('are empty at first', async () => {
    expect(await list()).toMatchObject({ items: [], unread_count: 0, total_items: 0, next_page: null });
  });

  it('tell what happened, where to see it, and by whom', async () => {
    await tell(waved, await someone('Ada'));

    expect((await until(1)).items).toEqual([
      {
        id: expect.any(Number) as number,
        kind: 'test-wave',
        title: 'Ada L. waved',
        body: 'at the door',
        link: '/doors/1',
        read_at: null,
        created_at: expect.stringMatching(/Z$/) as string,
      },
    ]);
  });

  it('tell together what several people did to one thing, each person once', async () => {
    const [ada, bo, cy] = [await someone('Ada'), await someone('Bo'), await someone('Cy')];
    for (const by of [ada, bo, ada, cy]) {
      await tell(waved, by);
      await eventually(async () =>
        expect(
          await app.database.query(`SELECT 1 FROM outbox WHERE name = 'notify' AND delivered_at IS NULL`),
        ).toEqual([]),
      );
    }
    await tell(waved, bo, 'door:2');

    const { items } = await until(2);
    expect(items.map((item) => item.title)).toEqual(['Bo L. waved', 'Cy L. and 2 others waved']);
  });

  it('tell together what many do at the same time', async () => {
    const people = [];
    for (let n = 0; n < 12; n += 1) people.push(await someone(`Fan${n}`));
    await Promise.all(people.map((by) => tell(waved, by)));

    await eventually(async () => {
      const { items } = await list();
      expect(items).toHaveLength(1);
      expect(items[0]?.title).toMatch(/^Fan\d+ L\. and 11 others waved$/);
    });
  });

  it('begin anew once they were read', async () => {
    await tell(waved, await someone('Ada'));
    const [first] = (await until(1)).items;
    const answer = await client
      .post('/notifications/read')
      .send({ ids: [first?.id] })
      .expect(200);
    expect(answer.body).toEqual({ unread_count: 0 });

    await tell(waved, await someone('Bo'));

    const { items } = await until(1);
    expect(items.map(({ title, read_at }) => [title, read_at !== null])).toEqual([
      ['Bo L. waved', false],
      ['Ada L. waved', true],
    ]);
    expect((await list('?unread=true')).items).toHaveLength(1);
  });

  it('are not sent for what somebody does themselves, nor for what was rolled back', async () => {
    await tell(waved, me.id);
    const rolledBack = app.get(Transaction).run(async () => {
      await app
        .get(Notices)
        .tell(waved, { to: me.id, by: null, subject: 'x:1', link: '/', facts: { to: 'x' } });
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await tell(waved, null, 'door:9');

    expect((await until(1)).items.map((item) => item.title)).toEqual(['Somebody waved']);
  });

  it('of others are neither shown nor marked as read', async () => {
    await tell(waved, null);
    const [mine] = (await until(1)).items;
    const other = withToken(app, (await signIn(app, await aPerson(app))).access_token);

    expect(((await other.get('/notifications').expect(200)).body as Listed).items).toEqual([]);
    await other
      .post('/notifications/read')
      .send({ ids: [mine?.id] })
      .expect(200);
    await other.post('/notifications/read').send({}).expect(200);

    expect((await list()).unread_count).toBe(1);
  });

  it('come in pages, by link to the very end', async () => {
    for (let n = 0; n < 5; n += 1) await tell(waved, null, `door:${n}`);
    await until(5);
    const seen: number[] = [];
    for (let next: string | null = '/notifications?per_page=2'; next !== null;) {
      const page = (await client.get(next).expect(200)).body as Listed;
      seen.push(...page.items.map((item) => item.id));
      next = page.next_page;
    }

    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it('are left out for kinds that somebody does not want to hear of', async () => {
    const wish = (in_app: boolean) =>
      client
        .patch('/notifications/preferences')
        .send({ items: [{ kind: 'test-wave', in_app, mail: false }] })
        .expect(200);
    const said = (await wish(false)).body as { items: { kind: string; in_app: boolean }[] };
    expect(said.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'test-knock', in_app: true, mail: true, telegram: false }),
        {
          kind: 'test-wave',
          label: 'Waves at you',
          in_app: false,
          mail: false,
          telegram: false,
          channels: ['in_app', 'mail'],
          locked: [],
        },
      ]),
    );
    await tell(waved, null);
    await app
      .get(Transaction)
      .run(() =>
        app.get(Notices).tell(knocked, { to: me.id, by: null, subject: 'x:1', link: '/', facts: {} }),
      );
    expect((await until(1)).items.map((item) => item.kind)).toEqual(['test-knock']);

    await wish(true);
    await tell(waved, null);

    expect((await until(2)).items.map((item) => item.kind)).toEqual(['test-wave', 'test-knock']);
  });

  it('are wished for kind by kind and way by way; what is not named stays as it is', async () => {
    const wish = async (way: object): Promise<unknown> => {
      const answer = await client
        .patch('/notifications/preferences')
        .send({ items: [{ kind: 'test-wave', ...way }] })
        .expect(200);
      const { items } = answer.body as { items: { kind: string }[] };
      return items.find((item) => item.kind === 'test-wave');
    };

    expect(await wish({ telegram: true })).toMatchObject({ in_app: true, mail: true, telegram: true });
    expect(await wish({ mail: false })).toMatchObject({ in_app: true, mail: false, telegram: true });
    expect(await wish({ in_app: false })).toMatchObject({ in_app: false, mail: false, telegram: true });
    expect(await wish({ mail: true, telegram: false })).toMatchObject({
      in_app: false,
      mail: true,
      telegram: false,
    });
  });

  it('are not kept in the name of somebody who deleted their account before they were told', async () => {
    const gone = await aPerson(app);
    await withToken(app, (await signIn(app, gone)).access_token)
      .delete('/accounts/me')
      .send({ password: gone.password })
      .expect(204);
    await tell(waved, gone.id);

    expect((await until(1)).items.map((item) => item.title)).toEqual(['Somebody waved']);
    expect(
      await app.database.query('SELECT 1 FROM notification_actors WHERE actor_id = $1', [gone.id]),
    ).toEqual([]);
  });

  it('are gone after 90 days, and with the account', async () => {
    await tell(waved, await someone('Ada'));
    await tell(waved, await someone('Bo'), 'door:2');
    const { items } = await until(2);
    await app.database.query(
      `UPDATE notifications SET happened_at = now() - interval '91 days' WHERE id = $1`,
      [items[1]?.id],
    );
    expect(await app.get(NotificationCleanup).run()).toBe(
      'removed 1 notifications, 0 unsubscribe tokens, 0 withdrawn notices',
    );
    expect((await list()).items.map((item) => item.id)).toEqual([items[0]?.id]);

    await client.delete('/accounts/me').send({ password: me.password }).expect(204);

    expect(await app.database.query('SELECT id FROM notifications WHERE user_id = $1', [me.id])).toEqual([]);
  });

  it.each([
    ['/notifications/read', { ids: [] }, 'ids'],
    ['/notifications/read', { ids: ['a'] }, 'ids'],
    ['/notifications/read', { ids: [0] }, 'ids'],
    ['/notifications/read', { ids: [2 ** 31] }, 'ids'],
    ['/notifications/read', { ids: Array.from({ length: 1_001 }, (_, n) => n + 1) }, 'ids'],
    ['/notifications/read', { all: true }, 'all'],
  ])('%s with a wrong body is told what is wrong', async (path, body, field) => {
    const answer = await client.post(path).send(body);

    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ field }] });
  });

  it.each([
    [{ items: [] }, 'items'],
    [{ items: 'all' }, 'items'],
    [{ items: [{ kind: 'no-such-kind', in_app: true }] }, 'items[0].kind'],
    [{ items: [{ kind: 'test-wave', in_app: 'yes' }] }, 'items[0].in_app'],
    [{ items: [{ kind: 'test-wave', mail: null }] }, 'items[0].mail'],
    [{ items: [{ kind: 'test-wave', telegram: 1 }] }, 'items[0].telegram'],
    [{ items: [{ kind: 'test-wave' }] }, 'items[0]'],
    [{ items: [{ kind: 'test-wave', in_app: true, user_id: 4 }] }, 'items[0].user_id'],
    [
      {
        items: [
          { kind: 'test-wave', in_app: true },
          { kind: 'test-wave', in_app: false },
        ],
      },
      'items[1].kind',
    ],
  ])('wishes such as %j are told what is wrong', async (body, field) => {
    const answer = await client.patch('/notifications/preferences').send(body);

    expect(answer.status).toBe(422);
    expect((answer.body as { errors: { field: string }[] }).errors.map((error) => error.field)).toContain(
      field,
    );
  });

  it('take ?unread=maybe for a mistake', async () => {
    await client.get('/notifications?unread=maybe').expect(422);
  });
});
