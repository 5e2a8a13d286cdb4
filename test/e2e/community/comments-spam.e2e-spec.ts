import { COMMENT_LIMITS } from '../../../src/modules/community/comments/comment-limits.js';
import { RateLimits } from '../../../src/platform/rate-limits/index.js';
import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aComment, aReply } from './comments.js';

let app: TestApp;
let movie: string;
afterEach(() => app.close());

const say = (text: string, group: 'user' | 'cashier' = 'user', uuid = movie) =>
  app.as(group).post(`/movies/${uuid}/comments`).send({ text });

describe('Saying the same again', () => {
  beforeEach(async () => {
    app = await createTestApp();
    movie = (await aMovie(app)).uuid;
  });

  it('within ten minutes under the same film is refused, as a reply, too', async () => {
    const { id } = await aComment(app.as('user'), movie, 'Buy my watches!');
    const again = await say('Buy my watches!').expect(409);
    expect(again.body).toMatchObject({ type: '/problems/duplicate-comment' });
    await app.as('user').post(`/comments/${id}/replies`).send({ text: 'Buy my watches!' }).expect(409);
  });

  it('is fine under another film, for another person, and ten minutes later', async () => {
    const { id } = await aComment(app.as('user'), movie, 'So good.');
    await say('So good.', 'user', (await aMovie(app)).uuid).expect(201);
    await aReply(app.as('cashier'), id, 'So good.');
    const age = (interval: string) =>
      app.database.query('UPDATE comments SET created_at = now() - $2::interval WHERE id = $1', [
        id,
        interval,
      ]);
    await age('9 minutes 50 seconds');
    await say('So good.').expect(409);
    await age('10 minutes 10 seconds');
    await say('So good.').expect(201);
  });

  it('is fine after taking it back', async () => {
    const { id } = await aComment(app.as('user'), movie, 'So good.');
    await app.as('user').delete(`/comments/${id}`).expect(204);
    await say('So good.').expect(201);
  });

  it('is taken once when it is sent eight times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => say('Once.')));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    expect(await app.database.query('SELECT 1 FROM comments')).toHaveLength(1);
  });
});

describe('Saying much', () => {
  beforeEach(async () => {
    app = await createTestApp();
    movie = (await aMovie(app)).uuid;
  });

  it('ends after ten comments and replies a minute, for who says it', async () => {
    const { id } = await aComment(app.as('user'), movie);
    for (let n = 2; n <= 9; n += 1) await aComment(app.as('user'), movie);
    await aReply(app.as('user'), id);

    for (const refused of [
      await say('One more.'),
      await app.as('user').post(`/comments/${id}/replies`).send({ text: 'One more.' }),
    ]) {
      expect([refused.status, refused.body]).toMatchObject([429, { type: '/problems/too-many-requests' }]);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    }
    await say('My first.', 'cashier').expect(201);
  });

  it('ends after a hundred an hour, however slowly they come', async () => {
    const [minute] = COMMENT_LIMITS;
    if (!minute) throw new Error('There is no limit by the minute.');
    for (let n = 0; n < 100; n += 1) {
      await app.get(RateLimits).forget(minute, '1');
      await say('To nothing.', 'user', '00000000-0000-4000-8000-000000000000').expect(404);
    }
    await app.get(RateLimits).forget(minute, '1');
    const refused = await say('One more.').expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3000);
  });

  it('ends at ten when thirty come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => say(`Flood ${n}`)));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });

  it('that cannot be taken as text does not count', async () => {
    for (let n = 0; n < 12; n += 1) await say('').expect(422);
    await say('Better.').expect(201);
  });
});
