import { TelegramMessageCleanup } from '../../../src/modules/notifications/channels/telegram/telegram-message-cleanup.task.js';
import { TelegramTurns } from '../../../src/modules/notifications/channels/telegram/telegram-turns.service.js';
import { TelegramTurnsRepository } from '../../../src/modules/notifications/channels/telegram/telegram-turns.repository.js';
import { Transaction } from '../../../src/platform/database/index.js';
import { Invariants } from '../../../src/platform/invariants/index.js';
import { Notices } from '../../../src/platform/notices/index.js';
import { eventually } from '../../support/eventually.js';
import type { Person } from '../../support/people.js';
import { burned, rang, Told } from './told.js';

const HOUR = 3_600;

let told: Told;
let me: Person;
let ada: Person;
let tgId: number;
beforeAll(async () => {
  told = await Told.start();
});
beforeEach(async () => {
  [me, ada] = [await told.digests.named('Me'), await told.digests.named('Ada')];
  tgId = await told.link(me);
  // A second of its own for each test: what another one sent counts for the pace.
  told.digests.clock.advance(10);
});
afterEach(async () => {
  await told.telegram.heal();
  const broken = (await told.digests.app.get(Invariants).check()).filter((one) => one.broken.length > 0);
  expect(broken).toEqual([]);
});
afterAll(() => told.close());

const clock = () => told.digests.clock;
/** So that the next hours are quiet ones; time runs on from there. */
const beQuiet = (person: Person): Promise<void> => {
  const at = (hours: number): string =>
    new Date(clock().now().getTime() + hours * HOUR * 1_000).toISOString().slice(11, 16);
  return told.settings(person, { quiet_hours: { from: at(-1), until: at(8), time_zone: 'UTC' } });
};
const alarm = (to: Person, until: Date): Promise<void> =>
  told.digests.app.get(Transaction).run(() =>
    told.digests.app.get(Notices).tell(burned, {
      to: to.id,
      by: null,
      subject: 'house:1',
      link: '/',
      facts: { text: 'Run.', until: until.toISOString() },
    }),
  );

/** What is due the longest is sent first: somebody else is told something after everything else. */
const everythingDueIsSent = async (): Promise<void> => {
  const witness = await told.digests.named('Witness');
  const chat = await told.link(witness);
  await told.tell(witness);
  await told.said(chat, 1);
};

/** The message that somebody is to be sent. */
const idOf = async ({ id }: Person): Promise<string> => {
  const sql = 'SELECT id FROM telegram_messages WHERE user_id = $1';
  const [row] = await told.database.query<{ id: string }>(sql, [id]);
  return row?.id ?? '';
};

describe('Who has linked a chat', () => {
  it('is told there what happened, by whom, with a link, and once', async () => {
    await told.tell(me, { by: ada });
    const [message] = await told.said(tgId, 1);

    expect(message?.text).toBe('Ada L. rang\nat the door\nOpen');
    expect(message?.entities).toEqual([
      expect.objectContaining({ type: 'bold', offset: 0 }),
      expect.objectContaining({ type: 'text_link', url: 'https://cinema.example/api/app/' }),
    ]);
    clock().advance(HOUR);
    await told.tell(me, { subject: 'door:2', text: 'again' });
    expect((await told.said(tgId, 2)).map(({ text }) => text)).toEqual([
      expect.stringContaining('Ada L. rang'),
      expect.stringContaining('again'),
    ]);
  });

  it('is told in the language that they chose, or else in that of their app', async () => {
    const bo = await told.digests.named('Bo');
    const chat = await told.link(bo, 'uk');
    await told.tell(bo, { by: ada });
    expect((await told.said(chat, 1))[0]?.text).toBe('Дзвонить Ada L.\nat the door\nВідкрити');

    await told.settings(bo, { language: 'en' });
    clock().advance(2);
    await told.tell(bo, { by: ada });
    expect((await told.said(chat, 2))[1]?.text).toContain('Ada L. rang');
  });

  it('reads names and titles as they are: nobody brings markup, links or lines of their own', async () => {
    const evil = '<a href="https://evil.example">Free</a> & <b>';
    await told.database.query('UPDATE user_profiles SET first_name = $2 WHERE user_id = $1', [ada.id, evil]);
    await told.tell(me, { by: ada, text: '</b><script>x</script>\nhttps://evil.example @evil /stop &lt;' });
    const [message] = await told.said(tgId, 1);

    const seen = message?.text.replaceAll('\u200b', '');
    expect(seen).toBe(`${evil} L. rang\n</b><script>x</script> https://evil.example @evil /stop &lt;\nOpen`);
    expect(message?.text).not.toContain('https://');
    expect(message?.entities.filter(({ type }) => type !== 'bold')).toEqual([
      expect.objectContaining({ type: 'text_link', url: 'https://cinema.example/api/app/' }),
    ]);
    expect(message?.entities.at(-2)?.offset).toBeLessThan(message?.text.indexOf('\n') ?? 0);
  });

  it('is told nothing of kinds that they do not want there, not even what waits', async () => {
    await beQuiet(me);
    await told.tell(me);
    expect(await told.waiting(me)).toHaveLength(1);
    await told.digests.wish(me, 'test-ring', { telegram: false });
    expect(await told.waiting(me)).toEqual([]);
    await told.tell(me, { subject: 'door:2' });

    expect(await told.waiting(me)).toEqual([]);
    await everythingDueIsSent();
    expect(await told.saidNow(tgId)).toEqual([]);
  });

  it('gets one message in a second', async () => {
    for (const door of [1, 2, 3]) await told.tell(me, { subject: `door:${door}` });
    await told.said(tgId, 1);
    await eventually(async () => expect(await told.waiting(me)).toHaveLength(2));
    clock().advance(1.1);
    await told.said(tgId, 2);
    expect(await told.waiting(me)).toHaveLength(1);
  });
});

