import { anImage } from '../../support/posters.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { uploadAvatar } from './avatars.js';

describe('uploads of avatars', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '0.1' } });
  });
  afterAll(() => app.close());

  it('are limited for each user', async () => {
    const image = await anImage(40, 40);
    for (const status of [200, 200, 429]) await uploadAvatar(app, image).expect(status);
    const { body, headers } = await uploadAvatar(app, image).expect(429);
    expect(body.type).toBe('/problems/too-many-requests');
    expect(Number(headers['retry-after'])).toBeGreaterThan(500);
    await uploadAvatar(app, image, 'me.png', 'cashier').expect(200);
  });
});
