import { aMovie } from '../../support/factories.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aComment, aCrowd, theComment, startAnew } from './comments.js';

let app: TestApp;
let comment: number;

beforeAll(async () => {
  app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '1000' } });
});
beforeEach(async () => {
  await startAnew(app);
  comment = (await aComment(app.as('user'), (await aMovie(app)).uuid)).id;
});
afterAll(() => app.close());

const likes = async (): Promise<number> => (await theComment(app.as(), comment)).likes;
const rows = async (): Promise<number> =>
  (await app.database.query('SELECT 1 FROM comment_likes WHERE comment_id = $1', [comment])).length;

describe('Likes of a comment', () => {
  it('come and go, and twice is once', async () => {
    const cashier = app.as('cashier');
    for (let n = 0; n < 2; n += 1) {
      const { body } = await cashier.put(`/comments/${comment}/like`).expect(200);
      expect(body).toMatchObject({ id: comment, likes: 1, liked: true });
    }
    for (let n = 0; n < 2; n += 1) await cashier.delete(`/comments/${comment}/like`).expect(204);
    expect(await theComment(cashier, comment)).toMatchObject({ likes: 0, liked: false });
  });

  it('of fifty people at once are all counted', async () => {
    const people = await aCrowd(app, 50);
    const answers = await Promise.all(people.map((person) => person.put(`/comments/${comment}/like`)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect([await likes(), await rows()]).toEqual([50, 50]);

    await Promise.all(people.map((person) => person.delete(`/comments/${comment}/like`).expect(204)));
    expect([await likes(), await rows()]).toEqual([0, 0]);
  });

  it('of one person twenty times at once are one', async () => {
    const cashier = app.as('cashier');
    const like = () => cashier.put(`/comments/${comment}/like`);
    const answers = await Promise.all(Array.from({ length: 20 }, like));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect([await likes(), await rows()]).toEqual([1, 1]);
  });

  it('given and taken back at once are counted as what is left', async () => {
    const people = await aCrowd(app, 5);
    await Promise.all(
      people.flatMap((person) =>
        Array.from({ length: 6 }, (_, n) =>
          n % 2 === 0
            ? person.put(`/comments/${comment}/like`).expect(200)
            : person.delete(`/comments/${comment}/like`).expect(204),
        ),
      ),
    );
    expect(await likes()).toBe(await rows());
  });

  it('of a comment that is not there are not taken', async () => {
    await app.as('user').put('/comments/999999/like').expect(404);
    await app.as('user').delete('/comments/999999/like').expect(404);
  });
});
