import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { TEST_PASSWORD } from '../../support/test-accounts.js';
import { aComment, aCrowd, aReply, commentsAt, theComment } from './comments.js';

let app: TestApp;
let movie: string;

beforeEach(async () => {
  app = await createTestApp();
  movie = (await aMovie(app)).uuid;
});
afterEach(() => app.close());

const threads = async () => (await commentsAt(app.as(), `/movies/${movie}/comments`)).items;
const auditOf = (action: string) =>
  app.database.query('SELECT actor_id, target, before, after FROM audit_log WHERE action = $1', [action]);

describe('Editing', () => {
  it('gives a comment another text and a mark', async () => {
    const { id } = await aComment(app.as('user'), movie, 'Godo.');
    const { body } = await app.as('user').patch(`/comments/${id}`).send({ text: 'Good.' }).expect(200);
    expect(body).toMatchObject({ id, text: 'Good.', edited_at: expect.stringMatching(/Z$/) as string });
    expect(await theComment(app.as(), id)).toEqual(body);
    expect(await auditOf('comment.update')).toEqual([]);
  });

  it('with the same text leaves no mark', async () => {
    const { id } = await aComment(app.as('user'), movie, 'Good.');
    const { body } = await app.as('user').patch(`/comments/${id}`).send({ text: 'Good.' }).expect(200);
    expect(body).toMatchObject({ edited_at: null });
  });

  it("of another's comment is for moderators, who say why and are recorded", async () => {
    const { id } = await aComment(app.as('user'), movie, 'He dies.');
    await app.as('cashier').patch(`/comments/${id}`).send({ text: 'Mine now.' }).expect(403);
    await app.as('cashier').patch(`/comments/${id}`).send({ text: 'Mine.', reason: 'I can.' }).expect(403);
    const silent = await app.as('moderator').patch(`/comments/${id}`).send({ text: '(removed)' }).expect(422);
    expect(silent.body).toMatchObject({ errors: [{ field: 'reason' }] });
    await app.as('moderator').patch(`/comments/${id}`).send({ text: 'x', reason: ' ' }).expect(422);
    expect((await theComment(app.as(), id)).text).toBe('He dies.');

    const change = { text: '(removed)', reason: 'It tells the end.' };
    await app.as('moderator').patch(`/comments/${id}`).send(change).expect(200);

    expect(await auditOf('comment.update')).toEqual([
      { actor_id: 3, target: `comment:${id}`, before: { text: 'He dies.' }, after: change },
    ]);
    expect(
      await app.database.query('SELECT moderated_by, moderation_reason FROM comments WHERE id = $1', [id]),
    ).toEqual([{ moderated_by: 3, moderation_reason: 'It tells the end.' }]);
    expect(await theComment(app.as(), id)).toMatchObject({ text: '(removed)', author: { id: 1 } });
  });
});

