import { eventually } from '../../support/eventually.js';
import { aCustomer, expectInvariants } from '../../support/shop.js';
import {
  aChatter,
  aCode,
  ask,
  aTgId,
  BOT,
  type BotShop,
  openBotShop,
  saidByBot,
} from '../../support/telegram.js';

let shop: BotShop;
beforeAll(async () => {
  shop = await openBotShop();
});
afterEach(async () => {
  await shop.telegram.heal();
  await expectInvariants(shop);
});
afterAll(() => shop.close());

let lastUpdate = 5_000;
const anUpdate = (tgId: number, text: unknown = '/help', chat: object = {}, more: object = {}) => ({
  update_id: (lastUpdate += 1),
  message: {
    message_id: 1,
    date: 1,
    chat: { id: tgId, type: 'private', ...chat },
    from: { id: tgId, is_bot: false, first_name: 'A' },
    text,
    ...more,
  },
});
const tell = (body: object, secret = BOT.webhookSecret) =>
  shop.app.as().post('/telegram/webhook').set('x-telegram-bot-api-secret-token', secret).send(body);
const jobsOf = async (updateId: number): Promise<number> => {
  const [row] = await shop.app.database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM outbox WHERE name = 'telegram-update' AND payload ->> 'update_id' = $1`,
    [String(updateId)],
  );
  return row?.n ?? 0;
};

describe('What Telegram tells', () => {
  it('comes to the address that it was given, with the word by which it is known', async () => {
    await eventually(async () =>
      expect((await shop.telegram.webhook()).url).toBe(`${shop.url}/telegram/webhook`),
    );
    await ask(shop, aTgId(), '/start');
    const { deliveries } = await shop.telegram.webhook();
    expect(new Set(deliveries.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('is believed to nobody who does not know that word', async () => {
    const customer = await aCustomer(shop);
    const tgId = aTgId();
    const forged = anUpdate(tgId, `/start ${await aCode(customer)}`);
    for (const answer of [
      await shop.app.as().post('/telegram/webhook').send(forged),
      await tell(forged, 'wrong'),
      await tell(forged, BOT.secret),
      await tell(forged, `${BOT.webhookSecret} `.repeat(2)),
    ]) {
      expect([answer.status, answer.body.type]).toEqual([401, '/problems/wrong-telegram-secret']);
    }
    expect(await jobsOf(forged.update_id)).toBe(0);
    expect((await customer.client.get('/telegram/link')).body.linked).toBe(false);
  });

  it('is heard once, however often and however close together it is told', async () => {
    const tgId = aTgId();
    const update = anUpdate(tgId);
    const answers = await Promise.all(Array.from({ length: 8 }, () => tell(update)));
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      Array(8).fill([200, { received: true }]),
    );
    await tell(update).expect(200);

    await saidByBot(shop, tgId, 1);
    expect(await jobsOf(update.update_id)).toBe(1);
    expect(await saidByBot(shop, tgId, 1)).toHaveLength(1);
  });

  it.each([
    ['nothing', {}],
    ['no number', { message: { text: 'x' } }],
    ['a wrong number', { update_id: 'x' }],
    ['a number that is too large', { update_id: 2 ** 70 }],
    ['a list', []],
    ['what is new', { update_id: 4_001, purchased_paid_media: {} }],
    ['a message that is none', { update_id: 4_002, message: 'x' }],
    ['a message of nobody', { update_id: 4_003, message: { chat: { id: 1, type: 'private' }, text: 'x' } }],
    ['a group', anUpdate(900, '/start x', { id: -900, type: 'group' })],
    ['a channel', anUpdate(900, '/start x', { id: -900, type: 'channel' })],
    ['a bot', anUpdate(900, '/start', {}, { from: { id: 900, is_bot: true } })],
    ['a depth', { update_id: 4_004, message: { chat: { id: 1, type: { type: {} } } } }],
  ])('is taken and passed over where it is %s', async (_what, update) => {
    const { status, body } = await tell(update);
    expect([status, body]).toEqual([200, { received: true }]);
    expect(await jobsOf((update as { update_id?: number }).update_id ?? 0)).toBe(0);
    expect(await shop.telegram.messages(900)).toEqual([]);
  });

  it.each([
    ['NUL', 'a\0b'],
    ['half a character', 'a\uD800b'],
    ['a long text', 'x'.repeat(50_000)],
    ['no text', undefined],
  ])('is answered where it holds %s', async (_what, text) => {
    const tgId = aTgId();
    await tell(anUpdate(tgId, text)).expect(200);
    expect((await saidByBot(shop, tgId, 1))[0]?.text).toContain('I do not know yet who you are');
  });

  it('may not be larger than any other body', async () => {
    expect((await tell(anUpdate(1, 'x'.repeat(1_100_000)))).status).toBe(413);
  });

  it('is not heard where one person says too much', async () => {
    const [noisy, quiet] = [aTgId(), aTgId()];
    for (let at = 0; at < 60; at += 1) await tell(anUpdate(noisy)).expect(200);
    await tell(anUpdate(quiet)).expect(200);

    await saidByBot(shop, quiet, 1);
    expect(await eventually(() => saidByBot(shop, noisy, 40))).toHaveLength(40);
  });

  it('leaves no code behind in the database once it was heard', async () => {
    const customer = await aCustomer(shop);
    const code = await aCode(customer);
    await ask(shop, aTgId(), `/start ${code}`, { answers: 2 });

    await eventually(async () => {
      const rows = await shop.app.database.query('SELECT payload::text FROM outbox');
      expect(JSON.stringify(rows)).not.toContain(code);
    });
  });
});

describe('What the bot says', () => {
  it('waits as long as Telegram wants, and comes once and in order', async () => {
    const tgId = aTgId();
    const customer = await aCustomer(shop);
    const code = await aCode(customer);
    await shop.telegram.fail('rate_limit', { chat_id: tgId, retry_after: 1, times: 2 });
    const said = await ask(shop, tgId, `/start ${code}`, { answers: 2 });

    expect(said.map(({ text }) => text.slice(0, 12))).toEqual(['Your account', 'What I can d']);
    const calls = (await shop.telegram.calls()).filter(({ chat_id }) => chat_id === tgId);
    expect(calls.map(({ status }) => status)).toEqual([429, 429, 200, 200]);
  });

  it.each(['error', 'drop'] as const)('is tried again after %s', async (kind) => {
    const tgId = aTgId();
    await shop.telegram.fail(kind, { chat_id: tgId });
    expect(await ask(shop, tgId, '/start')).toHaveLength(1);
  });

  it.each(['blocked', 'not_found'] as const)('ends the link where nobody reads it: %s', async (kind) => {
    const ada = await aChatter(shop);
    await shop.telegram.fail(kind, { chat_id: ada.tgId });
    await shop.telegram.say(ada.tgId, '/help');

    await eventually(async () =>
      expect((await ada.client.get('/telegram/link').expect(200)).body.linked).toBe(false),
    );
    const failed = await shop.app.database.query('SELECT id FROM outbox WHERE failed_at IS NOT NULL');
    expect(failed).toEqual([]);
  });
});

describe('By asking', () => {
  it('the bot hears the same, each thing once', async () => {
    const asking = await openBotShop({ environment: { TELEGRAM_MODE: 'polling' } });
    try {
      const ada = await aChatter(asking);
      expect((await ask(asking, ada.tgId, '/tickets'))[0]?.text).toBe('You have no coming tickets.');
      expect((await asking.telegram.webhook()).url).toBeNull();
      const update = anUpdate(ada.tgId);
      for (let at = 0; at < 3; at += 1) await asking.telegram.tell(update);
      await ask(asking, ada.tgId, '/next');
      await eventually(async () => {
        const waiting = `SELECT name FROM outbox WHERE name LIKE '%telegram%' AND delivered_at IS NULL`;
        expect(await asking.app.database.query(waiting)).toEqual([]);
      });
      const answers = (await asking.telegram.messages(ada.tgId)).filter(({ text }) =>
        text.includes('can do'),
      );
      // Once at the beginning, once for the update.
      expect(answers).toHaveLength(2);
    } finally {
      await asking.close();
    }
  });
});
