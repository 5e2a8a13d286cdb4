import { Mailer } from '../../../src/integrations/mail/index.js';
import { DigestTask } from '../../../src/modules/notifications/digest/digest.task.js';
import { Invariants } from '../../../src/platform/invariants/index.js';
import type { Person } from '../../support/people.js';
import { Digests, knocked, PUBLIC_URL } from './digests.js';

describe('The digest of notifications', () => {
  let digests: Digests;
  let me: Person;
  beforeAll(async () => {
    digests = await Digests.start();
  });
  afterAll(() => digests.close());
  beforeEach(async () => {
    me = await digests.named('Me');
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    const broken = (await digests.app.get(Invariants).check()).filter((one) => one.broken.length > 0);
    expect(broken).toEqual([]);
  });

  const plain = (text: string): string => text.replaceAll('\u200b', '');

  it('tells what a burst of events was, together, some minutes later and once', async () => {
    const [ada, bo] = [await digests.named('Ada'), await digests.named('Bo')];
    await digests.tell(me, { by: ada });
    await digests.tell(me, { by: bo, text: 'at the window' });
    await digests.pass(4);
    expect(await digests.mails(me)).toEqual([]);
    await digests.tell(me, { kind: knocked, by: ada, text: 'Who is there?' });
    await digests.pass(1);

    const mail = await digests.mail(me);
    expect(mail.subject).toBe('You have 2 new notifications');
    expect(plain(mail.text)).toContain('* Ada L. knocked\n  Who is there?\n');
    expect(plain(mail.text)).toContain('* Bo L. and 1 other waved\n  at the window\n');
    expect(mail.text).not.toContain('more');
    expect(mail.links).toContain(`${PUBLIC_URL}/doors/1`);
    expect(mail.html).toContain(`<a class="link" href="${PUBLIC_URL}/doors/1" rel="nofollow"`);
    await digests.pass(120);
    expect(await digests.mails(me)).toHaveLength(1);
  });

  it('comes at most once an hour, with all that happened since', async () => {
    await digests.tell(me);
    await digests.pass(5);
    await digests.tell(me, { subject: 'door:2', text: 'second' });
    await digests.pass(30);
    await digests.tell(me, { subject: 'door:1', text: 'third' });
    await digests.pass(29);
    expect(await digests.mails(me)).toHaveLength(1);

    await digests.pass(1);

    const [last, ...earlier] = await digests.mails(me);
    expect(earlier).toHaveLength(1);
    expect(last?.subject).toBe('You have 2 new notifications');
    expect(last?.text).toMatch(/third[^]*second/);
  });

  it('leaves out what was read, and does not hurry with what has only just happened', async () => {
    await digests.tell(me);
    await (await digests.as(me)).post('/notifications/read').send({}).expect(200);
    await digests.pass(4);
    await digests.tell(me, { subject: 'door:2', text: 'second' });
    await digests.pass(1);
    expect(await digests.mails(me)).toEqual([]);

    await digests.pass(4);

    const { subject, text } = await digests.mail(me);
    expect(subject).toBe('You have 1 new notification');
    expect(text).toContain('second');
    expect(text).not.toContain('at the door');
  });

  it('is not written when everything was read', async () => {
    await digests.tell(me);
    await (await digests.as(me)).post('/notifications/read').send({}).expect(200);

    await digests.pass(90);

    expect(await digests.mails(me)).toEqual([]);
  });

  it('tells what somebody wants to hear by mail, whether or not they want it in the application', async () => {
    await digests.wish(me, 'test-wave', { in_app: false });
    await digests.wish(me, 'test-knock', { mail: false });
    await digests.tell(me, { text: 'by mail' });
    await digests.tell(me, { kind: knocked, text: 'in the application' });
    const listed = await (await digests.as(me)).get('/notifications').expect(200);
    expect(listed.body).toMatchObject({ unread_count: 1, items: [{ body: 'in the application' }] });

    await digests.pass(5);
    const { text } = await digests.mail(me);
    expect(text).toContain('by mail');
    expect(text).not.toContain('in the application');

    await digests.tell(me, { text: 'again' });
    await digests.pass(60);
    const [last] = await digests.mails(me);
    expect(last?.subject).toBe('You have 1 new notification');
    expect(last?.text).toContain('again');
  });

  it('leaves out what waits of a kind that somebody refuses meanwhile', async () => {
    await digests.tell(me, { text: 'first' });
    await digests.tell(me, { kind: knocked, text: 'second' });
    await digests.wish(me, 'test-wave', { mail: false });
    await digests.wish(me, 'test-wave', { mail: true });

    await digests.pass(5);

    const { text } = await digests.mail(me);
    expect(text).toContain('second');
    expect(text).not.toContain('first');
  });

  it('shows twenty, the latest, and says how many more there are', async () => {
    for (let n = 1; n <= 23; n += 1) await digests.tell(me, { subject: `door:${n}`, text: `number ${n}.` });

    await digests.pass(5);

    const { subject, text, html } = await digests.mail(me);
    expect(subject).toBe('You have 23 new notifications');
    expect(text.match(/number \d+\./g)).toHaveLength(20);
    expect(text).toContain('… and 3 more');
    expect(html).toContain('and 3 more');
    await digests.pass(120);
    expect(await digests.mails(me)).toHaveLength(1);
  });

  it('shows what others wrote as text, and leads nowhere by it', async () => {
    const by = await digests.named('<b>www.evil.example');
    const text = `<a href="https://evil.example">x</a>\u202e <img src=x> https://evil.example/?a&b eve@evil.example`;
    await digests.tell(me, { by, text });

    await digests.pass(5);

    const mail = await digests.mail(me);
    expect(mail.html).not.toMatch(/<b>|<img|<a href="https:\/\/evil|\u202e/);
    expect(mail.html).toContain('&lt;img src&#x3D;x&gt;');
    for (const part of [mail.html, mail.text]) expect(part).not.toMatch(/https?:\/\/evil|www\.evil|@evil/);
    expect(plain(mail.text)).toContain('https://evil.example/?a&b eve@evil.example');
    expect(new Set(mail.links.map((link) => new URL(link).host))).toEqual(new Set(['cinema.example']));
  });

  it('is not sent to accounts that were deactivated, nor later when they are active again', async () => {
    await digests.tell(me);
    const set = (way: string) => digests.app.as('admin').post(`/admin/users/${me.id}/${way}`).send({});
    await set('deactivate').expect(200);
    await digests.pass(5);
    await set('activate').expect(200);
    await digests.pass(60);
    expect(await digests.mails(me)).toEqual([]);

    await digests.tell(me, { text: 'anew' });
    await digests.pass(5);

    expect((await digests.mail(me)).text).toContain('anew');
  });

  it('is not sent to deleted accounts, of which nothing is left, and does not name them', async () => {
    const ada = await digests.named('Ada');
    await digests.tell(me, { by: ada });
    await digests.tell(ada, { by: me });
    await digests.pass(5);
    await digests.tell(me, { by: ada, subject: 'door:2' });
    await digests.tell(ada, { by: me, subject: 'door:2' });
    await digests.wish(ada, 'test-wave', { mail: true });
    await (await digests.as(ada)).delete('/accounts/me').send({ password: ada.password }).expect(204);

    await digests.pass(60);

    expect(await digests.mails(ada)).toHaveLength(1);
    expect((await digests.mails(me))[0]?.text).toContain('Somebody waved');
    for (const table of [
      'notifications',
      'notification_digests',
      'notification_preferences',
      'unsubscribe_tokens',
    ])
      expect(await digests.app.database.query(`SELECT 1 FROM ${table} WHERE user_id = $1`, [ada.id])).toEqual(
        [],
      );
  });

  it('is written once when several processes look at the same time', async () => {
    const people: Person[] = [];
    for (let n = 0; n < 10; n += 1) people.push(await digests.named(`P${n}`));
    for (const person of people) await digests.tell(person);
    const other = await digests.another();
    try {
      digests.clock.advance(300);
      const tasks = [digests.app, other, digests.app, other].map((app) => app.get(DigestTask));
      await Promise.all(tasks.map((task) => task.run()));
      await digests.everythingIsDelivered();
    } finally {
      await other.close();
    }

    for (const person of people) expect(await digests.mails(person)).toHaveLength(1);
  });

  it('that cannot be written stays due, and stops nobody else', async () => {
    const other = await digests.named('Other');
    await digests.tell(me);
    await digests.tell(other);
    const mailer = digests.app.get(Mailer);
    const send = mailer.send.bind(mailer);
    jest
      .spyOn(mailer, 'send')
      .mockImplementation((template, mail) =>
        mail.to === me.email ? Promise.reject(new Error('no')) : send(template, mail),
      );
    await digests.pass(5);
    expect(await digests.mails(other)).toHaveLength(1);
    expect(await digests.mails(me)).toEqual([]);

    jest.restoreAllMocks();
    await digests.pass(1);

    expect((await digests.mail(me)).text).toContain('at the door');
  });

  it('that was written by a process which died then is delivered by another', async () => {
    await digests.tell(me);
    const other = await digests.another();
    digests.clock.advance(300);
    expect(await other.get(DigestTask).run()).toMatch(/^mailed \d+ digests$/);
    await other.close();

    await digests.everythingIsDelivered();

    expect(await digests.mails(me)).toHaveLength(1);
  });
});
