import { TelegramApi } from '../../../src/integrations/telegram/index.js';
import { TelegramDelivery } from '../../../src/modules/notifications/channels/telegram/telegram-delivery.service.js';
import { TelegramTurns } from '../../../src/modules/notifications/channels/telegram/telegram-turns.service.js';
import { Clock } from '../../../src/platform/clock/index.js';
import { Transaction } from '../../../src/platform/database/index.js';
import { Notices } from '../../../src/platform/notices/index.js';
import { eventually } from '../../support/eventually.js';
import { StandingClock } from '../../support/job-process.js';
import { aPerson } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { waved } from './digests.js';
import { rang } from './told.js';

const PEOPLE = 9_900;
/** All for one more person. */
const FOR_ONE = 100;

/** Takes everything, and remembers when. */
class PatientTelegram extends TelegramApi {
  readonly sent: { readonly chatId: number; readonly at: number; readonly text: string }[] = [];

  constructor(private readonly clock: Clock) {
    super(undefined);
  }

  override get isConfigured(): boolean {
    return true;
  }

  override send(chatId: number, { text }: { readonly text: string }): Promise<void> {
    this.sent.push({ chatId, at: this.clock.now().getTime(), text });
    return Promise.resolve();
  }
}

let database: TestDatabase;
let clock: StandingClock;
let telegram: PatientTelegram;
beforeEach(async () => {
  database = await createTestDatabase();
  clock = new StandingClock(new Date());
  telegram = new PatientTelegram(clock);
});
afterEach(() => database.drop());

const anInstance = (worker: 'on' | 'off'): Promise<TestApp> =>
  createTestApp({
    database,
    environment: { RUN_WORKER: worker, TELEGRAM_MODE: 'off' },
    configure: (builder) =>
      builder.overrideProvider(Clock).useValue(clock).overrideProvider(TelegramApi).useValue(telegram),
  });

const enterMessages = async (): Promise<void> => {
  await database.query(
    `WITH people AS (
       INSERT INTO users (email, hashed_password, is_active, activated_at, group_id)
       SELECT 'flood-' || n || '@test.example', 'x', true, now(), g.id
       FROM generate_series(0, $1::int) n, user_groups g WHERE g.name = 'user' RETURNING id, email
     ), links AS (
       INSERT INTO telegram_links (user_id, tg_id, linked_at) SELECT id, 8000000000 + id, now() FROM people
       RETURNING user_id
     )
     INSERT INTO telegram_messages (user_id, kind, subject, link, facts, urgent, created_at, due_at)
     SELECT p.id, $3, 'door:' || n, '/', '{"text": "at the door"}', false, $4, $4
     FROM people p JOIN links ON links.user_id = p.id
     CROSS JOIN LATERAL generate_series(1, CASE WHEN p.email = 'flood-0@test.example' THEN $2::int ELSE 1 END) n`,
    [PEOPLE, FOR_ONE, rang.name, clock.now()],
  );
};
const waiting = async (): Promise<{ all: number; claimed: number }> => {
  const [row] = await database.query<{ all: number; claimed: number }>(
    `SELECT count(*)::int AS all, count(claimed_until)::int AS claimed FROM telegram_messages WHERE sent_at IS NULL`,
  );
  return row ?? { all: 0, claimed: 0 };
};

describe('10,000 messages that are due at once', () => {
  it('do not keep the other jobs from being done, and are taken out of the database a second at a time', async () => {
    const instance = await anInstance('on');
    try {
      await enterMessages();
      const me = await aPerson(instance);
      const told = { to: me.id, by: null, subject: 'door:1', link: '/', facts: { text: 'x' } };
      await instance.get(Transaction).run(() => instance.get(Notices).tell(waved, told));
      await eventually(async () => {
        expect(await database.query('SELECT 1 FROM notifications WHERE user_id = $1', [me.id])).toHaveLength(
          1,
        );
        expect(telegram.sent).toHaveLength(25);
      });

      expect(await waiting()).toEqual({ all: PEOPLE + FOR_ONE - 25, claimed: 0 });
    } finally {
      await instance.close();
    }
  });

  it('are sent once each, 25 in a second and one in a chat, by however many processes', async () => {
    const instances = [await anInstance('off'), await anInstance('off'), await anInstance('off')];
    try {
      await enterMessages();
      const turn = async (instance: TestApp): Promise<void> => {
        const ids = await instance.get(TelegramTurns).take();
        await Promise.all(ids.map((id) => instance.get(TelegramDelivery).send(id)));
      };
      let seconds = 0;
      for (; seconds < 450 && telegram.sent.length < PEOPLE + FOR_ONE; seconds += 1) {
        clock.advance(1);
        await Promise.all(instances.map(turn));
      }
      expect(telegram.sent).toHaveLength(PEOPLE + FOR_ONE);
      expect(seconds).toBeLessThanOrEqual(405);
      expect(await waiting()).toEqual({ all: 0, claimed: 0 });
      for (const at of new Set(telegram.sent.map((message) => message.at))) {
        const chats = telegram.sent.filter((message) => message.at === at).map(({ chatId }) => chatId);
        expect(chats.length).toBeLessThanOrEqual(25);
        expect(new Set(chats).size).toBe(chats.length);
      }
      expect(new Set(telegram.sent.map(({ chatId }) => chatId)).size).toBe(PEOPLE + 1);
    } finally {
      for (const instance of instances) await instance.close();
    }
  }, 180_000);
});
