import sharp from 'sharp';
import { eventually } from '../../../test/support/eventually.js';
import { freePort } from '../../../test/support/program.js';
import { startTelegramStandIn, TelegramControls, type TelegramStandIn } from './stand-in/index.js';
import {
  ChatGoneError,
  TelegramApi,
  TelegramBusyError,
  TelegramRefusedError,
  TelegramUnavailableError,
} from './index.js';

const TOKEN = '123:abcdefghijkl';

describe('The Bot API', () => {
  let standIn: TelegramStandIn;
  let controls: TelegramControls;
  let api: TelegramApi;
  beforeAll(async () => {
    standIn = await startTelegramStandIn({ host: '127.0.0.1', port: 0, token: TOKEN, botName: 'test_bot' });
    controls = new TelegramControls(standIn.url);
    api = new TelegramApi({ token: TOKEN, apiUrl: standIn.url });
  });
  afterEach(() => controls.heal());
  afterAll(() => standIn.close());

  const raw = async (method: string, body: object, token = TOKEN) => {
    const answer = await fetch(`${standIn.url}/bot${token}/${method}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it('takes text and pictures', async () => {
    const picture = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    await api.send(5, { text: '<b>Hello</b> &amp; <code>x</code>' });
    await api.send(5, { text: 'A <i>picture</i>', picture });

    const [text, shown] = await controls.messages(5);
    expect(text).toMatchObject({
      text: 'Hello & x',
      entities: [
        { type: 'bold', offset: 0, length: 5 },
        { type: 'code', offset: 8, length: 1 },
      ],
      photo: null,
    });
    expect(shown?.text).toBe('A picture');
    expect(shown && (await controls.picture(shown)).equals(picture)).toBe(true);
  });

  it.each([
    ['<b>open', "can't parse entities: Can't find end tag"],
    ['<script>x</script>', "can't parse entities: Unsupported start tag"],
    ['a < b', "can't parse entities: Unsupported start tag"],
    ['</b>', "can't parse entities: Unmatched end tag"],
    [' ', 'message text is empty'],
    ['x'.repeat(4_097), 'message is too long'],
  ])('refuses %j', async (text, words) => {
    const refusal = api.send(6, { text });
    await expect(refusal).rejects.toBeInstanceOf(TelegramRefusedError);
    await expect(refusal).rejects.toThrow(words);
    expect(await controls.messages(6)).toEqual([]);
  });

  it('says how it went wrong', async () => {
    await controls.fail('rate_limit', { retry_after: 7 });
    await expect(api.send(7, { text: 'x' })).rejects.toMatchObject({ retryAfter: 7 });
    await controls.fail('rate_limit');
    await expect(api.send(7, { text: 'x' })).rejects.toBeInstanceOf(TelegramBusyError);
    for (const kind of ['blocked', 'not_found'] as const) {
      await controls.fail(kind);
      await expect(api.send(7, { text: 'x' })).rejects.toBeInstanceOf(ChatGoneError);
    }
    for (const kind of ['error', 'drop'] as const) {
      await controls.fail(kind);
      await expect(api.send(7, { text: 'x' })).rejects.toBeInstanceOf(TelegramUnavailableError);
    }
    await controls.block(7);
    await expect(api.send(7, { text: 'x' })).rejects.toBeInstanceOf(ChatGoneError);
  });

  it('tells nobody the token when nobody answers', async () => {
    const nobody = new TelegramApi({ token: TOKEN, apiUrl: `http://127.0.0.1:${await freePort()}` });
    const failure = await nobody.send(1, { text: 'x' }).catch((error: unknown) => error as Error);
    expect(failure).toBeInstanceOf(TelegramUnavailableError);
    expect(String(failure)).not.toContain(TOKEN);
  });

  it('cannot be used without a token, or with another one', async () => {
    await expect(new TelegramApi(undefined).send(1, { text: 'x' })).rejects.toBeInstanceOf(
      TelegramUnavailableError,
    );
    const stranger = new TelegramApi({ token: '123:another', apiUrl: standIn.url });
    await expect(stranger.send(1, { text: 'x' })).rejects.toMatchObject({ code: 401 });
    expect((await raw('getMe', {}, 'x')).body).toEqual({
      ok: false,
      error_code: 401,
      description: 'Unauthorized',
    });
    expect((await raw('getEverything', {})).status).toBe(404);
  });

  it('tells those who ask what happened, once they ask from the next on', async () => {
    const { signal } = new AbortController();
    await api.deleteWebhook();
    const waiting = api.updates(0, signal);
    const { update_id: id } = await controls.say(8, '/start', { username: 'ada', language_code: 'uk' });

    expect(await waiting).toMatchObject([
      {
        update_id: id,
        message: {
          text: '/start',
          chat: { id: 8, type: 'private' },
          from: { id: 8, username: 'ada', language_code: 'uk', is_bot: false },
        },
      },
    ]);
    await controls.say(8, 'again');
    expect(await api.updates(id + 1, signal)).toMatchObject([{ message: { text: 'again' } }]);
  });

  it('answers one who asks, and lets them go when they hang up', async () => {
    const ended = new AbortController();
    const first = api.updates(2 ** 40, ended.signal);
    const refused = expect(first).rejects.toMatchObject({ code: 409 });
    await eventually(async () => {
      const second = api.updates(2 ** 40, AbortSignal.timeout(200)).catch(() => undefined);
      await refused;
      await second;
    });
    ended.abort();
  });

  it('has either a webhook or somebody who asks', async () => {
    await api.setWebhook(`http://127.0.0.1:${await freePort()}/x`, 'word');
    expect((await raw('getWebhookInfo', {})).body).toMatchObject({ result: { url: expect.any(String) } });
    await expect(api.updates(0, new AbortController().signal)).rejects.toMatchObject({ code: 409 });
    await api.deleteWebhook();
    expect((await raw('getWebhookInfo', {})).body).toMatchObject({ result: { url: '' } });
    expect((await raw('setWebhook', { url: 'nowhere' })).status).toBe(400);
    expect((await raw('setWebhook', { url: 'http://a', secret_token: 'a b' })).status).toBe(400);
  });
});

