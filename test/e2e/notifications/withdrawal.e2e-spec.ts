import { NotificationCleanup } from '../../../src/modules/notifications/inbox/notification-cleanup.task.js';
import { Transaction } from '../../../src/platform/database/index.js';
import { Invariants } from '../../../src/platform/invariants/index.js';
import { Notices } from '../../../src/platform/notices/index.js';
import { connectDatabase } from '../../support/connected-database.js';
import { eventually } from '../../support/eventually.js';
import { aMovie } from '../../support/factories.js';
import type { Person } from '../../support/people.js';
import { Digests, knocked, waved } from './digests.js';

interface Listed {
  items: { kind: string; title: string; body: string; created_at: string }[];
  unread_count: number;
}

describe('What is gone', () => {
  let digests: Digests;
  let author: Person;
  let ada: Person;
  let bo: Person;
  let film: string;
  let comment: number;
  beforeAll(async () => {
    digests = await Digests.start();
  });
  afterAll(() => digests.close());
  beforeEach(async () => {
    [author, ada, bo] = [
      await digests.named('Author'),
      await digests.named('Ada'),
      await digests.named('Bo'),
    ];
    film = (await aMovie(digests.app)).uuid;
    comment = await write(author, `/movies/${film}/comments`, 'The lighting alone is worth the ticket.');
  });
  afterEach(async () => {
    const broken = (await digests.app.get(Invariants).check()).filter((one) => one.broken.length > 0);
    expect(broken).toEqual([]);
  });

  const write = async (person: Person, path: string, text: string): Promise<number> => {
    const answer = await (await digests.as(person)).post(path).send({ text }).expect(201);
    await digests.everythingIsDelivered();
    return (answer.body as { id: number }).id;
  };
  const reply = (person: Person, text: string, to = comment): Promise<number> =>
    write(person, `/comments/${to}/replies`, text);
  const like = async (person: Person, id = comment): Promise<void> => {
    await (await digests.as(person)).put(`/comments/${id}/like`).expect(200);
    await digests.everythingIsDelivered();
  };
  const erase = async (person: Person, id: number): Promise<void> => {
    await (await digests.as(person)).delete(`/comments/${id}`).expect(204);
    await digests.everythingIsDelivered();
  };
  const moderate = async (id: number): Promise<void> => {
    await digests.app.as('moderator').delete(`/comments/${id}`).send({ reason: 'Rude.' }).expect(204);
    await digests.everythingIsDelivered();
  };
  const list = async (person = author): Promise<Listed> =>
    (await (await digests.as(person)).get('/notifications').expect(200)).body as Listed;
  const read = async (): Promise<void> => {
    await (await digests.as(author)).post('/notifications/read').send({}).expect(200);
  };
  const tell = (subject: string, part?: { part: string }): Promise<void> => {
    const notice = { to: author.id, by: null, subject, link: '/', facts: { text: 'at the door' }, ...part };
    return digests.app.get(Transaction).run(() => digests.app.get(Notices).tell(waved, notice));
  };
  const withdraw = (...subjects: string[]): Promise<void> =>
    digests.app.get(Transaction).run(() => digests.app.get(Notices).withdraw([waved], subjects));

  describe('when a comment is deleted', () => {
    it('is told no more: neither its likes and replies, nor that it was an answer; other news stay', async () => {
      const answer = await reply(ada, 'And the music!');
      await like(bo);
      await like(bo, answer);
      const other = await write(author, `/movies/${film}/comments`, 'Twice.');
      await like(ada, other);
      expect((await list(ada)).unread_count).toBe(1);
      expect((await list()).unread_count).toBe(3);

      await erase(ada, answer);
      expect(await list(ada)).toMatchObject({ items: [], unread_count: 0 });
      expect((await list()).items.map(({ kind }) => kind)).toEqual(['comment-like', 'comment-like']);
      await erase(author, comment);

      expect(await list()).toMatchObject({ items: [{ body: 'Twice.' }], unread_count: 1 });
    });

    it('is told no more to those who read of it', async () => {
      await reply(ada, 'And the music!');
      await read();

      await erase(author, comment);

      expect((await list()).items).toEqual([]);
    });

    it('by a moderator, is told to its author, and why', async () => {
      await like(ada);
      await moderate(comment);

      expect(await list()).toMatchObject({
        items: [{ kind: 'comment-moderated', body: 'The reason: Rude.' }],
        unread_count: 1,
      });
    });

    it('is not mailed either', async () => {
      await reply(ada, 'Your mother!');
      const rude = (
        await digests.app.database.query<{ id: number }>('SELECT max(id) AS id FROM comments')
      )[0];
      await moderate(rude?.id ?? 0);
      await digests.pass(90);

      expect(await digests.mails(author)).toEqual([]);
      expect(await list()).toMatchObject({ items: [], unread_count: 0 });
    });

    it('leaves the other answers in what is told together, by name and word', async () => {
      await reply(ada, 'And the music!');
      digests.clock.advance(30);
      const early = digests.clock.now().toISOString();
      await reply(ada, 'And the end!');
      digests.clock.advance(30);
      const rude = await reply(bo, 'Your mother!');
      expect((await list()).items[0]).toMatchObject({ title: 'Bo L. and 1 other replied to your comment' });

      await moderate(rude);

      expect(await list()).toMatchObject({
        items: [{ title: 'Ada L. replied to your comment', body: 'And the end!', created_at: early }],
        unread_count: 1,
      });
      await digests.pass(5);
      const { text } = await digests.mail(author);
      expect(text).toContain('* Ada L. replied to your comment\n  And the end!\n');
      expect(text).not.toMatch(/mother|other replied/);
    });

    it('leaves an answer that was not the last as unseen as it was, and who answered twice named', async () => {
      const first = await reply(bo, 'Your mother!');
      digests.clock.advance(1);
      await reply(ada, 'And the music!');
      digests.clock.advance(1);
      const last = await reply(bo, 'And the end!');
      await moderate(first);
      expect((await list()).items[0]).toMatchObject({
        title: 'Bo L. and 1 other replied to your comment',
        body: 'And the end!',
      });

      await erase(bo, last);

      expect((await list()).items[0]).toMatchObject({
        title: 'Ada L. replied to your comment',
        body: 'And the music!',
      });
    });

    it('names the one who answered last of those who are left', async () => {
      await reply(bo, 'And the music!');
      digests.clock.advance(1);
      await reply(ada, 'And the end!');
      digests.clock.advance(1);
      const last = await reply(bo, 'Your mother!');

      await moderate(last);

      expect((await list()).items[0]).toMatchObject({
        title: 'Ada L. and 1 other replied to your comment',
        body: 'And the end!',
      });
    });

    it('does not have mailed again what was mailed before', async () => {
      await reply(ada, 'And the music!');
      await digests.pass(5);
      const rude = await reply(bo, 'Your mother!');
      await moderate(rude);
      await digests.pass(90);

      expect(await digests.mails(author)).toHaveLength(1);
      expect((await list()).items[0]).toMatchObject({ body: 'And the music!' });
    });

    it('is taken back also where it waits for a mail alone, and where its author is gone', async () => {
      await digests.wish(author, 'comment-reply', { in_app: false });
      await reply(ada, 'And the music!');
      const rude = await reply(bo, 'Your mother!');
      const { password } = bo;
      await (await digests.as(bo)).delete('/accounts/me').send({ password }).expect(204);
      const named = 'SELECT 1 FROM notification_parts WHERE actor_id = $1';
      expect(await digests.app.database.query(named, [bo.id])).toEqual([]);

      await moderate(rude);
      await digests.pass(5);

      const { text } = await digests.mail(author);
      expect(text).toContain('* Ada L. replied to your comment\n  And the music!\n');
      expect(text).not.toContain('mother');
    });
  });

  it('when a film is deleted, is all that was told of its comments, and nothing of others', async () => {
    const elsewhere = (await aMovie(digests.app)).uuid;
    const other = await write(author, `/movies/${elsewhere}/comments`, 'Better than that.');
    const answer = await reply(ada, 'And the music!');
    await reply(author, 'Oh yes.', answer);
    await like(bo);
    await like(bo, other);
    await moderate(await write(author, `/movies/${film}/comments`, 'Buy gold.'));
    expect((await list()).unread_count).toBe(4);

    await digests.app.as('moderator').delete(`/movies/${film}`).expect(204);
    await digests.everythingIsDelivered();

    expect(await list()).toMatchObject({ items: [{ body: 'Better than that.' }], unread_count: 1 });
    expect((await list(ada)).items).toEqual([]);
    await digests.pass(5);
    expect(await digests.mails(author)).toEqual([]);
  });

  it('when it is a film in carts, is told to moderators by name, and leads to the films there are', async () => {
    await (await digests.as(author)).post('/cart/items').send({ movie_uuid: film }).expect(201);
    const told = async (): Promise<unknown> => {
      await digests.everythingIsDelivered();
      return (await digests.app.as('admin').get('/notifications').expect(200)).body;
    };
    await digests.app.as('moderator').delete(`/movies/${film}`).expect(409);
    expect(await told()).toMatchObject({ items: [{ kind: 'movie-in-carts', link: `/movies/${film}` }] });

    await digests.app.as('moderator').delete(`/movies/${film}?force=true`).expect(204);

    expect(await told()).toMatchObject({ items: [{ kind: 'movie-in-carts', link: '/movies' }] });
  });

  it('is not told later either, when the news comes after the withdrawal; other kinds and things are', async () => {
    await withdraw('door:1');
    await digests.everythingIsDelivered();
    await digests.tell(author);
    await digests.tell(author, { kind: knocked, text: 'another kind' });
    await digests.tell(author, { subject: 'door:2', text: 'another door' });
    await tell('door:3', { part: 'door:1' });
    await digests.everythingIsDelivered();

    const bodies = (await list()).items.map(({ body }) => body);
    expect(bodies.toSorted()).toEqual(['another door', 'another kind']);
  });

  it('is not told when both happen at the same time', async () => {
    const { database } = digests.app;
    const stuckOrDone = async (): Promise<number> => {
      const rows = await database.query(
        `SELECT pid::text FROM pg_locks JOIN pg_stat_activity USING (pid)
         WHERE NOT granted AND datname = current_database()
         UNION SELECT 'done' FROM outbox WHERE name = 'withdraw-notices' AND payload -> 'subjects' ? 'door:4'
         AND delivered_at IS NOT NULL`,
      );
      return rows.length;
    };
    const other = await connectDatabase(database.url);
    await other.transaction.run(async () => {
      await other.database.execute('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [author.id]);
      await tell('door:4');
      await eventually(async () => expect(await stuckOrDone()).toBe(1));
      await withdraw('door:4');
      await eventually(async () => expect(await stuckOrDone()).toBe(2));
    });
    await other.close();
    await digests.everythingIsDelivered();

    expect(await list()).toMatchObject({ items: [], unread_count: 0 });
  });

  it('is taken back a thousand in a job', async () => {
    const subjects = Array.from({ length: 2_001 }, (_, n) => `window:${n}`);
    for (const n of [0, 999, 1_000, 2_000]) await digests.tell(author, { subject: `window:${n}` });
    await digests.tell(author, { subject: 'window:2001', text: 'the last' });
    await digests.app.database.query('DELETE FROM outbox');

    await withdraw(...subjects);
    await digests.everythingIsDelivered();

    expect((await list()).items).toMatchObject([{ body: 'the last' }]);
    const jobs = await digests.app.database.query<{ n: number }>(
      `SELECT jsonb_array_length(payload -> 'subjects') AS n FROM outbox WHERE name = 'withdraw-notices' ORDER BY id`,
    );
    expect(jobs.map(({ n }) => n)).toEqual([1_000, 1_000, 1]);
  });

  it('is kept in mind for 90 days', async () => {
    await withdraw('gate:1');
    await digests.everythingIsDelivered();
    const kept = (): Promise<unknown[]> =>
      digests.app.database.query(`SELECT 1 FROM withdrawn_notices WHERE subject = 'gate:1'`);
    await digests.app.get(NotificationCleanup).run();
    expect(await kept()).toHaveLength(1);

    await digests.app.database.query(
      `UPDATE withdrawn_notices SET withdrawn_at = withdrawn_at - interval '91 days' WHERE subject = 'gate:1'`,
    );
    expect(await digests.app.get(NotificationCleanup).run()).toMatch(/, 1 withdrawn notices$/);

    expect(await kept()).toEqual([]);
  });

  it('is never mailed unasked of what there is too much of', async () => {
    const { body } = await (await digests.as(author)).get('/notifications/preferences').expect(200);
    const unmailed = (body as { items: { kind: string; mail: boolean }[] }).items.filter(({ mail }) => !mail);

    expect(unmailed.map(({ kind }) => kind)).toEqual(['comment-like', 'ticket-reminder']);
  });
});
