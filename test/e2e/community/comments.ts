import { AccessTokens } from '../../../src/modules/accounts/sessions/access-tokens.js';
import type { CommentResponse } from '../../../src/modules/community/comments/comment.dto.js';
import type { Page } from '../../../src/platform/lists/index.js';
import { aPerson, withToken } from '../../support/people.js';
import { next } from '../../support/factories.js';
import type { TestApp } from '../../support/test-app.js';

export type Client = ReturnType<TestApp['as']>;

/** Forgets the films of earlier tests, and what was said, told and recorded there. */
export async function startAnew({ database }: TestApp): Promise<void> {
  await database.query('TRUNCATE comments, notifications, user_profiles, audit_log CASCADE');
  await database.query('TRUNCATE movie_stats_notes');
  await database.query('DELETE FROM movie_stats');
  await database.query('UPDATE movies SET deleted_at = now()');
}

/** People with accounts of their own, signed in past the login, whose hashing would take its time so often. */
export async function aCrowd(app: TestApp, size: number): Promise<Client[]> {
  const tokens = app.get(AccessTokens);
  const clients: Client[] = [];
  for (let n = 0; n < size; n += 1) {
    const { id: userId } = await aPerson(app);
    const [session] = await app.database.query<{ id: number }>(
      `INSERT INTO sessions (user_id, expires_at) VALUES ($1, now() + interval '1 day') RETURNING id`,
      [userId],
    );
    clients.push(withToken(app, tokens.sign({ userId, group: 'user', sessionId: session?.id ?? 0 })));
  }
  return clients;
}

/** Says something under a film; the text is unique. */
export async function aComment(
  client: Client,
  movieUuid: string,
  text = `Comment ${next()}`,
): Promise<CommentResponse> {
  return written(await client.post(`/movies/${movieUuid}/comments`).send({ text }));
}

/** Answers a comment; the text is unique. */
export async function aReply(
  client: Client,
  toId: number,
  text = `Reply ${next()}`,
): Promise<CommentResponse> {
  return written(await client.post(`/comments/${toId}/replies`).send({ text }));
}

export async function commentsAt(client: Client, path: string): Promise<Page<CommentResponse>> {
  const answer = await client.get(path);
  if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${answer.text}`);
  return answer.body as Page<CommentResponse>;
}

export async function theComment(client: Client, id: number): Promise<CommentResponse> {
  const answer = await client.get(`/comments/${id}`);
  if (answer.status !== 200) throw new Error(`GET /comments/${id}: ${answer.status} ${answer.text}`);
  return answer.body as CommentResponse;
}

function written(answer: { status: number; text: string; body: unknown }): CommentResponse {
  if (answer.status !== 201) throw new Error(`A comment was not taken: ${answer.status} ${answer.text}`);
  return answer.body as CommentResponse;
}
