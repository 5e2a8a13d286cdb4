import supertest from 'supertest';
import bcrypt from 'bcrypt';
import type { Group } from '../../src/platform/auth/index.js';
import { next } from './factories.js';
import { TEST_PASSWORD } from './test-accounts.js';
import type { TestApp } from './test-app.js';

/** The tokens of a sign-in. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** Somebody with an active account of their own. */
export interface Person {
  readonly id: number;
  readonly email: string;
  readonly password: string;
}

const HASH = bcrypt.hashSync(TEST_PASSWORD, 4);

/** Enters an active account. */
export async function aPerson(app: TestApp, group: Group = 'user'): Promise<Person> {
  const email = `person-${next()}-${process.pid}@test.example`;
  const [row] = await app.database.query<{ id: number }>(
    `INSERT INTO users (email, hashed_password, is_active, activated_at, group_id)
     SELECT $1, $2, true, now(), id FROM user_groups WHERE name = $3 RETURNING id`,
    [email, HASH, group],
  );
  return { id: row?.id ?? 0, email, password: TEST_PASSWORD };
}

/** Signs somebody in over HTTP. */
export async function signIn(app: TestApp, { email, password }: Person): Promise<Tokens> {
  const answer = await app.as().post('/accounts/login').send({ email, password });
  if (answer.status !== 200) throw new Error(`POST /accounts/login: ${answer.status} ${answer.text}`);
  return answer.body as Tokens;
}

/** A client that sends a token. */
export function withToken(app: TestApp, token: string): ReturnType<typeof supertest.agent> {
  return app.as().set('authorization', `Bearer ${token}`);
}
