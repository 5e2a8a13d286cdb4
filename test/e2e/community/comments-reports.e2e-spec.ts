import type { CommentReportResponse } from '../../../src/modules/community/comments/reports/comment-report.dto.js';
import type { Page } from '../../../src/platform/lists/index.js';
import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aComment, aCrowd, aReply, type Client, theComment } from './comments.js';

let app: TestApp;
let comment: number;

beforeEach(async () => {
  app = await createTestApp();
  comment = (await aComment(app.as('user'), (await aMovie(app)).uuid, 'He dies.')).id;
});
afterEach(() => app.close());

async function aReport(client: Client = app.as('cashier'), id = comment): Promise<number> {
  const answer = await client.post(`/comments/${id}/reports`).send({ reason: 'Tells the end.' }).expect(201);
  return (answer.body as { id: number }).id;
}
const resolve = (id: number, body: object) =>
  app.as('moderator').post(`/admin/comment-reports/${id}/resolve`).send(body);
async function queue(query = ''): Promise<CommentReportResponse[]> {
  const { body } = await app.as('moderator').get(`/admin/comment-reports${query}`).expect(200);
  return (body as Page<CommentReportResponse>).items;
}
const reasonOf = async (id: number): Promise<unknown> =>
  (await app.database.query('SELECT moderation_reason AS reason FROM comments WHERE id = $1', [id]))[0];

