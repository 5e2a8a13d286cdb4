import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import bcrypt from 'bcrypt';
import { AccessTokens } from '../../src/modules/accounts/sessions/access-tokens.js';
import { type Group, GROUPS } from '../../src/platform/auth/index.js';
import type { TestDatabase } from './test-database.js';

/** What every test account signs in with. */
export const TEST_PASSWORD = 'Test-Password-1!';

export const testEmail = (group: Group): string => `${group}@test.example`;

/** Gives out good access tokens for the test accounts. */
export type TokenFor = (group: Group) => string;

/** Enters one active account for each group (ids 1 to 4, lowest group first), each signed in. */
export async function enterTestAccounts(
  app: NestFastifyApplication,
  database: TestDatabase,
): Promise<TokenFor> {
  await database.query(
    `INSERT INTO users (id, email, hashed_password, is_active, activated_at, group_id)
     SELECT id, name || '@test.example', $1, true, now(), id FROM user_groups ON CONFLICT DO NOTHING`,
    [bcrypt.hashSync(TEST_PASSWORD, 4)],
  );
  await database.query(
    `SELECT setval(pg_get_serial_sequence('users', 'id'), greatest(4, (SELECT max(id) FROM users)))`,
  );
  const sessions = await database.query<{ id: number; user_id: number }>(
    `INSERT INTO sessions (user_id, expires_at) SELECT id, now() + interval '100 years' FROM user_groups
     RETURNING id, user_id`,
  );
  const tokens = app.get(AccessTokens, { strict: false });
  return (group) => {
    const userId = GROUPS.indexOf(group) + 1;
    const sessionId = sessions.find((session) => session.user_id === userId)?.id ?? 0;
    return tokens.sign({ userId, group, sessionId });
  };
}
