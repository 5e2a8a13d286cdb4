import { createTestApp, type TestApp } from '../../support/test-app.js';

describe('administration', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it.each([
    ['get', '/admin/users'],
    ['get', '/admin/users/1'],
    ['patch', '/admin/users/1/group'],
    ['post', '/admin/users/1/activate'],
    ['post', '/admin/users/1/deactivate'],
    ['get', '/admin/audit-log'],
    ['get', '/admin/jobs'],
    ['post', '/admin/jobs/1/retry'],
  ] as const)('%s %s is for administrators only', async (method, path) => {
    const stranger = await app.as()[method](path).expect(401);
    expect(stranger.headers['www-authenticate']).toBe('Bearer');

    for (const group of ['user', 'cashier', 'moderator'] as const) {
      const refused = await app.as(group)[method](path).expect(403);
      expect(refused.body).toMatchObject({
        type: '/problems/forbidden',
        detail: 'This is for the group admin and higher ones.',
      });
    }
  });
});
