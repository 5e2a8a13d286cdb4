import { AccessTokens } from '../../src/modules/accounts/sessions/access-tokens.js';
import { next } from './factories.js';
import type { TestApp } from './test-app.js';

/** Somebody who is signed in. */
export interface Reader {
  readonly id: number;
  readonly token: string;
}

/** Enters so many active accounts, each signed in. */
export async function readers(app: TestApp, count: number): Promise<Reader[]> {
  const sessions = await app.database.query<{ id: number; user_id: number }>(
    `WITH reader AS (
       INSERT INTO users (email, hashed_password, is_active, activated_at)
       SELECT $1 || n || '@test.example', '-', true, now() FROM generate_series(1, $2) n RETURNING id
     )
     INSERT INTO sessions (user_id, expires_at) SELECT id, now() + interval '1 day' FROM reader RETURNING id, user_id`,
    [`reader-${next()}-`, count],
  );
  const tokens = app.get(AccessTokens);
  return sessions.map(({ id, user_id }) => ({
    id: user_id,
    token: tokens.sign({ userId: user_id, group: 'user', sessionId: id }),
  }));
}

/** Films whose counters, with the notes that are still to be added, are not what counting the rows says (invariant t). */
export function wrongCounters(app: TestApp): Promise<unknown[]> {
  return app.database.query(`
    SELECT * FROM (
      SELECT s.movie_id, s.likes + coalesce(n.likes, 0) AS likes, l.likes AS actual_likes,
        s.dislikes + coalesce(n.dislikes, 0) AS dislikes, l.dislikes AS actual_dislikes,
        s.rating_count + coalesce(n.rating_count, 0) AS ratings, r.ratings AS actual_ratings,
        s.rating_sum + coalesce(n.rating_sum, 0) AS sum, r.sum AS actual_sum
      FROM movie_stats s
      CROSS JOIN LATERAL (
        SELECT sum(likes) AS likes, sum(dislikes) AS dislikes, sum(rating_count) AS rating_count, sum(rating_sum) AS rating_sum
        FROM movie_stats_notes n WHERE n.movie_id = s.movie_id) n
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE value = 'like') AS likes, count(*) FILTER (WHERE value = 'dislike') AS dislikes
        FROM movie_reactions l WHERE l.movie_id = s.movie_id) l
      CROSS JOIN LATERAL (
        SELECT count(*) AS ratings, coalesce(sum(value), 0) AS sum FROM movie_ratings r WHERE r.movie_id = s.movie_id) r
    ) c WHERE (likes, dislikes, ratings, sum) <> (actual_likes, actual_dislikes, actual_ratings, actual_sum)`);
}
