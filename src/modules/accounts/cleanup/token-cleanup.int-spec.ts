import { createTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { aPerson, signIn } from '../../../../test/support/people.js';
import { Metrics } from '../../../platform/observability/index.js';
import { TokenCleanup } from './token-cleanup.task.js';

describe('The cleanup of tokens', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await createTestApp();
  });
  afterEach(() => app.close());

  const enter = async (): Promise<void> => {
    const [expired, living] = [await aPerson(app), await aPerson(app)];
    for (const table of ['activation_tokens', 'password_reset_tokens']) {
      await app.database.query(
        `INSERT INTO ${table} (user_id, token, expires_at) VALUES ($1, repeat('a', 64), now() - interval '1 second'),
           ($2, repeat('b', 64), now() + interval '1 minute')`,
        [expired.id, living.id],
      );
    }
    await signIn(app, expired);
    await signIn(app, living);
    await app.database.query(
      `UPDATE refresh_tokens SET expires_at = now() - interval '1 second'
       WHERE session_id IN (SELECT id FROM sessions WHERE user_id = $1)`,
      [expired.id],
    );
    await app.database.query(
      `UPDATE sessions SET ended_at = now() - interval '1 second' WHERE user_id = $1`,
      [expired.id],
    );
  };
  const left = async (): Promise<unknown> => {
    const [row] = await app.database.query(
      `SELECT (SELECT count(*)::int FROM activation_tokens) AS activation, (SELECT count(*)::int FROM password_reset_tokens) AS reset,
         (SELECT count(*)::int FROM refresh_tokens) AS refresh, (SELECT count(*)::int FROM sessions WHERE user_id > 4) AS sessions`,
    );
    return row;
  };

  it('removes what has expired or ended, leaves the rest, and says so', async () => {
    await enter();
    expect(await left()).toEqual({ activation: 2, reset: 2, refresh: 2, sessions: 2 });

    const said = await app.get(TokenCleanup).run();

    expect(said).toBe('removed 1 activation tokens, 1 reset tokens, 1 refresh tokens, 1 sessions');
    expect(await left()).toEqual({ activation: 1, reset: 1, refresh: 1, sessions: 1 });
    const metrics = await app.get(Metrics).registry.metrics();
    expect(metrics).toContain('removed_total{kind="sessions"} 1');
  });

  it('does no harm twice, and goes through more than one batch', async () => {
    await enter();
    await app.database.query(
      `INSERT INTO sessions (user_id, expires_at) SELECT 1, now() - interval '1 day' FROM generate_series(1, 2500)`,
    );
    expect(await app.get(TokenCleanup).run()).toContain('2501 sessions');

    expect(await app.get(TokenCleanup).run()).toBe(
      'removed 0 activation tokens, 0 reset tokens, 0 refresh tokens, 0 sessions',
    );
    expect(await left()).toEqual({ activation: 1, reset: 1, refresh: 1, sessions: 1 });
  });
});
