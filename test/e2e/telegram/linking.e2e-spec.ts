import { OwnLinkService } from '../../../src/modules/notifications/telegram/links/own-link.service.js';
import { UnauthenticatedError } from '../../../src/platform/auth/index.js';
import { aCustomer, expectInvariants } from '../../support/shop.js';
import {
  aChatter,
  aCode,
  ask,
  aTgId,
  BOT,
  type BotShop,
  codeOf,
  openBotShop,
  saidByBot,
} from '../../support/telegram.js';
import { eventually } from '../../support/eventually.js';

let shop: BotShop;
beforeAll(async () => {
  shop = await openBotShop();
});
afterEach(() => expectInvariants(shop));
afterAll(() => shop.close());

const confirm = (body: object, secret: string | undefined = BOT.secret) => {
  const request = shop.app.as().post('/api/telegram/link/confirm/');
  return (secret === '' ? request : request.set('x-telegram-bot-secret', secret)).send(body);
};

describe('A Telegram account', () => {
  it('is linked by following the deep link, and the app knows it then', async () => {
    const customer = await aCustomer(shop);
    const tgId = aTgId();
    const before = (await customer.client.get('/telegram/link').expect(200)).body;
    expect(before).toEqual({
      linked: false,
      deep_link: expect.stringMatching(/^https:\/\/t\.me\/online_cinema_bot\?start=[\w-]{22,64}$/),
      expires_at: expect.any(String),
    });
    expect(Date.parse(before.expires_at) - Date.now()).toBeLessThanOrEqual(600_000);

    const [welcome, help] = await ask(shop, tgId, `/start ${codeOf(before.deep_link)}`, {
      answers: 2,
      username: 'ada_l',
    });

    expect(welcome?.text).toBe('Your account is linked.');
    expect(help?.text).toContain('/tickets');
    expect((await customer.client.get('/telegram/link').expect(200)).body).toEqual({
      linked: true,
      tg_id: tgId,
      username: 'ada_l',
      linked_at: expect.any(String),
    });
    const [entry] = await shop.app.database.query(
      `SELECT action, target, actor_id FROM audit_log WHERE target = $1`,
      [`user:${customer.id}`],
    );
    expect(entry).toEqual({ action: 'telegram.link', target: `user:${customer.id}`, actor_id: customer.id });
  });

  it('is linked on the word of a bot that is a program of its own, which knows the secret', async () => {
    const customer = await aCustomer(shop);
    const tgId = aTgId();
    const code = await aCode(customer);

    for (const secret of ['', 'wrong', `${BOT.secret}x`]) {
      const { status, body } = await confirm({ code, tg_id: tgId }, secret);
      expect([status, body.type]).toEqual([401, '/problems/wrong-telegram-secret']);
    }
    const { body } = await confirm({ code, tg_id: tgId, username: 'ada' }).expect(200);

    expect(body).toEqual({ linked: true, tg_id: tgId, username: 'ada', linked_at: expect.any(String) });
    expect((await customer.client.get('/telegram/link').expect(200)).body.tg_id).toBe(tgId);
  });

  it.each([
    ['code', { tg_id: 5 }],
    ['code', { code: 7, tg_id: 5 }],
    ['tg_id', { code: 'abc' }],
    ['tg_id', { code: 'abc', tg_id: 'abc' }],
    ['tg_id', { code: 'abc', tg_id: 0 }],
    ['tg_id', { code: 'abc', tg_id: 2 ** 60 }],
    ['username', { code: 'abc', tg_id: 5, username: '<b>' }],
    ['user_id', { code: 'abc', tg_id: 5, user_id: 1 }],
  ])('is not linked where %s is wrong: %j', async (field, body) => {
    const answer = await confirm(body);

    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, field]);
  });

  it('is not linked by a code that was used, replaced, has expired, or was never given out', async () => {
    const [one, other] = [await aCustomer(shop), await aCustomer(shop)];
    const used = await aCode(one);
    await confirm({ code: used, tg_id: aTgId() }).expect(200);
    const replaced = await aCode(other);
    const current = await aCode(other);
    const expired = await aCode(await aCustomer(shop));
    await shop.app.database.query(
      `UPDATE telegram_link_codes SET expires_at = now() - interval '1 second'
       WHERE code_hash = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
      [expired],
    );

    for (const code of [used, replaced, expired, 'x', '', current.toUpperCase()]) {
      const { status, body } = await confirm({ code, tg_id: aTgId() });
      expect([code, status, body.type]).toEqual([code, 400, '/problems/invalid-telegram-code']);
    }
    for (const code of [used, replaced, expired, current.toUpperCase()]) {
      const [answer] = await ask(shop, aTgId(), `/start ${code}`, { language_code: 'uk' });
      expect(answer?.text).toContain('недійсне');
    }
    await shop.app.database.query(`DELETE FROM telegram_link_codes WHERE expires_at < now()`);
  });

  it('is linked with one account alone: the code of another is refused, and stays theirs', async () => {
    const ada = await aChatter(shop);
    const bob = await aCustomer(shop);
    const code = await aCode(bob);

    const { status, body } = await confirm({ code, tg_id: ada.tgId });
    expect([status, body.type]).toEqual([409, '/problems/telegram-already-linked']);
    expect((await ask(shop, ada.tgId, `/start ${code}`))[0]?.text).toContain('linked to an account already');
    expect((await ada.client.post('/telegram/link')).body.type).toBe('/problems/telegram-already-linked');

    const tgId = aTgId();
    await confirm({ code, tg_id: tgId }).expect(200);
    expect((await ada.client.get('/telegram/link')).body.tg_id).toBe(ada.tgId);
    expect((await bob.client.get('/telegram/link')).body.tg_id).toBe(tgId);
  });

  it('is linked once when many try at the same time, with one code or with several', async () => {
    const customer = await aCustomer(shop);
    const code = await aCode(customer);
    const tries = await Promise.all(Array.from({ length: 8 }, () => confirm({ code, tg_id: aTgId() })));
    expect(tries.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(400)]);

    const tgId = aTgId();
    const codes: string[] = [];
    for (let at = 0; at < 5; at += 1) codes.push(await aCode(await aCustomer(shop)));
    const wins = await Promise.all(codes.map((each) => confirm({ code: each, tg_id: tgId })));
    expect(wins.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
  });

  it('cannot be had by guessing: after ten codes nobody listens, not even to the right one', async () => {
    const customer = await aCustomer(shop);
    const code = await aCode(customer);
    const [tgId, chatting] = [aTgId(), aTgId()];
    for (let at = 0; at < 10; at += 1) await confirm({ code: `guess-${at}`, tg_id: tgId }).expect(400);
    for (let at = 0; at < 10; at += 1) await ask(shop, chatting, `/start guess-${at}`);

    const { status, headers } = await confirm({ code, tg_id: tgId });
    expect([status, Number(headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await ask(shop, chatting, `/start ${code}`))[0]?.text).toContain('too often');
    await confirm({ code, tg_id: aTgId() }).expect(200);
  });

  it('keeps nothing in the database from which a code could be made', async () => {
    const customer = await aCustomer(shop);
    const code = await aCode(customer);
    const again = (await customer.client.get('/telegram/link').expect(200)).body;

    expect(codeOf(again.deep_link)).toBe(code);
    const rows = await shop.app.database.query('SELECT to_jsonb(c)::text AS row FROM telegram_link_codes c');
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  it('is let go of with /stop, and can be linked again, by somebody else too', async () => {
    const ada = await aChatter(shop);
    expect((await ask(shop, ada.tgId, '/stop'))[0]?.text).toContain('The link is gone');
    expect((await ada.client.get('/telegram/link')).body.linked).toBe(false);
    expect((await ask(shop, ada.tgId, '/tickets'))[0]?.text).toContain('I do not know yet who you are');

    const bob = await aCustomer(shop);
    await ask(shop, ada.tgId, `/start ${await aCode(bob)}`, { answers: 2 });
    expect((await bob.client.get('/telegram/link')).body.tg_id).toBe(ada.tgId);
  });

  it('is let go of in the app, which the chat is told', async () => {
    const ada = await aChatter(shop);
    await ada.client.delete('/telegram/link').expect(204);
    await ada.client.delete('/telegram/link').expect(204);

    expect((await saidByBot(shop, ada.tgId, 3)).at(-1)?.text).toContain('took the link to this chat away');
    expect((await ask(shop, ada.tgId, '/next'))[0]?.text).toContain('I do not know yet who you are');
  });

  it('is let go of when its owner blocks the bot', async () => {
    const ada = await aChatter(shop);
    await shop.telegram.block(ada.tgId);

    await eventually(async () =>
      expect((await ada.client.get('/telegram/link').expect(200)).body.linked).toBe(false),
    );
    const entries = await shop.app.database.query(
      `SELECT after FROM audit_log WHERE target = $1 AND action = 'telegram.unlink'`,
      [`user:${ada.id}`],
    );
    expect(entries).toEqual([{ after: { by: 'gone' } }]);
  });

  it('goes with the account', async () => {
    const ada = await aChatter(shop);
    await ask(shop, ada.tgId, '/language uk');
    await ada.client.delete('/accounts/me').send({ password: ada.password }).expect(204);

    expect(
      await shop.app.database.query(
        `SELECT user_id FROM telegram_links WHERE user_id = $1 UNION SELECT user_id FROM notification_settings WHERE user_id = $1`,
        [ada.id],
      ),
    ).toEqual([]);
    const code = await aCode(await aCustomer(shop));
    await confirm({ code, tg_id: ada.tgId }).expect(200);
  });

  it('leads to no account that was deleted while its owner asked for a deep link', async () => {
    const customer = await aCustomer(shop);
    await customer.client.delete('/accounts/me').send({ password: customer.password }).expect(204);

    const own = shop.app.get(OwnLinkService);
    await expect(own.state(customer.id)).rejects.toThrow(UnauthenticatedError);
    await expect(own.renew(customer.id)).rejects.toThrow(UnauthenticatedError);
    await expectInvariants(shop);
  });

  it('is not linked with an account that was closed meanwhile', async () => {
    const customer = await aCustomer(shop);
    const code = await aCode(customer);
    await shop.app.as('admin').post(`/admin/users/${customer.id}/deactivate`).expect(200);

    await confirm({ code, tg_id: aTgId() }).expect(400);
  });
});

describe('Without a bot', () => {
  it('everything about Telegram says so', async () => {
    const silent = await openBotShop({ environment: { TELEGRAM_MODE: 'off' } });
    try {
      const customer = await aCustomer(silent);
      for (const answer of [
        await customer.client.get('/telegram/link'),
        await customer.client.post('/telegram/link'),
        await silent.app
          .as()
          .post('/telegram/webhook')
          .set('x-telegram-bot-api-secret-token', BOT.webhookSecret)
          .send({}),
      ]) {
        expect([answer.status, answer.body.type]).toEqual([503, '/problems/telegram-unavailable']);
      }
      await customer.client.delete('/telegram/link').expect(204);
    } finally {
      await silent.close();
    }
  });
});
