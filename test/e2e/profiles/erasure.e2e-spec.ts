import type { ProfileResponse } from '../../../src/modules/profiles/profile.dto.js';
import { eventually } from '../../support/eventually.js';
import { fileAt } from '../../support/posters.js';
import { TEST_PASSWORD } from '../../support/test-accounts.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { anAvatar } from './avatars.js';

let app: TestApp;

beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => app.close());

const profilesOf = (userId: number) =>
  app.database.query('SELECT 1 FROM user_profiles WHERE user_id = $1', [userId]);
const deleteAccount = () => app.as('user').delete('/accounts/me').send({ password: TEST_PASSWORD });

describe('the profile of an account that is deleted', () => {
  it('goes with it, and so does the file of its avatar; those of others stay', async () => {
    await app.as('user').patch('/profiles/me').send({ first_name: 'Ada', country: 'UA' }).expect(200);
    const [own, other] = [await anAvatar(app), await anAvatar(app, 'cashier')];
    await deleteAccount().expect(204);
    expect(await profilesOf(1)).toEqual([]);
    await eventually(() => fileAt(app, own).expect(404));
    await fileAt(app, other).expect(200);
    await app.as('admin').get('/profiles/users/1').expect(404);
    await app.as('admin').patch('/profiles/users/1').send({ first_name: 'Ada' }).expect(404);
    expect(await profilesOf(1)).toEqual([]);
  });

  it('stays when the deletion is refused', async () => {
    const avatar = await anAvatar(app);
    await app.as('user').delete('/accounts/me').send({ password: 'Another-Password-1!' }).expect(401);
    const { body } = await app.as('user').get('/profiles/me').expect(200);
    expect((body as ProfileResponse).avatar_url).toBe(avatar);
    await fileAt(app, avatar).expect(200);
  });

  it('is not written again by what arrives at the same time', async () => {
    const writes = Array.from({ length: 12 }, (_, n) =>
      app
        .as('admin')
        .patch('/profiles/users/1')
        .send({ first_name: `Ada ${n}` }),
    );
    const [deletion, ...answers] = await Promise.all([deleteAccount(), ...writes]);
    expect(deletion.status).toBe(204);
    for (const { status } of answers) expect([200, 404]).toContain(status);
    expect(await profilesOf(1)).toEqual([]);
  });
});
