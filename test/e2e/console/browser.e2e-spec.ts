import type { Browser, BrowserContext, Page } from 'playwright-core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumIsInstalled, startChromium } from '../../support/chromium.js';
import { freePort, type Program, runProgram, untilReady } from '../../support/program.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const EMAIL = 'admin@cinema.example';
const PASSWORD = 'Admin-Password-1!';
const WHAT = 'the console in a real browser (test/e2e/console/browser.e2e-spec.ts)';

interface Movies {
  items: { name: string }[];
}

/** The build in a real browser: the document of the build has the examples that the forms are filled with. */
(chromiumIsInstalled(WHAT) ? describe : describe.skip)('The console in a browser', () => {
  let database: TestDatabase;
  let directory: string;
  let program: Program;
  let browser: Browser;
  let origin: string;
  let context: BrowserContext;
  let page: Page;
  let elsewhere: string[];
  let complaints: string[];
  beforeAll(async () => {
    database = await createTestDatabase();
    directory = await mkdtemp(join(tmpdir(), 'online-cinema-test-'));
    const port = await freePort();
    origin = `http://localhost:${port}`;
    program = runProgram('main', [], {
      DATABASE_URL: database.url,
      DATA_DIR: directory,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'error',
      DEMO_DATA: 'off',
      BCRYPT_COST: '4',
      ADMIN_EMAIL: EMAIL,
      ADMIN_PASSWORD: PASSWORD,
    });
    await untilReady(program);
    browser = await startChromium();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    program.child.kill('SIGTERM');
    await program.ended;
    await database.drop();
    await rm(directory, { recursive: true, force: true });
  });
  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    elsewhere = [];
    complaints = [];
    page.on('request', (request) => {
      const own = [origin, `blob:${origin}`, 'data:'].some((start) => request.url().startsWith(start));
      if (!own) elsewhere.push(request.url());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
  });
  afterEach(async () => {
    await context.close();
    expect({ elsewhere, complaints }).toEqual({ elsewhere: [], complaints: [] });
  });

  const signIn = async (path: string, password = PASSWORD): Promise<void> => {
    if (page.url() !== origin + path) await page.goto(origin + path);
    await page.getByLabel('E-mail').fill(EMAIL);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  const operation = (id: string) => page.locator(`#operations-${id}`);
  const open = async (id: string): Promise<void> => {
    await operation(id).locator('.opblock-summary-control').click();
    await operation(id).locator('.execute').waitFor();
  };
  /** Sends the form of an operation. @returns the status and the body that the page shows */
  const execute = async (id: string): Promise<[status: string, body: string]> => {
    await operation(id).locator('.execute').click();
    const shown = operation(id).locator('.live-responses-table .response');
    await shown.waitFor();
    const status = await shown.locator('.response-col_status').innerText();
    return [status.trim(), await shown.locator('.highlight-code').first().innerText()];
  };
  const authorized = (): Promise<void> => page.locator('.auth-wrapper .authorize.locked').waitFor();

  it('signs in, tries an endpoint, adds a film by the form, signs out, and shows nothing to who goes back', async () => {
    await page.goto(`${origin}/app/`);
    await page.getByRole('link', { name: 'Console' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.locator(':focus').getAttribute('id')).toBe('email');
    await signIn('/docs/', 'Wrong-Password-1!');
    await page.getByRole('alert').filter({ hasText: 'E-mail or password is wrong.' }).waitFor();

    await signIn('/docs/');
    await authorized();
    expect(await context.cookies()).toMatchObject([
      { name: 'console_session', httpOnly: true, sameSite: 'Strict', path: '/' },
    ]);
    expect(
      await page.evaluate('document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })'),
    ).toBe('{}');
    await open('Accounts-Sessions_list');
    const [listed, sessions] = await execute('Accounts-Sessions_list');
    expect([listed, sessions]).toEqual(['200', expect.stringContaining('"current": true')]);

    await open('Catalogue-Movies_create');
    const [created, film] = await execute('Catalogue-Movies_create');
    expect([created, film]).toEqual(['201', expect.stringContaining('"name": "Heat"')]);
    const movies = (await (await fetch(`${origin}/movies`)).json()) as Movies;
    expect(movies.items.map((movie) => movie.name)).toEqual(['Heat']);

    await open('Catalogue-Movies_list');
    const [found, films] = await execute('Catalogue-Movies_list');
    expect([found, films]).toEqual(['200', expect.stringContaining('"name": "Heat"')]);

    await page.goto(`${origin}/redoc/`);
    await page.getByRole('heading', { name: 'Add a film' }).waitFor();
    await page.goto(`${origin}/docs/`);
    await authorized();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await context.cookies()).toEqual([]);
    for (const path of ['/redoc/', '/docs/']) {
      await page.goBack();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(new URL(page.url()).pathname).toBe(path);
      expect(await page.locator('#docs').count()).toBe(0);
      expect(await page.content()).not.toContain('film');
    }
  }, 90_000);

  it('renews its token before it runs out, without anybody doing anything', async () => {
    await page.clock.install();
    await signIn('/docs/');
    await authorized();
    const renewal = async (): Promise<string> => {
      const renewed = page.waitForResponse(`${origin}/docs/token`);
      await page.clock.fastForward('13:30');
      return ((await (await renewed).json()) as { access_token: string }).access_token;
    };

    await renewal();
    const token = await renewal();

    await open('Accounts-Sessions_list');
    const sent = page.waitForRequest(`${origin}/accounts/sessions`);
    expect((await execute('Accounts-Sessions_list'))[0]).toBe('200');
    expect((await sent).headers()['authorization']).toBe(`Bearer ${token}`);
  }, 60_000);

  it('shows the form again as soon as the session has ended elsewhere', async () => {
    await signIn('/docs/');
    await authorized();
    await open('Accounts-Sessions_list');
    await database.query('UPDATE sessions SET ended_at = now() WHERE ended_at IS NULL');
    await operation('Accounts-Sessions_list').locator('.execute').click();

    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(new URL(page.url()).pathname);
    await authorized();
  }, 60_000);

  it('says that an account is not for it', async () => {
    await signIn('/redoc/');
    await page.getByRole('heading', { name: 'Add a film' }).waitFor();
    const group = (name: string) =>
      database.query('UPDATE users SET group_id = (SELECT id FROM user_groups WHERE name = $1)', [name]);
    await group('cashier');
    await page.reload();
    await page.getByRole('heading', { name: 'Your account may not do this' }).waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await signIn('/redoc/');
    await page.getByRole('alert').filter({ hasText: 'moderators and administrators' }).waitFor();
    await group('admin');
  }, 60_000);
});
