import { type Invariant, StatesInvariants } from '../../../platform/invariants/index.js';

@StatesInvariants()
export class CommentsInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'likes of comments are what a count says',
      sql: `SELECT c.id, c.likes, count(l.user_id) AS actual FROM comments c LEFT JOIN comment_likes l ON l.comment_id = c.id
            GROUP BY c.id HAVING c.likes <> count(l.user_id)`,
    },
    {
      name: 'reply_count of comments is what a count says',
      sql: `SELECT c.id, c.reply_count, count(r.id) AS actual
            FROM comments c LEFT JOIN comments r ON r.parent_id = c.id AND r.deleted_at IS NULL
            GROUP BY c.id HAVING c.reply_count <> count(r.id)`,
    },
    {
      name: 'replies belong to a comment of the same film that begins a thread',
      sql: `SELECT r.id, r.parent_id FROM comments r JOIN comments top ON top.id = r.parent_id
            WHERE top.parent_id IS NOT NULL OR top.movie_id <> r.movie_id`,
    },
  ];
}
