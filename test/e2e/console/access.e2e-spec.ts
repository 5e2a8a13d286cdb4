import { consoleCookie, postToConsole } from '../../support/console.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const PAGES = ['/docs/', '/docs', '/redoc/', '/openapi/', '/openapi.json', '/api/docs/'];

describe('The pages of the console', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { PUBLIC_URL: 'http://cinema.example' } });
  });
  afterAll(() => app.close());

  const asBrowser = (path: string, cookie?: string) => {
    const request = app.as().get(path).set('accept', 'text/html,application/xhtml+xml,*/*;q=0.8');
    return cookie === undefined ? request : request.set('cookie', cookie);
  };

  it.each(PAGES)('show strangers a form instead of %s, and tell programs the problem', async (path) => {
    const form = await asBrowser(path).expect(401);
    const problem = await app.as().get(path).expect(401);

    expect(form.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'www-authenticate': 'Bearer',
    });
    expect(form.text).toContain('<form id="sign-in" method="post">');
    expect(form.text).toContain('<label for="password">');
    expect(problem.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problem.body).toMatchObject({ type: '/problems/unauthenticated', status: 401 });
  });

  it.each(PAGES)('refuse users and cashiers %s, with a page for people', async (path) => {
    for (const group of ['user', 'cashier'] as const) {
      const page = await app.as(group).get(path).set('accept', 'text/html').expect(403);
      const problem = await app.as(group).get(path).expect(403);

      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.text).toContain('The console is for moderators and administrators.');
      expect(page.text).not.toContain('id="docs"');
      expect(problem.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
    }
  });

  it('open to moderators and administrators by cookie and by token, and are kept nowhere', async () => {
    for (const group of ['moderator', 'admin'] as const) {
      const cookie = await consoleCookie(app, group);
      for (const path of PAGES) {
        const byCookie = await asBrowser(path, cookie).expect(200);
        const byToken = await app.as(group).get(path).expect(200);

        expect(byToken.text).toBe(byCookie.text);
        expect(byCookie.headers['cache-control']).toBe('no-store');
      }
      const document = (await asBrowser('/openapi/', cookie)).body as { openapi: string };
      expect(document.openapi).toMatch(/^3\./);
    }
  });

  it('bring everything from this server, and let scripts of no other run', async () => {
    const cookie = await consoleCookie(app, 'moderator');
    for (const path of ['/docs/', '/redoc/']) {
      const page = await asBrowser(path, cookie).expect(200);
      const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');

      expect(sources.filter((source) => !source.startsWith('/'))).toEqual([]);
      expect(page.text).not.toMatch(/<script>|<style>|\son\w+=/);
      expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
      for (const source of sources.filter((each) => each.startsWith('/docs/') && each.includes('.'))) {
        await asBrowser(source, cookie).expect(200);
      }
    }
    const redoc = await asBrowser('/docs/assets/redoc.standalone.js', cookie).expect(200);
    expect(redoc.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(redoc.text).not.toContain('cdn.redoc.ly');
  });

  it('have a fixed list of files, of which strangers get those of the form only', async () => {
    const cookie = await consoleCookie(app, 'moderator');
    for (const file of [
      'package.json',
      '..%2Fpackage.json',
      '%2Fetc%2Fpasswd',
      'constructor',
      'x'.repeat(900),
    ]) {
      await asBrowser(`/docs/assets/${file}`, cookie).expect(404);
      await asBrowser(`/docs/form/${file}`).expect(404);
    }
    await asBrowser('/docs/form/console.css').expect(200);
    await asBrowser('/docs/assets/swagger-ui-bundle.js').expect(401);
    await app.as('cashier').get('/docs/assets/swagger-ui-bundle.js').expect(403);
  });

  it('are the only thing that the cookie opens', async () => {
    const cookie = await consoleCookie(app, 'admin');

    await app.as().get('/accounts/me').set('cookie', cookie).expect(401);
    await postToConsole(app, '/movies', cookie).send({}).expect(401);
    await app.as().get('/admin/users').set('cookie', cookie).expect(401);
    await asBrowser('/docs/', cookie).set('authorization', 'Bearer wrong').expect(401);
  });
});
