import { MovieStatsService } from '../../../src/modules/catalogue/index.js';
import { Invariants } from '../../../src/platform/invariants/index.js';
import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aComment, aCrowd, aReply, commentsAt, theComment, startAnew } from './comments.js';

let app: TestApp;
let movie: string;

beforeAll(async () => {
  app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '1000' } });
});
beforeEach(async () => {
  await startAnew(app);
  movie = (await aMovie(app)).uuid;
});
afterAll(() => app.close());

const texts = async (path: string): Promise<string[]> =>
  (await commentsAt(app.as(), path)).items.map((comment) => comment.text);
const SCRIPT = '<script>alert("1")</script> & <img src=x onerror=alert(1)>';

describe('Writing', () => {
  it('begins a thread under a film, under the name that others see', async () => {
    await app.as('user').patch('/profiles/me').send({ first_name: 'Ada', last_name: 'Lovelace' }).expect(200);

    const answer = await app.as('user').post(`/movies/${movie}/comments`).send({ text: 'So good.' });

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(Number) as number,
      movie_uuid: movie,
      parent_id: null,
      reply_to: null,
      author: { id: 1, display_name: 'Ada L.', avatar_url: null },
      text: 'So good.',
      likes: 0,
      liked: false,
      reply_count: 0,
      deleted: false,
      edited_at: null,
      created_at: expect.stringMatching(/Z$/) as string,
    });
    const { id } = answer.body as { id: number };
    expect(answer.headers['location']).toBe(`/comments/${id}`);
    expect(await theComment(app.as(), id)).toEqual(answer.body);
    expect((await commentsAt(app.as(), `/movies/${movie}/comments`)).items).toEqual([answer.body]);
  });

  it.each([
    ['markup', SCRIPT],
    ['lines and space around', '  first\r\n\n second  '],
    ['scripts, directions and pictures', 'Чудово — رائع \u202edaer\u2069 👍🏽'],
    ['what looks like SQL', "'; DROP TABLE comments; --"],
    ['2000 characters of two code units', '🎬'.repeat(2000)],
  ])('gives %s back as typed', async (_, text) => {
    const { id } = await aComment(app.as('user'), movie, text);
    expect((await theComment(app.as(), id)).text).toBe(text);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n \u3164'],
    ['2001 characters', 'x'.repeat(2001)],
    ['NUL', 'a\0b'],
    ['a control character', 'a\u001b[31mb'],
    ['no text', 7],
    ['null', null],
    ['several texts', ['a', 'b']],
    ['no field at all', undefined],
  ])('refuses %s and names the field', async (_, text) => {
    const { id } = await aComment(app.as('user'), movie);
    for (const address of [`/movies/${movie}/comments`, `/comments/${id}/replies`]) {
      const answer = await app.as('cashier').post(address).send({ text });
      expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field: 'text' }] }]);
    }
    const edit = await app.as('user').patch(`/comments/${id}`).send({ text });
    expect([edit.status, edit.body]).toMatchObject([422, { errors: [{ field: 'text' }] }]);
  });

  it('takes no fields that are not its own', async () => {
    const body = { text: 'Mine.', author_id: 4, likes: 99, parent_id: 1 };
    const answer = await app.as('user').post(`/movies/${movie}/comments`).send(body).expect(422);
    const { errors } = answer.body as { errors: { field: string }[] };
    expect(errors.map((error) => error.field).sort()).toEqual(['author_id', 'likes', 'parent_id']);
  });

  it('is for those who signed in', async () => {
    const { id } = await aComment(app.as('user'), movie);
    const nobody = app.as();
    const text = { text: 'Me too.' };
    await nobody.post(`/movies/${movie}/comments`).send(text).expect(401);
    await nobody.post(`/comments/${id}/replies`).send(text).expect(401);
    await nobody.patch(`/comments/${id}`).send(text).expect(401);
    await nobody.delete(`/comments/${id}`).expect(401);
    await nobody.put(`/comments/${id}/like`).expect(401);
    await nobody.delete(`/comments/${id}/like`).expect(401);
    await nobody.post(`/comments/${id}/reports`).send({ reason: 'Bad.' }).expect(401);
  });

  it('needs a film that is there', async () => {
    const gone = (await aMovie(app)).uuid;
    const { id } = await aComment(app.as('user'), gone);
    await app.as('moderator').delete(`/movies/${gone}`).expect(204);
    const user = app.as('user');
    for (const uuid of [gone, '00000000-0000-4000-8000-000000000000']) {
      await user.get(`/movies/${uuid}/comments`).expect(404);
      await user.post(`/movies/${uuid}/comments`).send({ text: 'Late.' }).expect(404);
    }
    await user.get('/movies/heat/comments').expect(422);
    await user.get(`/comments/${id}`).expect(404);
    await user.get(`/comments/${id}/replies`).expect(404);
    await user.post(`/comments/${id}/replies`).send({ text: 'Late.' }).expect(404);
    await user.patch(`/comments/${id}`).send({ text: 'Late.' }).expect(404);
    await user.put(`/comments/${id}/like`).expect(404);
    await user.delete(`/comments/${id}/like`).expect(404);
    await app.as('cashier').post(`/comments/${id}/reports`).send({ reason: 'Late.' }).expect(404);
    await user.delete(`/comments/${id}`).expect(404);
  });

  it.each(['0', 'x', '1.5', '99999999999', '-1'])('says that %s is no id', async (id) => {
    const user = app.as('user');
    await user.get(`/comments/${id}`).expect(422);
    await user.get(`/comments/${id}/replies`).expect(422);
    await user.delete(`/comments/${id}`).expect(422);
    await user.put(`/comments/${id}/like`).expect(422);
  });

  it('is counted on the film, replies included', async () => {
    const count = async (): Promise<unknown> =>
      ((await app.as().get(`/movies/${movie}`)).body as { comment_count: number }).comment_count;
    const { id } = await aComment(app.as('user'), movie);
    const reply = await aReply(app.as('cashier'), id);
    expect(await count()).toBe(2);

    await app.as('user').delete(`/comments/${id}`).expect(204);
    expect(await count()).toBe(1);

    await app.as('cashier').delete(`/comments/${reply.id}`).expect(204);
    expect(await count()).toBe(0);
  });

  it('leaves counters that a count agrees with', async () => {
    const { id } = await aComment(app.as('user'), movie);
    await aReply(app.as('cashier'), id);
    const reply = await aReply(app.as('cashier'), id);
    await app.as('cashier').delete(`/comments/${reply.id}`).expect(204);
    await app.as('cashier').put(`/comments/${id}/like`).expect(200);

    expect((await app.get(MovieStatsService).rebuild()).wrong).toBe(0);
    expect((await app.get(Invariants).check()).filter((one) => one.broken.length > 0)).toEqual([]);
    await app.database.query('UPDATE movie_stats SET comment_count = 9');
    expect((await app.get(MovieStatsService).rebuild()).wrong).toBe(1);
    expect(await app.database.query('SELECT comment_count FROM movie_stats')).toEqual([{ comment_count: 2 }]);
  });
});