describe('Reporting a comment', () => {
  it('puts it before the moderators, with what it said then', async () => {
    const answer = await app
      .as('cashier')
      .post(`/comments/${comment}/reports`)
      .send({ reason: 'Tells the end.' });
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        id: expect.any(Number) as number,
        comment_id: comment,
        reason: 'Tells the end.',
        status: 'open',
        created_at: expect.stringMatching(/Z$/) as string,
      },
    ]);
    await app.as('user').patch(`/comments/${comment}`).send({ text: 'Who, me?' }).expect(200);

    expect(await queue('?status=open')).toMatchObject([
      {
        ...(answer.body as object),
        comment: { id: comment, text: 'Who, me?', author: { id: 1 } },
        reported_text: 'He dies.',
        reporter: { id: 2, display_name: 'Viewer 2' },
        action: null,
        note: null,
        resolved_at: null,
      },
    ]);
  });

  it.each([[undefined], [''], [' '], ['x'.repeat(501)], ['a\u0007'], [5]])(
    'wants a reason, not %p',
    async (reason) => {
      const answer = await app.as('cashier').post(`/comments/${comment}/reports`).send({ reason });
      expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field: 'reason' }] }]);
    },
  );

  it('is done once by each reader while nobody has dealt with it', async () => {
    const first = await aReport();
    const again = () => app.as('cashier').post(`/comments/${comment}/reports`).send({ reason: 'Really.' });
    expect((await again().expect(409)).body).toMatchObject({ type: '/problems/already-reported' });
    await aReport(app.as('moderator'));
    await resolve(first, { action: 'keep' }).expect(200);
    const answers = await Promise.all([again(), again(), again()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
  });

  it('is for others than its author, and for comments that are there', async () => {
    const own = await app
      .as('user')
      .post(`/comments/${comment}/reports`)
      .send({ reason: 'Sorry.' })
      .expect(409);
    expect(own.body).toMatchObject({ type: '/problems/own-comment' });
    await app.as('user').post('/comments/999999/reports').send({ reason: 'Sorry.' }).expect(404);
  });

  it('ends after thirty an hour', async () => {
    const report = () => app.as('user').post('/comments/999999/reports').send({ reason: 'All of it.' });
    for (let n = 0; n < 30; n += 1) await report().expect(404);
    expect(Number((await report().expect(429)).headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('The queue of reports', () => {
  it('is for moderators', async () => {
    const id = await aReport();
    for (const group of ['user', 'cashier'] as const) {
      await app.as(group).get('/admin/comment-reports').expect(403);
      await app.as(group).post(`/admin/comment-reports/${id}/resolve`).send({ action: 'delete' }).expect(403);
    }
    await app.as().get('/admin/comment-reports').expect(401);
    await app.as('admin').get('/admin/comment-reports').expect(200);
    expect((await theComment(app.as(), comment)).deleted).toBe(false);
  });

  it('is filtered, sorted and walked', async () => {
    const ids: number[] = [];
    for (const member of await aCrowd(app, 5)) ids.push(await aReport(member));
    await resolve(ids[1] ?? 0, { action: 'keep' }).expect(200);
    const of = async (query: string) => (await queue(query)).map((report) => report.id);
    const open = ids.filter((_, n) => n !== 1);

    expect(await of('')).toEqual([...ids].reverse());
    expect(await of('?status=open&sort=created_at')).toEqual(open);
    expect(await of('?status=resolved')).toEqual([ids[1]]);
    const { body } = await app
      .as('moderator')
      .get('/admin/comment-reports?status=open&per_page=3')
      .expect(200);
    const page = body as Page<CommentReportResponse>;
    expect([page.total_items, page.total_pages]).toEqual([4, 2]);
    const second = await app
      .as('moderator')
      .get(page.next_page ?? '')
      .expect(200);
    expect((second.body as Page<CommentReportResponse>).items.map((report) => report.id)).toEqual([ids[0]]);
    for (const query of ['status=new', 'sort=reason', 'page=0', 'x=1']) {
      await app.as('moderator').get(`/admin/comment-reports?${query}`).expect(422);
    }
  });

  it('still shows what became of comments that were deleted, and of films', async () => {
    await aReport();
    await app.as('user').delete(`/comments/${comment}`).expect(204);
    expect(await queue()).toMatchObject([
      { status: 'open', reported_text: 'He dies.', comment: { deleted: true, text: '', author: null } },
    ]);
    await app
      .as('moderator')
      .delete(`/movies/${(await queue())[0]?.comment.movie_uuid}`)
      .expect(204);
    expect(await queue()).toHaveLength(1);
  });
});

describe('Dealing with a report', () => {
  it('may leave the comment, and closes that report only', async () => {
    const [one, other] = [await aReport(), await aReport(app.as('moderator'))];
    const { body } = await resolve(one, { action: 'keep', note: 'It is an old film.' }).expect(200);
    expect(body).toMatchObject({ id: one, status: 'resolved', action: 'keep', note: 'It is an old film.' });
    expect((body as CommentReportResponse).resolved_at).toMatch(/Z$/);
    expect((await theComment(app.as(), comment)).text).toBe('He dies.');
    expect((await queue('?status=open')).map((report) => report.id)).toEqual([other]);
  });

  it('may delete the comment, which closes all reports of it, and keeps the reason for its author', async () => {
    const [one, other] = [await aReport(), await aReport(app.as('moderator'))];
    const reply = await aReply(app.as('cashier'), comment);
    const { body } = await resolve(one, { action: 'delete', note: 'Spoilers need a warning.' }).expect(200);
    expect(body).toMatchObject({ id: one, status: 'resolved', comment: { deleted: true, text: '' } });
    expect(await theComment(app.as(), comment)).toMatchObject({ deleted: true, reply_count: 1 });
    expect((await theComment(app.as(), reply.id)).deleted).toBe(false);
    expect((await queue('?status=resolved')).map(({ id, action }) => [id, action])).toEqual([
      [other, 'delete'],
      [one, 'delete'],
    ]);
    expect(await reasonOf(comment)).toEqual({ reason: 'Spoilers need a warning.' });
    const audit = await app.database.query(
      'SELECT actor_id, action, target, before, after FROM audit_log WHERE action LIKE $1 ORDER BY id',
      ['comment%'],
    );
    expect(audit).toEqual([
      {
        actor_id: 3,
        action: 'comment-report.resolve',
        target: `comment-report:${one}`,
        before: null,
        after: { comment_id: comment, action: 'delete', note: 'Spoilers need a warning.' },
      },
      {
        actor_id: 3,
        action: 'comment.delete',
        target: `comment:${comment}`,
        before: { text: 'He dies.' },
        after: { reason: 'Spoilers need a warning.' },
      },
    ]);
  });

  it('has words for the author when the moderator has none', async () => {
    await resolve(await aReport(), { action: 'delete' }).expect(200);
    expect(await reasonOf(comment)).toEqual({ reason: 'It was reported and found to break the rules.' });
  });

  it('is done once, whoever comes first', async () => {
    const id = await aReport();
    const answers = await Promise.all(
      ['keep', 'delete', 'keep', 'delete'].map((action) => resolve(id, { action })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
    const late = await resolve(id, { action: 'keep' }).expect(409);
    expect(late.body).toMatchObject({ type: '/problems/report-resolved' });
  });

  it('is not needed when a moderator deletes the comment itself', async () => {
    const id = await aReport();
    await app.as('moderator').delete(`/comments/${comment}`).send({ reason: 'Spoiler.' }).expect(204);
    expect(await queue('?status=open')).toEqual([]);
    await resolve(id, { action: 'keep' }).expect(409);
  });

  it('works for comments that their authors deleted meanwhile', async () => {
    const id = await aReport();
    await app.as('user').delete(`/comments/${comment}`).expect(204);
    await resolve(id, { action: 'delete' }).expect(200);
    expect(await reasonOf(comment)).toEqual({ reason: null });
  });

  it.each([{}, { action: 'hide' }, { action: 'keep', note: '' }, { action: 'keep', reason: 'x' }])(
    'refuses %j',
    async (body) => {
      await resolve(await aReport(), body).expect(422);
    },
  );

  it('needs a report', async () => {
    await resolve(999_999, { action: 'keep' }).expect(404);
  });
});
