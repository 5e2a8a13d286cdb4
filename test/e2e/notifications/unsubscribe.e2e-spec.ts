import type { Person } from '../../support/people.js';
import { Digests, knocked, PUBLIC_URL } from './digests.js';

const ONE_CLICK = 'List-Unsubscribe=One-Click';
const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

describe('Unsubscribing', () => {
  let digests: Digests;
  let me: Person;
  let address: string;
  beforeAll(async () => {
    digests = await Digests.start();
  });
  afterAll(() => digests.close());
  beforeEach(async () => {
    me = await digests.named('Me');
    address = await mailed('first');
  });

  /** Has somebody mailed. @returns where the mail lets them unsubscribe, as a path of the application */
  const mailed = async (text: string): Promise<string> => {
    await digests.tell(me, { text });
    await digests.pass(60);
    const header = (await digests.mails(me))[0]?.headers.get('list-unsubscribe') ?? '';
    return header.slice(1 + PUBLIC_URL.length, -1);
  };
  const press = (path = address, body = ONE_CLICK) =>
    digests.app.as().post(path).set('content-type', 'application/x-www-form-urlencoded').send(body);
  const mailWishes = async (): Promise<boolean[]> => {
    const answer = await (await digests.as(me)).get('/notifications/preferences').expect(200);
    const { items } = answer.body as { items: { mail: boolean; locked: string[] }[] };
    return items.filter(({ locked }) => !locked.includes('mail')).map(({ mail }) => mail);
  };
  const wantsMail = async (): Promise<boolean> => (await mailWishes()).includes(true);

  it('is offered by headers and by a link in the mail', async () => {
    const [mail] = await digests.mails(me);

    expect(mail?.headers.get('list-unsubscribe')).toMatch(
      /^<https:\/\/cinema\.example\/api\/notifications\/unsubscribe\?token=[\w-]{43}>$/,
    );
    expect(mail?.headers.get('list-unsubscribe-post')).toBe(ONE_CLICK);
    expect(mail?.links).toContain(`${PUBLIC_URL}${address}`);
    expect(mail?.html).toContain(`href="${PUBLIC_URL}${address}" rel="nofollow"`);
  });

  it('takes one click, ends the mails of all kinds, and does no harm twice', async () => {
    await digests.wish(me, 'test-knock', { mail: true, in_app: false });
    await digests.tell(me, { text: 'waits' });
    await digests.tell(me, { kind: knocked, text: 'waits, too' });

    const answer = await press().expect(200);
    expect(answer.body).toEqual({ message: 'You get no more of these mails.' });
    await press().expect(200);

    expect(await wantsMail()).toBe(false);
    await digests.tell(me, { text: 'later' });
    await digests.pass(120);
    expect(await digests.mails(me)).toHaveLength(1);
    const listed = await (await digests.as(me)).get('/notifications').expect(200);
    expect(listed.body).toMatchObject({ unread_count: 1, items: [{ body: 'later' }] });
  });

  it('holds until somebody asks for a kind by name', async () => {
    await press().expect(200);
    await digests.wish(me, 'test-knock', { mail: true });
    expect((await mailWishes()).filter((mail) => mail)).toHaveLength(1);

    await digests.tell(me, { text: 'not this' });
    await digests.tell(me, { kind: knocked, text: 'but this' });
    await digests.pass(60);

    const [mail] = await digests.mails(me);
    expect(mail?.text).toContain('but this');
    expect(mail?.text).not.toContain('not this');
  });

  it('works with the link of an older mail, and for nobody else', async () => {
    const other = await digests.named('Other');
    await digests.tell(other);
    await mailed('second');

    await press(address).expect(200);

    expect(await wantsMail()).toBe(false);
    expect(await digests.mails(other)).toHaveLength(1);
    await digests.tell(other, { subject: 'door:2' });
    await digests.pass(60);
    expect(await digests.mails(other)).toHaveLength(2);
  });

  it('is only asked for by a page: what follows links changes nothing', async () => {
    const page = await digests.app.as().get(address).set('accept', HTML).expect(200);

    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['content-security-policy']).toContain("form-action 'self'");
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.text).toMatch(
      /<form method="post">\s*<input type="hidden" name="List-Unsubscribe" value="One-Click">/,
    );
    await digests.app.as().head(address).expect(200);
    expect(await wantsMail()).toBe(true);

    const done = await press().set('accept', HTML).expect(200);

    expect(done.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(done.text).toContain('You get no more of these mails.');
    expect(await wantsMail()).toBe(false);
  });

  it('takes a form with parts, and JSON', async () => {
    await digests.app.as().post(address).field('List-Unsubscribe', 'One-Click').expect(200);
    expect(await wantsMail()).toBe(false);
    await digests.wish(me, 'test-wave', { mail: true });

    await digests.app.as().post(address).send({ 'List-Unsubscribe': 'One-Click' }).expect(200);

    expect(await wantsMail()).toBe(false);
  });

  it.each(['x', 'x'.repeat(43), '%22%27', '../../etc'])(
    'with %s for a token is answered 400',
    async (token) => {
      const wrong = `/notifications/unsubscribe?token=${token}`;
      const problem = { type: '/problems/invalid-unsubscribe-link', status: 400 };

      expect((await press(wrong).expect(400)).body).toMatchObject(problem);
      expect((await digests.app.as().get(wrong).expect(400)).body).toMatchObject(problem);
      for (const page of [
        await press(wrong).set('accept', HTML).expect(400),
        await digests.app.as().get(wrong).set('accept', HTML).expect(400),
      ]) {
        expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
        expect(page.text).toContain('This link to unsubscribe is not valid.');
      }
    },
  );

  it.each([
    ['', 'token'],
    ['?token=a&token=b', 'token'],
    [`?token=${'x'.repeat(201)}`, 'token'],
    ['?token=a&user=1', 'user'],
  ])('at %j is told what is wrong', async (query, field) => {
    const answer = await press(`/notifications/unsubscribe${query}`).expect(422);

    expect(answer.body).toMatchObject({ errors: [{ field }] });
  });

  it.each(['', 'List-Unsubscribe=', 'List-Unsubscribe=Two-Clicks', 'other=One-Click', '__proto__=1', '%'])(
    'with the body %j changes nothing',
    async (body) => {
      const answer = await press(address, body).expect(422);

      expect(answer.body).toMatchObject({ errors: [{ field: 'List-Unsubscribe' }] });
      await digests.app.as().post(address).expect(422);
      expect(await wantsMail()).toBe(true);
    },
  );

  it('with a broken or a large form is refused', async () => {
    const broken = await digests.app
      .as()
      .post(address)
      .set('content-type', 'multipart/form-data; boundary=x')
      .send('--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Cl');

    expect(broken.status).toBe(422);
    await press(address, `${ONE_CLICK}&x=${'x'.repeat(20_000)}`).expect(413);
    await digests.app.as().post(address).set('content-type', 'text/plain').send(ONE_CLICK).expect(415);
    expect(await wantsMail()).toBe(true);
  });

  it('is the only thing that a plain form is taken for', async () => {
    for (const path of ['/accounts/login', '/notifications/read', '/accounts/reset-password/request']) {
      const answer = await press(path, 'email=a@b.example').expect(415);
      expect(answer.body).toMatchObject({ type: '/problems/unsupported-media-type' });
    }
  });

  it('keeps tokens as hashes, of which nothing is told', async () => {
    const token = address.split('token=')[1] ?? '';
    const rows = await digests.app.database.query('SELECT token FROM unsubscribe_tokens WHERE user_id = $1', [
      me.id,
    ]);

    expect(rows).toEqual([{ token: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
    const [outbox] = await digests.app.database.query(
      'SELECT string_agg(payload::text, chr(10)) AS payloads FROM outbox',
    );
    expect(outbox?.['payloads']).not.toContain(token);
  });

  it('with the link of a deleted account is answered like any wrong one', async () => {
    await (await digests.as(me)).delete('/accounts/me').send({ password: me.password }).expect(204);

    await press().expect(400);
  });
});