describe('In quiet hours', () => {
  it('nothing is sent until they end; then it is, told together', async () => {
    const bo = await told.digests.named('Bo');
    await beQuiet(me);
    await told.tell(me, { by: ada });
    await told.tell(me, { by: bo });
    await told.tell(me, { by: ada });
    clock().advance(7 * HOUR);
    await everythingDueIsSent();
    expect(await told.saidNow(tgId)).toEqual([]);

    clock().advance(2 * HOUR);
    expect((await told.said(tgId, 1))[0]?.text).toContain('Ada L. and 1 other rang');
  });

  it('mails of news wait as well', async () => {
    const { digests } = told;
    await beQuiet(me);
    await digests.tell(me);
    await digests.pass(60);
    expect(await digests.mails(me)).toEqual([]);

    await digests.pass(9 * 60);
    expect((await digests.mail(me)).subject).toBe('You have 1 new notification');
  });

  it('what is urgent is sent at once', async () => {
    await beQuiet(me);
    await alarm(me, new Date(clock().now().getTime() + 60_000));

    expect((await told.said(tgId, 1))[0]?.text).toContain('It burns');
  });

  it('what waits comes at once when somebody has no more of them', async () => {
    await beQuiet(me);
    await told.tell(me);
    await told.settings(me, { quiet_hours: null });

    await told.said(tgId, 1);
  });

  it('what waits is not sent when it was read, or was withdrawn, or its part was', async () => {
    await beQuiet(me);
    await told.tell(me, { subject: 'gate:1' });
    await told.tell(me, { subject: 'gate:2' });
    await told.tell(me, { subject: 'gate:3', part: 'ring:1' });
    await told.tell(me, { subject: 'gate:3', part: 'ring:2' });
    expect(await told.waiting(me)).toHaveLength(4);

    const { app } = told.digests;
    await app.get(Transaction).run(() => app.get(Notices).withdraw([rang], ['gate:2', 'ring:1']));
    await told.digests.everythingIsDelivered();
    expect(await told.waiting(me)).toHaveLength(2);
    await (await told.digests.as(me)).post('/notifications/read').send({}).expect(200);

    expect(await told.waiting(me)).toEqual([]);
  });

  it('what waits goes with the link, and does not come to the next one', async () => {
    await beQuiet(me);
    await told.tell(me);
    await (await told.digests.as(me)).delete('/telegram/link').expect(204);
    const other = await told.link(me);
    clock().advance(10 * HOUR);
    await told.tell(me, { subject: 'door:2', text: 'new' });

    expect((await told.said(other, 1))[0]?.text).toContain('new');
  });
});

