import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { TelegramApi } from '../../../../integrations/telegram/index.js';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { Complaints } from '../../../../platform/jobs/index.js';
import { pauseOf } from '../../telegram/updates/pause.js';
import { TelegramDelivery } from './telegram-delivery.service.js';
import { TelegramTurns } from './telegram-turns.service.js';

const SECOND_MS = 1_000;

/** Sends what is due by Telegram, second by second, apart from the queue: however much it is, no job waits for it. */
@Injectable()
export class TelegramCourier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly complaints = new Complaints('Telegram');
  private readonly ended = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly api: TelegramApi,
    private readonly turns: TelegramTurns,
    private readonly delivery: TelegramDelivery,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.runWorker && this.api.isConfigured) this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ended.abort();
    await this.running;
  }

  /** Sends the messages of one second, spread over it. @returns how many there were */
  async round(): Promise<number> {
    const ids = await this.turns.take();
    const apart = SECOND_MS / Math.max(ids.length, 1);
    const sending: Promise<void>[] = [];
    const telegram = { takesMore: true };
    for (const id of ids) {
      if (sending.length > 0) await pauseOf(apart, this.ended.signal);
      if (this.ended.signal.aborted || !telegram.takesMore) {
        await this.turns.putBack(id);
        continue;
      }
      const sent = this.delivery.send(id).then(
        (more) => {
          telegram.takesMore &&= more;
        },
        (error: unknown) => this.complaints.about('A message by Telegram waits', error),
      );
      sending.push(sent);
    }
    await Promise.all(sending);
    return ids.length;
  }

  private async run(): Promise<void> {
    const { signal } = this.ended;
    while (!signal.aborted) {
      try {
        if ((await this.round()) > 0) continue;
      } catch (error) {
        this.complaints.about('Messages by Telegram wait', error);
      }
      await pauseOf(SECOND_MS, signal);
    }
  }
}