describe('Deleting', () => {
  it('takes a comment without replies away', async () => {
    const { id } = await aComment(app.as('user'), movie);
    await app.as('user').delete(`/comments/${id}`).expect(204);
    expect(await threads()).toEqual([]);
    await app.as().get(`/comments/${id}`).expect(404);
    await app.as('user').delete(`/comments/${id}`).expect(404);
  });

  it('leaves an empty stub in the place of a comment with replies, until the last of them goes', async () => {
    const { id } = await aComment(app.as('user'), movie, 'Something to regret.');
    const replies = [await aReply(app.as('cashier'), id), await aReply(app.as('cashier'), id)];
    await app.as('cashier').put(`/comments/${id}/like`).expect(200);

    await app.as('user').delete(`/comments/${id}`).expect(204);

    const stub = { id, text: '', author: null, deleted: true, likes: 0, reply_count: 2, edited_at: null };
    expect(await threads()).toMatchObject([stub]);
    expect(await theComment(app.as(), id)).toMatchObject(stub);
    expect((await commentsAt(app.as(), `/comments/${id}/replies`)).total_items).toBe(2);
    expect(await app.database.query(`SELECT 1 FROM comments WHERE text LIKE '%regret%'`)).toEqual([]);

    await app.as('cashier').delete(`/comments/${replies[0]?.id}`).expect(204);
    expect(await threads()).toMatchObject([{ id, reply_count: 1 }]);
    await app.as('cashier').delete(`/comments/${replies[1]?.id}`).expect(204);
    expect(await threads()).toEqual([]);
    await app.as().get(`/comments/${id}/replies`).expect(404);
  });

  it('leaves nothing that could be changed, liked, reported or answered; replies below it can be', async () => {
    const { id } = await aComment(app.as('user'), movie);
    const reply = await aReply(app.as('cashier'), id);
    await app.as('user').delete(`/comments/${id}`).expect(204);
    const user = app.as('user');
    await user.patch(`/comments/${id}`).send({ text: 'Back.' }).expect(404);
    await user.delete(`/comments/${id}`).expect(404);
    await user.put(`/comments/${id}/like`).expect(404);
    await user.post(`/comments/${id}/replies`).send({ text: 'To nobody.' }).expect(404);
    await app.as('cashier').post(`/comments/${id}/reports`).send({ reason: 'Empty.' }).expect(404);
    await app.as('moderator').delete(`/comments/${id}`).send({ reason: 'Twice.' }).expect(404);
    await aReply(user, reply.id);
    expect(await threads()).toMatchObject([{ id, reply_count: 2, deleted: true }]);
  });

  it("of another's comment is for moderators, who say why and are recorded", async () => {
    const { id } = await aComment(app.as('user'), movie, 'Rude.');
    await app.as('cashier').delete(`/comments/${id}`).expect(403);
    await app.as('cashier').delete(`/comments/${id}`).send({ reason: 'I can.' }).expect(403);
    const silent = await app.as('moderator').delete(`/comments/${id}`).expect(422);
    expect(silent.body).toMatchObject({ errors: [{ field: 'reason' }] });
    await app.as('moderator').delete(`/comments/${id}`).send({ reason: '' }).expect(422);
    await app.as('moderator').delete(`/comments/${id}`).send({ why: 'x' }).expect(422);
    expect((await theComment(app.as(), id)).text).toBe('Rude.');

    await app.as('moderator').delete(`/comments/${id}`).send({ reason: 'An insult.' }).expect(204);

    expect(await threads()).toEqual([]);
    expect(await auditOf('comment.delete')).toEqual([
      { actor_id: 3, target: `comment:${id}`, before: { text: 'Rude.' }, after: { reason: 'An insult.' } },
    ]);
    expect(
      await app.database.query('SELECT moderated_by, moderation_reason FROM comments WHERE id = $1', [id]),
    ).toEqual([{ moderated_by: 3, moderation_reason: 'An insult.' }]);
  });

  it("is not recorded when it is a moderator's own comment", async () => {
    const { id } = await aComment(app.as('moderator'), movie);
    await app.as('moderator').delete(`/comments/${id}`).expect(204);
    expect(await auditOf('comment.delete')).toEqual([]);
  });

  it('at the same time as an answer comes leaves either no thread or a stub with it', async () => {
    const members = await aCrowd(app, 4);
    for (let n = 0; n < 4; n += 1) {
      const { id } = await aComment(app.as('user'), movie);
      const [, ...answers] = await Promise.all([
        app.as('user').delete(`/comments/${id}`).expect(204),
        ...members.map((member) =>
          member.post(`/comments/${id}/replies`).send({ text: `Answer ${n} to ${id}` }),
        ),
      ]);
      const taken = answers.filter((answer) => answer.status === 201).length;
      for (const { status } of answers) expect([201, 404]).toContain(status);
      const left = (await threads()).filter((thread) => thread.id === id);
      expect(left.map((thread) => thread.reply_count)).toEqual(taken > 0 ? [taken] : []);
    }
  });

  it('is done once by two who do it at once', async () => {
    const { id } = await aComment(app.as('user'), movie);
    const reply = await aReply(app.as('user'), id);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => app.as('user').delete(`/comments/${reply.id}`)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 404, 404, 404, 404]);
    expect(await theComment(app.as(), id)).toMatchObject({ reply_count: 0 });
  });
});

describe('Deleting an account', () => {
  const deleteAccount = () => app.as('user').delete('/accounts/me').send({ password: TEST_PASSWORD });

  it('leaves what the person said without their name, and takes their likes', async () => {
    const { id } = await aComment(app.as('user'), movie, 'I was here.');
    const { id: other } = await aComment(app.as('cashier'), movie);
    await app.as('user').put(`/comments/${other}/like`).expect(200);
    await app.as('cashier').put(`/comments/${other}/like`).expect(200);
    await app.as('user').post(`/comments/${other}/reports`).send({ reason: 'Boring.' }).expect(201);

    await deleteAccount().expect(204);

    expect(await theComment(app.as(), id)).toMatchObject({
      text: 'I was here.',
      author: { id: null, display_name: 'Deleted user', avatar_url: null },
    });
    expect((await theComment(app.as(), other)).likes).toBe(1);
    const { body } = await app.as('moderator').get('/admin/comment-reports').expect(200);
    expect(body).toMatchObject({ items: [{ reason: 'Boring.', reporter: { id: null } }] });
    for (const [table, column] of [
      ['comments', 'author_id'],
      ['comment_likes', 'user_id'],
      ['comment_reports', 'reporter_id'],
    ]) {
      expect(await app.database.query(`SELECT 1 FROM ${table} WHERE ${column} = 1`)).toEqual([]);
    }
  });

  it('leaves no comment, like or report that arrives at the same time with the name', async () => {
    const others = await Promise.all(Array.from({ length: 6 }, () => aComment(app.as('cashier'), movie)));
    const user = app.as('user');
    const [deletion] = await Promise.all([
      deleteAccount(),
      ...others.flatMap(({ id }, n) => [
        user.put(`/comments/${id}/like`),
        user.post(`/comments/${id}/reports`).send({ reason: 'Late.' }),
        user.post(`/movies/${movie}/comments`).send({ text: `Late ${n}` }),
      ]),
    ]);
    expect(deletion.status).toBe(204);
    for (const [table, column] of [
      ['comments', 'author_id'],
      ['comment_likes', 'user_id'],
      ['comment_reports', 'reporter_id'],
    ]) {
      expect(await app.database.query(`SELECT 1 FROM ${table} WHERE ${column} = 1`)).toEqual([]);
    }
  });
});