describe('When Telegram', () => {
  it('says that nobody reads there any more, the link goes, and everything that waited', async () => {
    await beQuiet(me);
    await told.tell(me, { subject: 'door:2' });
    await told.settings(me, { quiet_hours: null });
    await told.telegram.block(tgId);
    clock().advance(2);
    await told.tell(me);

    const client = await told.digests.as(me);
    await eventually(async () => {
      expect((await client.get('/telegram/link').expect(200)).body).toMatchObject({ linked: false });
    });
    expect(await told.waiting(me)).toEqual([]);
    expect(
      await told.database.query(
        `SELECT after FROM audit_log WHERE action = 'telegram.unlink' AND target = $1`,
        [`user:${me.id}`],
      ),
    ).toHaveLength(1);
  });

  it('asks for patience, nobody is sent anything until then, and it counts for no attempt', async () => {
    const other = await told.link(ada);
    await told.telegram.fail('rate_limit', { retry_after: 30, chat_id: tgId });
    await told.tell(me);
    await eventually(async () => {
      const [{ due_at: due } = { due_at: new Date(0) }] = await told.waiting(me);
      expect(due.getTime() - clock().now().getTime()).toBeGreaterThan(25_000);
    });
    await told.tell(ada);
    clock().advance(20);
    expect(await told.digests.app.get(TelegramTurns).take()).toEqual([]);
    expect(await told.waiting(me)).toMatchObject([{ attempts: 0 }]);

    clock().advance(15);
    await told.said(tgId, 1);
    await told.said(other, 1);
  });

  it('fails, it is tried again later and later, and given up in the end; an administrator may have it tried anew', async () => {
    await told.telegram.fail('error', { times: 8, chat_id: tgId });
    await told.tell(me);
    for (let attempt = 1; attempt < 8; attempt += 1) {
      await eventually(async () => expect(await told.waiting(me)).toMatchObject([{ attempts: attempt }]));
      await eventually(async () => {
        const [row] = await told.waiting(me);
        expect(row?.due_at.getTime()).toBe(clock().now().getTime() + 5_000 * 2 ** (attempt - 1));
      });
      clock().advance(5 * 2 ** (attempt - 1));
    }
    const letters = await eventually(async () => {
      const { body } = await told.digests.app.as('admin').get('/admin/jobs').expect(200);
      const failed = (body as { failed: { items: { id: string; name: string; attempts: number }[] } }).failed;
      expect(failed.items).toHaveLength(1);
      return failed.items;
    });
    expect(letters).toMatchObject([{ name: 'telegram-message', attempts: 8 }]);
    expect(await told.saidNow(tgId)).toEqual([]);

    clock().advance(2);
    await told.digests.app.as('admin').post(`/admin/jobs/${letters[0]?.id}/retry`).expect(202);
    await told.said(tgId, 1);
  });

  it('fails while the thing is withdrawn, the message is not tried again', async () => {
    await beQuiet(me);
    await told.tell(me, { subject: 'gate:9' });
    const { app } = told.digests;
    const turns = app.get(TelegramTurnsRepository);
    const id = await idOf(me);
    await turns.start(id, clock().now());
    await app.get(Transaction).run(() => app.get(Notices).withdraw([rang], ['gate:9']));
    await told.digests.everythingIsDelivered();
    await turns.giveBack(id, clock().now(), true);

    expect(await told.waiting(me)).toEqual([]);
  });

  it('was away for too long, what is of no use any more is not sent', async () => {
    await told.telegram.fail('error', { chat_id: tgId });
    await alarm(me, new Date(clock().now().getTime() + 3_000));
    await eventually(async () => expect(await told.waiting(me)).toMatchObject([{ attempts: 1 }]));
    clock().advance(60);

    await eventually(async () => expect(await told.waiting(me)).toEqual([]));
    expect(await told.saidNow(tgId)).toEqual([]);
  });
});

describe('When a process dies', () => {
  const turns = () => told.digests.app.get(TelegramTurns);

  it('with a message that it was about to send, another one sends it', async () => {
    await beQuiet(me);
    await told.tell(me);
    await told.database.query(
      `UPDATE telegram_messages SET due_at = $2, urgent = true, claimed_until = $3 WHERE user_id = $1`,
      [me.id, clock().now(), new Date(clock().now().getTime() + 60_000)],
    );
    clock().advance(30);
    expect(await turns().take()).toEqual([]);
    clock().advance(31);

    await told.said(tgId, 1);
  });

  it('while it sends a message, that is not sent twice', async () => {
    await beQuiet(me);
    await told.tell(me);
    await told.digests.app.get(TelegramTurnsRepository).start(await idOf(me), clock().now());
    clock().advance(24 * HOUR);

    expect(await turns().take()).toEqual([]);
    expect(await told.saidNow(tgId)).toEqual([]);
  });
});

it('Messages are forgotten a week after they were sent', async () => {
  await told.tell(me);
  await told.said(tgId, 1);
  clock().advance(8 * 24 * HOUR);
  await told.digests.app.get(TelegramMessageCleanup).run();

  expect(await told.database.query('SELECT 1 FROM telegram_messages WHERE user_id = $1', [me.id])).toEqual(
    [],
  );
});

it('With an account goes what was to be sent to it, and its name in what others are told', async () => {
  await beQuiet(me);
  await told.tell(me, { by: ada });
  await (await told.digests.as(ada)).delete('/accounts/me').send({ password: ada.password }).expect(204);
  clock().advance(10 * HOUR);

  expect((await told.said(tgId, 1))[0]?.text).toContain('Somebody rang');
});