describe('Replies', () => {
  it('stand below the comment that they answer, the oldest first, and are counted there', async () => {
    const { id } = await aComment(app.as('user'), movie);
    const first = await aReply(app.as('cashier'), id, 'first');
    await aReply(app.as('user'), id, 'second');

    expect(first).toMatchObject({ parent_id: id, reply_to: id, movie_uuid: movie });
    expect(await texts(`/comments/${id}/replies`)).toEqual(['first', 'second']);
    expect(await texts(`/comments/${id}/replies?sort=-created_at`)).toEqual(['second', 'first']);
    const threads = await commentsAt(app.as(), `/movies/${movie}/comments`);
    expect(threads.items).toMatchObject([{ id, reply_count: 2 }]);
    expect(threads.total_items).toBe(1);
  });

  it('to a reply belong to the same thread and name the reply', async () => {
    const { id } = await aComment(app.as('user'), movie);
    const reply = await aReply(app.as('cashier'), id);

    const answer = await aReply(app.as('user'), reply.id);

    expect(answer).toMatchObject({ parent_id: id, reply_to: reply.id });
    expect((await theComment(app.as(), id)).reply_count).toBe(2);
    expect((await theComment(app.as(), reply.id)).reply_count).toBe(0);
    const ofReply = await commentsAt(app.as(), `/comments/${reply.id}/replies`);
    expect(ofReply.items.map((one) => one.id)).toEqual([reply.id, answer.id]);
  });

  it('of a thread whose counters are wrong are found by the invariants', async () => {
    const { id } = await aComment(app.as('user'), movie);
    await aReply(app.as('cashier'), id);
    await app.database.query('UPDATE comments SET likes = 3 WHERE id = $1', [id]);
    await app.database.query('UPDATE comments SET reply_count = 3 WHERE id = $1', [id]);
    const broken = (await app.get(Invariants).check()).filter((one) => one.broken.length > 0);
    expect(broken.map((one) => one.name)).toEqual([
      'likes of comments are what a count says',
      'reply_count of comments is what a count says',
    ]);
  });

  it('are counted right when many people answer at once', async () => {
    const { id } = await aComment(app.as('user'), movie);
    const members = await aCrowd(app, 15);

    await Promise.all(members.map((member) => aReply(member, id)));

    expect((await theComment(app.as(), id)).reply_count).toBe(15);
    expect((await commentsAt(app.as(), `/comments/${id}/replies`)).total_items).toBe(15);
  });
});

