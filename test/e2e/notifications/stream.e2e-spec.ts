import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NotificationStreams } from '../../../src/modules/notifications/stream/notification-streams.js';
import { Transaction } from '../../../src/platform/database/index.js';
import { noticeKind, Notices } from '../../../src/platform/notices/index.js';
import { eventually } from '../../support/eventually.js';
import { aPerson, type Person, signIn, type Tokens, withToken } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const rang = noticeKind<{ n: number }>('test-ring', {
  label: 'Rings',
  title: (who) => `${who} rang`,
  body: ({ n }) => `ring ${n}`,
});

interface Event {
  readonly id: string;
  readonly body: string;
}

/** A client of the stream that remembers what it was sent. */
class Listening {
  readonly events: Event[] = [];
  ended = false;
  private readonly abort = new AbortController();

  private constructor(readonly answer: Response) {}

  static async open(url: string, token: string, lastEventId?: string): Promise<Listening> {
    const abort = new AbortController();
    const answer = await fetch(`${url}/notifications/stream`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal: abort.signal,
    });
    const listening = new Listening(answer);
    Object.assign(listening, { abort });
    if (answer.ok) void listening.read();
    return listening;
  }

  close(): void {
    this.abort.abort();
  }

  private async read(): Promise<void> {
    let text = '';
    try {
      for await (const chunk of this.answer.body as unknown as AsyncIterable<Uint8Array>) {
        text += Buffer.from(chunk).toString();
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) {
          const [, id, data] = /^id: (\d+)\nevent: notification\ndata: (.*)$/.exec(part) ?? [];
          if (id !== undefined && data !== undefined)
            this.events.push({ id, body: (JSON.parse(data) as { body: string }).body });
        }
      }
    } catch {
      // The client hung up.
    }
    this.ended = true;
  }
}

describe('The stream of notifications', () => {
  let app: TestApp;
  let url: string;
  let me: Person;
  let tokens: Tokens;
  const open: Listening[] = [];
  beforeEach(async () => {
    app = await createTestApp();
    url = await listen(app);
    me = await aPerson(app);
    tokens = await signIn(app, me);
  });
  afterEach(async () => {
    for (const listening of open.splice(0)) listening.close();
    const server: Server = app.app.getHttpServer();
    server.closeAllConnections();
    await app.close();
  });

  const listen = async (instance: TestApp): Promise<string> => {
    await instance.app.listen(0, '127.0.0.1');
    return `http://127.0.0.1:${(instance.app.getHttpServer().address() as AddressInfo).port}`;
  };
  const listenTo = async (lastEventId?: string, base = url): Promise<Listening> => {
    const listening = await Listening.open(base, tokens.access_token, lastEventId);
    open.push(listening);
    return listening;
  };
  const ring = (n: number, to = me.id): Promise<void> =>
    app
      .get(Transaction)
      .run(() =>
        app.get(Notices).tell(rang, { to, by: null, subject: `bell:${n}`, link: '/bells/1', facts: { n } }),
      );
  const until = (listening: Listening, bodies: readonly string[]): Promise<void> =>
    eventually(() => expect(listening.events.map((event) => event.body).toSorted()).toEqual(bodies));

  it('says what happens as it happens, and nothing of what others are told', async () => {
    const listening = await listenTo();
    expect(listening.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(listening.answer.headers.get('cache-control')).toBe('no-store');

    await ring(1, (await aPerson(app)).id);
    await ring(2);
    await ring(3);

    await until(listening, ['ring 2', 'ring 3']);
  });

  it('goes on after an interruption where it was', async () => {
    const first = await listenTo();
    await ring(1);
    await until(first, ['ring 1']);
    first.close();
    await eventually(() => expect(first.ended).toBe(true));
    await ring(2);
    await ring(3);

    const second = await listenTo(first.events[0]?.id);
    await ring(4);

    await until(second, ['ring 2', 'ring 3', 'ring 4']);
    const fresh = await listenTo();
    await ring(5);
    await until(fresh, ['ring 5']);
  });

  it('hands over hundreds that were missed, each once and in order', async () => {
    for (let n = 0; n < 230; n += 1) await ring(n);
    await eventually(async () => {
      const listed = await withToken(app, tokens.access_token).get('/notifications?per_page=1');
      expect((listed.body as { total_items: number }).total_items).toBe(230);
    });

    const listening = await listenTo('0');

    await eventually(() => expect(listening.events).toHaveLength(230));
    const ids = listening.events.map((event) => Number(event.id));
    expect(ids).toEqual(ids.toSorted((one, other) => one - other));
    expect(new Set(listening.events.map((event) => event.body)).size).toBe(230);
  });

  it('hears on one instance what is told on another', async () => {
    const other = await createTestApp({
      database: app.database,
      environment: { DATA_DIR: app.settings.dataDirectory, RUN_WORKER: 'off' },
    });
    try {
      const [here, there] = [await listenTo(), await listenTo(undefined, await listen(other))];
      expect(there.answer.status).toBe(200);

      await ring(1);

      await until(here, ['ring 1']);
      await until(there, ['ring 1']);
    } finally {
      await other.close();
    }
  });

  it('ends with its session, and lives on with others', async () => {
    const listening = await listenTo();
    const { access_token: otherToken } = await signIn(app, me);
    const other = await Listening.open(url, otherToken);
    open.push(other);
    await withToken(app, tokens.access_token)
      .post('/accounts/logout')
      .send({ refresh_token: tokens.refresh_token })
      .expect(200);

    await app.get(NotificationStreams).beat();

    await eventually(() => expect(listening.ended).toBe(true));
    await ring(1);
    await until(other, ['ring 1']);
  });

  it('ends when the server goes, which does not wait for it', async () => {
    const listening = await listenTo();

    await app.close();

    await eventually(() => expect(listening.ended).toBe(true));
    app = await createTestApp();
  });

  it('is open ten times for one person at most, and again when one is closed', async () => {
    const streams: Listening[] = [];
    for (let n = 0; n < 10; n += 1) streams.push(await listenTo());

    expect((await listenTo()).answer.status).toBe(409);
    streams[0]?.close();

    await eventually(async () => expect((await listenTo()).answer.status).toBe(200));
  });

  it.each(['-1', 'abc', '1'.repeat(19), "1' OR '1'='1"])('refuses %p for the id of an event', async (id) => {
    const listening = await listenTo(id);

    expect(listening.answer.status).toBe(422);
    expect(await listening.answer.json()).toMatchObject({ errors: [{ field: 'Last-Event-ID' }] });
  });

  it('is for those who are signed in', async () => {
    await app.as().get('/notifications/stream').expect(401);
  });
});
