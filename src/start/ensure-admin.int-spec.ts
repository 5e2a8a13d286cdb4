import { createTestApp, type TestApp } from '../../test/support/test-app.js';
import { ensureAdmin } from './ensure-admin.js';

describe('The administrator of the settings', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await createTestApp();
  });
  afterEach(() => app.close());

  const ensure = (email: string, password: string): Promise<void> =>
    ensureAdmin(app.app, { ...app.settings, admin: { email, password } });
  const login = async (password: string): Promise<number> =>
    (await app.as().post('/accounts/login').send({ email: 'boss@cinema.example', password })).status;

  it('is entered at the first start, and left alone at the next', async () => {
    await Promise.all([1, 2].map(() => ensure('Boss@cinema.example', 'Boss-Word-2026')));
    await ensure('boss@cinema.example', 'Another-Word-77');

    expect([await login('Boss-Word-2026'), await login('Another-Word-77')]).toEqual([200, 401]);
    expect(await app.database.query(`SELECT actor_id, action, after FROM audit_log`)).toEqual([
      { actor_id: null, action: 'user.create-admin', after: { group: 'admin' } },
    ]);
  });

  it('stops the start when the password is weak, without showing it', async () => {
    const start = ensure('boss@cinema.example', 'weak-word');

    await expect(start).rejects.toThrow(/ADMIN_PASSWORD: lacks an upper-case letter, a digit/);
    await expect(start).rejects.not.toThrow(/weak-word/);
  });
});