describe('Lists', () => {
  it('show the newest threads first, or the best liked', async () => {
    const [a, b, c] = [
      await aComment(app.as('user'), movie, 'a'),
      await aComment(app.as('user'), movie, 'b'),
      await aComment(app.as('user'), movie, 'c'),
    ];
    await app.as('user').put(`/comments/${a.id}/like`).expect(200);
    await app.as('cashier').put(`/comments/${a.id}/like`).expect(200);
    await app.as('cashier').put(`/comments/${c.id}/like`).expect(200);

    expect(await texts(`/movies/${movie}/comments`)).toEqual(['c', 'b', 'a']);
    expect(await texts(`/movies/${movie}/comments?sort=-likes`)).toEqual(['a', 'c', 'b']);
    expect(await texts(`/movies/${movie}/comments?sort=likes,-created_at`)).toEqual(['b', 'c', 'a']);
    expect(b.likes).toBe(0);
  });

  it.each(['', 'sort=-likes&', 'sort=created_at&'])(
    'are walked without repeating or skipping anything (%s)',
    async (sort) => {
      const members = [app.as('user'), app.as('cashier')];
      for (let n = 0; n < 9; n += 1) await aComment(members[n % 2] ?? app.as('user'), movie);
      const whole = await commentsAt(app.as(), `/movies/${movie}/comments?${sort}per_page=100`);
      const seen: number[] = [];
      let address: string | null = `/movies/${movie}/comments?${sort}per_page=2`;
      let last = address;
      while (address !== null) {
        const page = await commentsAt(app.as(), address);
        seen.push(...page.items.map((comment) => comment.id));
        last = address;
        address = page.next_page;
      }
      expect(seen).toEqual(whole.items.map((comment) => comment.id));
      expect(seen.length).toBe(9);
      const back = (await commentsAt(app.as(), last)).prev_page ?? '';
      expect((await commentsAt(app.as(), back)).items.map((comment) => comment.id)).toEqual(seen.slice(6, 8));
      const third = await commentsAt(app.as(), `/movies/${movie}/comments?${sort}per_page=2&page=3`);
      expect(third.items.map((comment) => comment.id)).toEqual(seen.slice(4, 6));
    },
  );

  it.each(['sort=text', 'page=0', 'per_page=101', 'q=x', 'bookmark=abc'])(
    'refuse what they do not know: %s',
    async (query) => {
      const { id } = await aComment(app.as('user'), movie);
      await app.as().get(`/movies/${movie}/comments?${query}`).expect(422);
      await app.as().get(`/comments/${id}/replies?${query}`).expect(422);
    },
  );

  it('of a film without comments are empty', async () => {
    expect(await commentsAt(app.as(), `/movies/${movie}/comments`)).toMatchObject({
      items: [],
      total_items: 0,
    });
  });

  it('say to each reader what they like themselves', async () => {
    const { id } = await aComment(app.as('user'), movie);
    await app.as('cashier').put(`/comments/${id}/like`).expect(200);
    const likedBy = async (reader: ReturnType<TestApp['as']>): Promise<unknown[]> =>
      (await commentsAt(reader, `/movies/${movie}/comments`)).items.map(({ likes, liked }) => [likes, liked]);

    expect(await likedBy(app.as('cashier'))).toEqual([[1, true]]);
    expect(await likedBy(app.as('user'))).toEqual([[1, false]]);
    expect(await likedBy(app.as())).toEqual([[1, false]]);
  });
});