describe('The pages of the stand-in', () => {
  let standIn: TelegramStandIn;
  beforeAll(async () => {
    standIn = await startTelegramStandIn({ host: '127.0.0.1', port: 0, token: TOKEN, botName: 'test_bot' });
  });
  afterAll(() => standIn.close());

  const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${standIn.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
      headers,
    });

  it('let a newcomer follow a deep link, speak, and see what is said', async () => {
    const opened = await form('/open', {
      link: 'https://t.me/test_bot?start=a-b_c',
      tg_id: '77',
      username: '',
    });
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/chats/77']);
    expect((await form('/chats/77/messages', { text: 'hello' })).status).toBe(303);

    const said = await new TelegramControls(standIn.url).messages(77);
    expect(said.map(({ text }) => text)).toEqual(['/start a-b_c', 'hello']);
    expect(await (await fetch(`${standIn.url}/`)).text()).toContain('href="/chats/77"');
    expect(await (await fetch(`${standIn.url}/test_bot?start=q9`)).text()).toContain(
      'https://t.me/test_bot?start&#x3D;q9',
    );
    expect(await (await fetch(`${standIn.url}/chats/77`)).text()).toContain('/chats/77/view');
  });

  it('show names and messages as text, whatever they hold', async () => {
    const evil = '<script>alert(1)</script>';
    const controls = new TelegramControls(standIn.url);
    await controls.say(78, evil, { first_name: evil, username: evil });
    for (const path of ['/', '/chats/78', '/chats/78/view']) {
      const answer = await fetch(`${standIn.url}${path}`);
      const page = await answer.text();
      expect(page).not.toContain('<script');
      expect(page).toContain('&lt;script&gt;');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it.each([
    ['/chats/0/messages', { text: 'x' }],
    ['/chats/abc/messages', { text: 'x' }],
    ['/chats/5/messages', { text: ' ' }],
    ['/chats/5/messages', {}],
    ['/open', { link: 'not a link!', tg_id: '5' }],
    ['/open', { link: '', tg_id: '-5' }],
  ])('refuse %s %j', async (path, fields) => {
    expect((await form(path, fields)).status).toBe(400);
  });

  it('are for this machine alone, and take nothing from other web sites', async () => {
    const foreign = await form('/chats/5/messages', { text: 'x' }, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    const rebound = await new Promise<number | undefined>((resolve, reject) => {
      void import('node:http').then(({ get }) =>
        get(`${standIn.url}/`, { headers: { host: 'evil.example' } }, ({ statusCode }) =>
          resolve(statusCode),
        ).on('error', reject),
      );
    });
    expect(rebound).toBe(403);
  });
});
