import { startTelegramStandIn, TelegramControls } from '../../../src/integrations/telegram/stand-in/index.js';
import type { ChatMessage } from '../../../src/integrations/telegram/stand-in/telegram-controls.js';
import { Transaction } from '../../../src/platform/database/index.js';
import { noticeKind, type Notice, Notices } from '../../../src/platform/notices/index.js';
import { eventually } from '../../support/eventually.js';
import type { Person } from '../../support/people.js';
import { aTgId, BOT } from '../../support/telegram.js';
import { Digests } from './digests.js';

interface Facts {
  readonly text: string;
}

/** Told by Telegram unless somebody says otherwise. */
export const rang = noticeKind<Facts>('test-ring', {
  label: 'Rings at your door',
  title: (who) => `${who} rang`,
  body: ({ text }) => text,
  uk: { title: (who) => `Дзвонить ${who}`, body: ({ text }) => text },
  telegram: true,
});
/** What cannot wait, and is of no use after a while. */
export const burned = noticeKind<Facts & { readonly until: string }>('test-fire', {
  label: 'Fires',
  title: () => 'It burns',
  body: ({ text }) => text,
  telegram: true,
  urgent: true,
  usefulUntil: ({ until }) => new Date(until),
});

/** An application whose clock stands and whose bot talks to a stand-in, and people who are told things there. */
export class Told {
  private constructor(
    readonly digests: Digests,
    readonly telegram: TelegramControls,
    private readonly closeStandIn: () => Promise<void>,
  ) {}

  static async start(): Promise<Told> {
    const standIn = await startTelegramStandIn({
      host: '127.0.0.1',
      port: 0,
      token: BOT.token,
      botName: BOT.name,
    });
    const digests = await Digests.start({
      environment: {
        TELEGRAM_BOT_TOKEN: BOT.token,
        TELEGRAM_BOT_NAME: BOT.name,
        TELEGRAM_BOT_SECRET: BOT.secret,
        TELEGRAM_WEBHOOK_SECRET: BOT.webhookSecret,
        TELEGRAM_API_URL: standIn.url,
      },
    });
    return new Told(digests, new TelegramControls(standIn.url), () => standIn.close());
  }

  async close(): Promise<void> {
    await this.digests.close();
    await this.closeStandIn();
  }

  get database() {
    return this.digests.app.database;
  }

  /** Links somebody's account. @returns the id on Telegram */
  async link({ id }: Person, language: 'en' | 'uk' | null = null): Promise<number> {
    const tgId = aTgId();
    await this.database.query(
      'INSERT INTO telegram_links (user_id, tg_id, language, linked_at) VALUES ($1, $2, $3, now())',
      [id, tgId, language],
    );
    return tgId;
  }

  /** Tells somebody, and waits until it is written down. */
  async tell(
    to: Person,
    what: { by?: Person; subject?: string; part?: string; text?: string } = {},
  ): Promise<void> {
    const { by, subject = 'door:1', text = 'at the door', part } = what;
    const notice: Notice<Facts> = {
      to: to.id,
      by: by?.id ?? null,
      subject,
      link: '/doors/1',
      facts: { text },
    };
    await this.digests.app
      .get(Transaction)
      .run(() => this.digests.app.get(Notices).tell(rang, part === undefined ? notice : { ...notice, part }));
    await this.digests.everythingIsDelivered();
  }

  /** What the bot said to somebody, as soon as it is so much. */
  said(tgId: number, count: number): Promise<ChatMessage[]> {
    return eventually(async () => {
      const said = await this.saidNow(tgId);
      expect(said).toHaveLength(count);
      return said;
    });
  }

  async saidNow(tgId: number): Promise<ChatMessage[]> {
    return (await this.telegram.messages(tgId)).filter(({ from }) => from === 'bot');
  }

  /** What waits for somebody. */
  waiting({ id }: Person): Promise<{ kind: string; due_at: Date; attempts: number }[]> {
    return this.database.query(
      `SELECT kind, due_at, attempts FROM telegram_messages
       WHERE user_id = $1 AND sent_at IS NULL AND failed_at IS NULL ORDER BY id`,
      [id],
    );
  }

  async settings(person: Person, change: object): Promise<void> {
    await (await this.digests.as(person)).patch('/notifications/settings').send(change).expect(200);
  }
}
